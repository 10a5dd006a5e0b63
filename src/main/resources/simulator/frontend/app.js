/**
 * A whole purchase, from session to delivery. All data (tokens, keys, input) is kept in variables and lost with the
 * page; none is written to storage, cookies or addresses.
 */
import { moonconnect } from './api.js';
import { compare } from './compare.js';
import { connect } from './connect.js';
import { early } from './early.js';
import { follow } from './follow.js';
import { problemView } from './problems.js';
import { startView } from './start.js';
import { h, message, note, show } from './ui.js';

const START = 0;

/** The origins of the service and of MoonPay's frames. */
const config = await (await fetch('config.json')).json();
const api = moonconnect(config.api, (line) => note('service', line));

const ahead = early(api, config.frames);

let visit = new AbortController();

/** @param {import('./start.js').Order | null} before */
async function start(before) {
  visit.abort();
  visit = new AbortController();
  show(START, message('Buy crypto', 'One moment …', {}, 'busy'));
  if (!isSecureContext) return show(START, elsewhere());
  try {
    const { assets } = await api.assets();
    show(START, startView(config.customers, assets, before, (order) => buy(order, null), ahead.ask));
  } catch (problem) {
    // The service answers only the origins that it knows. A browser reports an origin that was refused as unreachable.
    const refused = ['unreachable', 'forbidden'].includes(problem.type) && location.hostname !== new URL(config.api).hostname;
    const view = problemView(problem, { again: () => start(before) });
    if (refused) view.querySelector('.actions').before(whereToOpen());
    show(START, view);
  }
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
 */
async function buy(order, paid) {
  const { signal } = visit;
  const change = () => start(order);
  const { checked, methods } = ahead.take(order);
  let step = 1;
  let transaction = paid;
  try {
    const connection = await connect({ api, frames: config.frames, order }, checked);
    if (connection === null) return change();
    step = 2;
    transaction ??= (await compare({ api, frames: config.frames, order, connection, methods, signal, change })).id;
    step = 3;
    await follow({ api, accessToken: connection.credentials.accessToken, id: transaction, signal, again: change });
  } catch (problem) {
    if (signal.aborted) return;
    const again = () => buy(order, transaction);
    const outcome = transaction !== null ? 'paid' : order.attempt.unknown ? 'unknown' : step < 2 ? undefined : 'unpaid';
    show(step, problemView(problem, { again, reconnect: again, change }, outcome));
  }
}

await start(null);
