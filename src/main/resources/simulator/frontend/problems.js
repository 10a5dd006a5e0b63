/** The text and the action for each type of problem. */
import { Problem } from 'moonconnect-client';
import { details, h, note, say } from './ui.js';

/**
 * `again`: the same request may work later. `reconnect`: only with new credentials. `change`: only with another request.
 * `stop`: the page cannot resolve it.
 */
const TABLE = {
  'invalid-request': ['change', 'Something in this order is not valid', 'Please check the details and try again.'],
  'unauthenticated': ['stop', 'This page may not call the service', 'The service does not know its caller. Contact its operator.'],
  'moonpay-token-rejected': ['reconnect', 'Your session with MoonPay has ended', 'Connect again to go on.'],
  'forbidden': ['stop', 'This is not allowed', 'The service refuses this page or this customer.'],
  'not-found': ['change', 'It is not there', 'What was asked for does not exist, or is not yours.'],
  'method-not-allowed': ['stop', 'This page is out of date', 'Reload it, and tell us if that does not help.'],
  'not-acceptable': ['stop', 'This page is out of date', 'Reload it, and tell us if that does not help.'],
  'disclosure-unknown': ['again', 'The information on this page is out of date', 'Please read it again, and try again.'],
  'payload-too-large': ['change', 'That is too much at once', 'Please shorten what you typed.'],
  'unsupported-media-type': ['stop', 'This page is out of date', 'Reload it, and tell us if that does not help.'],
  'device-address-unknown': ['stop', 'We cannot tell where you are', 'MoonPay needs your device’s address. Switch a VPN or proxy off, and try again.'],
  // Of the customer or the token, not of the order.
  'moonpay-rejected 403': ['reconnect', 'MoonPay does not allow this', 'It is nothing in your order. Connect again, or choose another way to buy.'],
  'moonpay-rejected': ['change', 'MoonPay does not accept this', 'Please change the order and try again.'],
  'too-many-requests': ['again', 'Too many tries', 'Please wait a moment.'],
  'internal': ['again', 'Something went wrong on our side', 'Please try again.'],
  'moonpay-capability-not-enabled': ['stop', 'This cannot be bought here yet', 'MoonPay has not enabled it for this shop.'],
  'moonpay-unavailable': ['again', 'MoonPay cannot be reached', 'Please try again.'],
  'moonpay-busy': ['again', 'MoonPay is busy', 'Please wait a moment.'],
  'overloaded': ['again', 'We are busy', 'Please wait a moment.'],
  'audit-unavailable': ['again', 'We cannot record your order right now', 'Please wait a moment.'],
  'identity-provider-unavailable': ['again', 'We cannot check who you are right now', 'Please wait a moment.'],
  'moonpay-timeout': ['again', 'MoonPay takes too long', 'Please try again.'],
  // Not types of the service: the customer is not signed in, the browser lacks something, the service, or a frame, could not be loaded, or the frame failed.
  'unreachable': ['again', 'The connection is lost', 'Please check your network and try again.'],
  'authorization-failed': ['again', 'We cannot tell who you are right now', 'Please try again. If that does not help, sign in again.'],
  'unsupported-environment': ['stop', 'This browser is too old', 'It lacks the encryption that MoonPay needs. Please update it, or take another one.'],
  'frame-unloaded': ['again', 'MoonPay’s frame does not load', 'A blocker may keep it from loading. Try again, or without it.'],
  'frame-failed': ['again', 'MoonPay’s frame reports an error', 'Something went wrong there. Please try again.'],
  'upload-failed': ['again', 'The file could not be uploaded', 'Please try again.'],
  'ip-address-mismatch': ['reconnect', 'Your network has changed', 'MoonPay binds a session to your address. Connect again to go on.'],
};

const LABELS = { again: 'Try again', reconnect: 'Connect again', change: 'Change the order' };

/** An unknown type is treated by its status. */
export function adviceOn(problem) {
  const type = problem.type.replace(/^.*\//, '');
  const special = `${type} ${problem.status}`;
  const known = Object.hasOwn(TABLE, special) ? special : Object.hasOwn(TABLE, type) ? type : problem.status >= 500 ? 'internal' : 'invalid-request';
  const [action, title, text] = TABLE[known];
  return { action, title, text };
}

/**
 * Why a method has no price, in this page's own words.
 * @returns {{ text: string, own: string, change: boolean, forbidden: boolean }} `own` is MoonPay's sentence; `change`: only another order has a
 *   price; `forbidden`: no order has one
 */
export function whyNoPrice(problem) {
  const { action, title } = adviceOn(problem);
  const change = action === 'change';
  if (!/(^|\/)moonpay-rejected$/.test(problem.type)) return { text: title, own: '', change, forbidden: false };
  const forbidden = problem.status === 403;
  const text = problem.status === 422 ? 'This amount or currency cannot be bought with this method.'
    : forbidden ? 'MoonPay does not let you pay with this method.' : 'This order cannot be paid with this method.';
  // A problem of a stream has a detail; one that was thrown has it as its message.
  return { text, own: problem.detail ?? problem.message ?? '', change, forbidden };
}

/** The text about the money. */
export const MONEY = {
  paid: 'Your payment goes on without this page.',
  unpaid: 'Nothing has been paid.',
  unknown: 'We do not know whether it was paid. Please look at your account before you pay again.',
};

/**
 * The visible state of a problem.
 * @param {any} thrown a problem, or an error of the browser or of this page
 * @param {{ again?: () => void, reconnect?: () => void, change?: () => void }} ways the actions that are possible here
 * @param {keyof typeof MONEY} [outcome] undefined if the question does not arise
 */
export function problemView(thrown, ways, outcome) {
  const problem = asProblem(thrown);
  const { action, title, text } = adviceOn(problem);
  const way = ways[action];
  const button = way && h('button', { type: 'button', class: 'primary', click: way }, LABELS[action]);
  const wait = problem.retryAfterMs ?? 0;
  if (button && action === 'again' && wait > 0) {
    button.disabled = true;
    setTimeout(() => { button.disabled = false; }, wait);
  }
  note('problem', problem === thrown ? problem.type : `${problem.type} (${problem.message})`);
  const money = outcome === undefined ? '' : MONEY[outcome];
  // The title is read out with the focus.
  say(`${text} ${money}`);
  return h('section', { class: 'message problem', 'data-problem': problem.type },
    h('h1', {}, title),
    h('p', {}, `${text} ${money}`),
    problem.violations?.length > 0 && h('ul', {}, ...problem.violations.map((each) =>
      h('li', {}, h('code', {}, each.field), ` ${each.message}`))),
    // Other problems have no sentence of MoonPay's.
    ['moonpay-rejected', 'frame-failed'].includes(problem.type) && details(problem.message),
    problem.requestId && h('p', { class: 'hint' }, 'For support: ', h('code', {}, problem.requestId)),
    h('div', { class: 'actions' },
      button,
      ways.change && action !== 'change' && h('button', { type: 'button', class: 'quiet', click: ways.change }, 'Start over')));
}

/** For other errors only the name is shown, because the message may contain confidential data. */
function asProblem(thrown) {
  return thrown instanceof Problem ? thrown : new Problem({ type: 'internal', title: thrown?.name ?? 'Error' });
}

/** Converts a frame's error to a problem; null means that the frame did not load. */
export function frameProblem(error) {
  if (error === null) return new Problem({ type: 'frame-unloaded', title: 'The frame did not load.', retryable: true });
  const codes = [error?.code, ...(error?.errors ?? []).map((each) => each.code)];
  if (codes.includes('ipAddressMismatch')) return new Problem({ type: 'ip-address-mismatch', title: 'The address differs.' });
  if (codes.some((code) => /^(invalid(Session|Client)Token|configurationError)$/.test(code))) {
    return new Problem({ type: 'moonpay-token-rejected', title: 'The token is no longer good.' });
  }
  // `generic`, or a code that is not known: nothing says that the customer did something wrong.
  return new Problem({ type: 'frame-failed', title: error?.message ?? error?.code ?? '', retryable: true });
}
