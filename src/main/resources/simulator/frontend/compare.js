/** The screen on which the customer compares live prices and pays: it puts the stream, the list of methods and the till together. */
import { bestPrice } from './best.js';
import { newChoice } from './choice.js';
import { newChoosing } from './choosing.js';
import { newList } from './list.js';
import { nameOf } from './methods.js';
import { money } from './money.js';
import { newPrices } from './prices.js';
import { expire, keyOf, nothingYet } from './quotes.js';
import { newTill } from './till.js';
import { button, h, show } from './ui.js';

const STEP = 2;
const TICK_MS = 250;

/**
 * `methods`: the answer if it was asked for before. `signal` ends it. `notice`: what else the customer can do; may be filled later.
 * @typedef {{ api: import('moonconnect-client').Client, frames: string, order: import('./order.js').Order, connection: import('./connect.js').Connection, methods: import('./early.js').Methods, evidence: import('./evidence.js').Evidence, signal: AbortSignal, notice: HTMLElement, change: () => void }} Context
 */

/** Shows the price of each method until a purchase is made. @param {Context} context @returns {Promise<{ id: string }>} */
export async function compare(context) {
  const { accessToken } = context.connection.credentials;
  const currency = context.order.purchase.source.asset.code;
  const { methods } = (await context.methods) ?? (await context.api.listPaymentMethods({ currency, transactionType: 'buy' }, { accessToken }));
  const stored = new Map(methods.flatMap((each) => (each.kind === 'stored' ? [[keyOf(each.method), each.method]] : [])));
  return new Promise((resolve, reject) => open(context, stored, resolve, reject));
}

/** @param {Context} context */
function open(context, stored, resolve, reject) {
  const { order: { purchase }, connection, evidence, notice, signal, change } = context;
  const comparison = nothingYet();
  const name = (method) => nameOf(stored.get(keyOf(method)) ?? method);
  const announceBest = bestPrice(name);
  const choice = newChoice(comparison, connection.guest);
  const failed = (problem) => end(() => reject(problem));
  const till = newTill(context, {
    busy: setBusy,
    paid: (transaction, signature) => { evidence.link(transaction.id, signature); end(() => resolve(transaction)); },
    declined: () => prices.listen(),
    expired: () => prices.listen(),
    unsupported: (type) => choosing.exclude(type),
    problem: failed,
  });
  const prices = newPrices(context, { comparison, choice, till, on: {
    asking: (is) => { list.element.ariaBusy = String(is); },
    taken: () => { announceBest(comparison, performance.now()); draw(); },
    failed,
  } });
  const choosing = newChoosing(context, { comparison, choice, stored, listen: prices.listen, draw, tell: till.tell });
  const list = newList({ comparison, name, stored, change, ...choosing });
  const changeOrder = button('link', 'Change', change);
  const add = button('link', 'Add a card', choosing.add, { class: 'link add', 'data-action': 'add-card' });

  signal.addEventListener('abort', () => failed(signal.reason), { once: true });
  const ticking = setInterval(tick, TICK_MS);
  show(STEP, h('section', {}, h('h1', {}, 'Compare and pay'),
    h('p', { class: 'order' }, 'You pay ', money(purchase.source, 2), ` for ${purchase.destination.asset.code}, sent to `,
      h('span', { class: 'number address' }, purchase.wallet.address), '. ', changeOrder),
    notice, prices.element, list.element, !connection.guest && add, list.notNow, till.element));
  prices.listen();

  /** While a payment is running, the view stays until its result is known. */
  function setBusy(is) {
    notice.inert = is;
    for (const each of [list.element, changeOrder, add]) each.disabled = is;
    if (!is) draw();
  }

  function end(settle) {
    clearInterval(ticking);
    prices.end();
    till.end();
    settle();
  }

  function draw() {
    list.draw(choice.current);
    const entry = comparison.entries.get(choice.current);
    till.offer(entry, entry ? name(entry.method) : '');
    tick();
  }

  function tick() {
    const now = performance.now();
    if (expire(comparison, now)) { draw(); prices.over(); }
    list.tick(now, [comparison.best, choice.followed]);
  }
}
