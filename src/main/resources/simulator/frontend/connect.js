/** From a session to a customer who can buy: check frame, the service's requirements, and connect frame. */
import { newKeys } from 'moonconnect-client';
import { openFrame } from 'moonconnect-client/frames';
import { frameProblem } from './problems.js';
import { ask, byId, details, frameNote, h, message, note, show } from './ui.js';

const STEP = 1;
const TERMS = 'https://www.moonpay.com/legal/terms';

/** @typedef {{ status: string, credentials?: string, capabilities?: unknown, reason?: string }} Outcome what a frame reports */
/** @typedef {{ credentials: import('moonconnect-client').Credentials, guest: boolean, requirements: import('moonconnect-client').Schemas['ConnectionRequirements'] }} Connection */

/** @typedef {{ outcome: Outcome, keys: Awaited<ReturnType<typeof newKeys>> }} Checked */

/**
 * @param {{ api: import('moonconnect-client').Client, frames: string, order: import('./start.js').Order }} context
 * @param {Promise<Checked | null>} checked the result of a check that was begun earlier, or of none
 * @returns {Promise<Connection | null>} null if the customer chooses to start over
 */
export async function connect(context, checked) {
  for (let first = checked; ; first = Promise.resolve(null)) {
    show(STEP, message('Connecting to MoonPay', 'One moment …', {}, 'busy'));
    const { outcome, keys } = (await first) ?? (await checkConnection(context.api, context.frames, context.order.customer));
    const connection = await settle(context, outcome, keys);
    if (connection !== 'again') return connection;
  }
}

/**
 * Asks MoonPay about the customer, without showing anything.
 * @param {import('moonconnect-client').Client} api
 * @param {string} frames
 * @param {import('./start.js').Order['customer']} customer
 * @returns {Promise<Checked>}
 */
export async function checkConnection(api, frames, customer) {
  const keys = await newKeys();
  // A session token is valid for one check frame.
  const { sessionToken, mode } = await api.createSession(customer);
  showMode(mode);
  return { outcome: await check(frames, sessionToken, keys.publicKey), keys };
}

/** Whether money moves. */
function showMode(mode) {
  byId('mode').hidden = false;
  byId('mode').textContent = mode === 'live' ? 'live: money moves' : 'test: no money moves';
}

/** @returns {Promise<Connection | 'again' | null>} */
async function settle(context, outcome, keys) {
  const { status, reason, capabilities } = outcome;
  const requirements = await context.api.getConnectionRequirements({ status, reason, capabilities });
  note('status', `${status} → ${requirements.nextStep}`);
  switch (requirements.nextStep) {
    case 'proceed':
      return { credentials: await keys.open(outcome.credentials), guest: false, requirements };
    case 'connect': {
      const anonymous = await keys.open(outcome.credentials);
      if (requirements.guestCheckout && !context.order.gateway && (await guestOrAccount()) === 'guest') {
        return { credentials: anonymous, guest: true, requirements };
      }
      const connected = await showConnect(context.frames, anonymous.clientToken, keys.publicKey);
      return connected === null ? null : settle(context, connected, keys);
    }
    case 'acceptTerms': {
      if (!(await termsAccepted())) return null;
      // MoonPay records the time of acceptance, so the new session is created immediately.
      context.order.customer.termsAcceptedAt = new Date().toISOString();
      return 'again';
    }
    default:
      return stopped(status, requirements, reason);
  }
}

/** @returns {Promise<Outcome>} */
function check(frames, sessionToken, publicKey) {
  return new Promise((resolve, reject) => {
    const frame = openFrame('check-connection', {
      origin: frames, parameters: { sessionToken, publicKey },
      into: document.body, title: 'MoonPay connection check', className: 'frame', note: frameNote,
      on: {
        complete(outcome) { frame.close(); resolve(outcome); },
        error(error) { frame.close(); reject(frameProblem(error)); },
        unloaded() { frame.close(); reject(frameProblem(null)); },
      },
    });
  });
}

/** @returns {Promise<Outcome | null>} */
function showConnect(frames, clientToken, publicKey) {
  return new Promise((resolve, reject) => {
    const end = (settled) => { frame.close(); settled(); };
    const host = h('div', { class: 'frame-host' });
    show(STEP, h('section', {}, h('h1', {}, 'Connect with MoonPay'),
      h('p', {}, 'MoonPay asks for your email and a one-time code. This page sees neither.'), host,
      h('div', { class: 'actions' }, h('button', { type: 'button', class: 'quiet', click: () => end(() => resolve(null)) }, 'Start over'))));
    const frame = openFrame('connect', {
      origin: frames, parameters: { clientToken, publicKey },
      into: host, title: 'Connect with MoonPay', className: 'frame tall', note: frameNote,
      on: {
        complete: (outcome) => end(() => resolve(outcome)),
        error: (error) => end(() => reject(frameProblem(error))),
        unloaded: () => end(() => reject(frameProblem(null))),
      },
    });
  });
}

function guestOrAccount() {
  return ask(STEP, 'How would you like to pay?', 'As a guest you pay with Apple Pay. With a MoonPay account, with everything that you stored there.',
    { 'Continue as guest': 'guest', 'Connect an account': 'account' });
}

function termsAccepted() {
  return ask(STEP, 'MoonPay’s terms', [
    'MoonPay sells the crypto. Please read and accept its terms.',
    h('p', {}, h('a', { href: TERMS, target: '_blank', rel: 'noopener noreferrer' }, 'MoonPay’s Terms of Use')),
  ], { 'I accept the terms': true, 'Start over': false });
}

/** The text for each status with which the customer cannot buy. */
const STOPPED = {
  pending: ['MoonPay is still checking', 'Your details are being verified. This can take a while; come back later.'],
  failed: ['MoonPay cannot serve you', 'The verification did not succeed. Please choose another way to buy.'],
  unavailable: ['Not available where you are', 'MoonPay does not sell in your present location.'],
};
const UNHEARD_OF = ['Not possible right now', 'MoonPay answered something that we do not know yet. Please try again later.'];

async function stopped(status, requirements, reason) {
  const [title, text] = Object.hasOwn(STOPPED, status) ? STOPPED[status] : UNHEARD_OF;
  const choices = requirements.terminal ? { 'Start over': null } : { 'Try again': 'again', 'Start over': null };
  return ask(STEP, title, [text, details(reason)], choices, `status-${status}`);
}
