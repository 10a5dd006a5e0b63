/**
 * A whole purchase, from session to delivery. Tokens, keys and input are kept in variables and lost with the page. What survives a
 * reload is in `kept.js`.
 */
import { moonconnect, Problem } from 'moonconnect-client';
import { compare } from './compare.js';
import { connect } from './connect.js';
import { early } from './early.js';
import { newEvidence } from './evidence.js';
import { follow, showReceipt } from './follow.js';
import { forgetReceipt, forgetUnknown, keepReceipt, keepUnknown, keptReceipt, keptUnknown } from './kept.js';
import { completeDetails, outstanding, wanting } from './kyc.js';
import { problemView } from './problems.js';
import { resetButton } from './reset.js';
import { startView } from './start.js';
import { h, message, note, show } from './ui.js';

const START = 0;

/** The origins of the service and of MoonPay's frames. */
const config = await fetch('config.json').then((answer) => (answer.ok ? answer.json() : withoutConfig())).catch(withoutConfig);
/** Calls are made once: what fails is shown, with a button to try again. */
const api = moonconnect(config.api, { tries: 1, note: (line) => note('service', line) });

const evidence = newEvidence(api);
const ahead = early(api, config.frames);

let visit = new AbortController();
/** The last order, to keep it if the page ends while it is unknown whether it was paid. */
let latest = keptUnknown();

/** @param {import('./start.js').Order | null} before */
async function start(before) {
  visit.abort();
  visit = new AbortController();
  latest = before;
  show(START, message('Buy crypto', 'One moment …', {}, 'busy'));
  if (!isSecureContext) return show(START, elsewhere());
  try {
    const { assets } = await api.listAssets();
    show(START, startView(config.customers, assets, before, (order) => buy(order, null), ahead.ask));
  } catch (problem) {
    // The service answers only the origins that it knows. A browser reports an origin that was refused as unreachable.
    const refused = ['unreachable', 'forbidden'].includes(problem.type) && location.hostname !== new URL(config.api).hostname;
    const view = problemView(problem, { again: () => start(before) });
    if (refused) view.querySelector('.actions').before(whereToOpen());
    show(START, view);
  }
}

/** Nothing can be done before a reload. @returns {Promise<never>} */
function withoutConfig() {
  show(START, problemView(new Problem({ type: 'unreachable', title: '' }), { again: () => location.reload() }));
  return new Promise(() => {});
}

/** Without a secure context, which is https or this very machine, a browser makes no keys. */
function elsewhere() {
  return h('section', { class: 'message problem', 'data-problem': 'insecure-page' },
    h('h1', {}, 'This page works under another address'), whereToOpen());
}

function whereToOpen() {
  const here = new URL('/', location.href);
  here.hostname = new URL(config.api).hostname;
  return h('p', {}, 'Open ', h('a', { href: here.href }, here.href), ' instead of ', location.origin, '.');
}

/**
 * @param {import('./start.js').Order} order
 * @param {string | null} paid the transaction, if it is already paid and only to be followed
 * @param {string} [accepted] the id of its acceptance, if that was recorded in an earlier visit
 */
async function buy(order, paid, accepted) {
  const { signal } = visit;
  latest = paid === null ? order : null;
  const change = () => start(order);
  const { checked, methods } = ahead.take(order);
  let step = 1;
  let transaction = paid;
  try {
    const connection = await connect({ api, frames: config.frames, order }, checked);
    if (connection === null) return change();
    step = 2;
    const notice = h('div', { class: 'notice' });
    if (transaction === null && !connection.guest) askForDetails(order, notice);
    transaction ??= await paidIn(compare({ api, frames: config.frames, order, connection, methods, evidence, notice, signal, change }), order);
    step = 3;
    await follow({ api, accessToken: connection.credentials.accessToken, id: transaction, order, acceptance: evidence.of(transaction) ?? accepted, signal, again: change });
  } catch (problem) {
    if (signal.aborted) return;
    const again = () => buy(order, transaction, accepted);
    const outcome = transaction !== null ? 'paid' : order.attempt.unknown ? 'unknown' : step < 2 ? undefined : 'unpaid';
    show(step, problemView(problem, { again, reconnect: again, change }, outcome));
  }
}

/** Without delay for the prices: a notice if MoonPay still has to know something about the customer. */
async function askForDetails(order, notice) {
  const answer = await api.getCustomer({ externalCustomerId: order.customer.externalCustomerId }).catch(() => null);
  if (outstanding(wanting(answer?.customers)).length === 0) return;
  notice.replaceChildren('MoonPay still needs some details from you. ',
    h('button', { type: 'button', class: 'link', 'data-action': 'details', click: () => details(order) }, 'Complete your details'));
}

/** @param {import('./start.js').Order} order */
async function details(order) {
  visit.abort();
  visit = new AbortController();
  const { signal } = visit;
  const leave = () => start(order);
  try {
    await completeDetails({ api, frames: config.frames, customerId: order.customer.externalCustomerId, signal, leave });
    if (!signal.aborted) await buy(order, null);
  } catch (problem) {
    if (!signal.aborted) show(1, problemView(problem, { again: () => details(order), reconnect: leave, change: leave }));
  }
}

/** @param {Promise<{ id: string }>} comparing @param {import('./start.js').Order} order */
async function paidIn(comparing, order) {
  const { id } = await comparing;
  latest = null;
  forgetUnknown();
  // Known from here on; the next order is another one.
  order.attempt.unknown = false;
  keepReceipt(order, { ...order.purchase, id, status: 'pending' }, evidence.of(id));
  return id;
}

/** Keeps the last order while it is unknown whether it was paid, or would be if the page ended now. */
function keepDoubt() {
  const attempt = latest?.attempt;
  if (attempt?.unknown) keepUnknown(latest);
  else if (document.hidden && attempt?.running?.()) keepUnknown({ ...latest, attempt: { ...attempt, unknown: true, looked: false } });
  else forgetUnknown();
}

// The end of the visit shows whether a payment was running.
addEventListener('pagehide', () => { visit.abort(); keepDoubt(); });
// A hidden page may be ended without any other event, for example while the customer confirms the payment in an app of the bank.
document.addEventListener('visibilitychange', keepDoubt);
addEventListener('pageshow', ({ persisted }) => { if (persisted) location.reload(); });

if (config.customers.length > 0) resetButton(config.frames, () => { latest = null; forgetReceipt(); location.reload(); });
const receipt = keptReceipt();
if (receipt && !latest) {
  const { customer, purchase, transaction, acceptance } = receipt;
  const order = { customer, purchase, attempt: { purchase, unknown: false } };
  showReceipt(receipt, { followOn: () => buy(order, transaction.id, acceptance), again: () => start(order) });
} else {
  await start(latest);
}
