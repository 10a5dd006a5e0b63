/** From a session to a customer who can buy: check frame, the service's requirements, and connect frame. */
import { checkConnection } from './check.js';
import { untilComplete } from './frame.js';
import { note } from './log.js';
import { guestOrAccount, stopped, termsAccepted } from './questions.js';
import { button, h, message, show } from './ui.js';

const STEP = 1;

/** @typedef {{ credentials: import('moonconnect-client').Credentials, guest: boolean, requirements: import('moonconnect-client').Schemas['ConnectionRequirements'] }} Connection */

/**
 * @param {{ api: import('moonconnect-client').Client, frames: string, order: import('./order.js').Order }} context
 * @param {Promise<import('./check.js').Checked | null>} checked the result of a check that was begun earlier, or of none
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

/** @returns {Promise<import('./check.js').Outcome | null>} */
function showConnect(frames, clientToken, publicKey) {
  const host = h('div', { class: 'frame-host' });
  show(STEP, h('section', {}, h('h1', {}, 'Connect with MoonPay'),
    h('p', {}, 'MoonPay asks for your email and a one-time code. This page sees neither.'), host,
    h('div', { class: 'actions' }, button('quiet', 'Start over', () => leave()))));
  const { outcome, leave } = untilComplete('connect', {
    origin: frames, parameters: { clientToken, publicKey }, into: host, title: 'Connect with MoonPay', className: 'frame tall',
  });
  return outcome;
}
