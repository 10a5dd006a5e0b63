/** What a customer is asked, or told, before the connection to MoonPay goes on. */
import { ask, details, h, termsLink } from './ui.js';

const STEP = 1;
/** The text for each status with which the customer cannot buy. */
const STOPPED = {
  pending: ['MoonPay is still checking', 'Your details are being verified. This can take a while; come back later.'],
  failed: ['MoonPay cannot serve you', 'The verification did not succeed. Please choose another way to buy.'],
  unavailable: ['Not available where you are', 'MoonPay does not sell in your present location.'],
};
const UNHEARD_OF = ['Not possible right now', 'MoonPay answered something that we do not know yet. Please try again later.'];

export function guestOrAccount() {
  return ask(STEP, 'How would you like to pay?', 'As a guest you pay with Apple Pay. With a MoonPay account, with everything that you stored there.',
    { 'Continue as guest': 'guest', 'Connect an account': 'account' });
}

export function termsAccepted() {
  return ask(STEP, 'MoonPay’s terms', [
    'MoonPay sells the crypto. Please read and accept its terms.',
    h('p', {}, termsLink('MoonPay’s Terms of Use')),
  ], { 'I accept the terms': true, 'Start over': false });
}

export function stopped(status, requirements, reason) {
  const [title, text] = Object.hasOwn(STOPPED, status) ? STOPPED[status] : UNHEARD_OF;
  const choices = requirements.terminal ? { 'Start over': null } : { 'Try again': 'again', 'Start over': null };
  return ask(STEP, title, [text, details(reason)], choices, `status-${status}`);
}
