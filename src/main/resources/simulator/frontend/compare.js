/** The live comparison: streams prices while the view is open, and passes the chosen one to the till. */
import { Problem } from 'moonconnect-client';
import { findPayment } from './attempt.js';
import { bestPrice } from './best.js';
import { addCard } from './card.js';
import { nameOf, whyNot } from './methods.js';
import { adviceOn, whyNoPrice } from './problems.js';
import { keyOf, nothingYet, ranked, take } from './quotes.js';
import { changeButton, newRow } from './row.js';
import { newTill } from './till.js';
import { details, h, money, say, show } from './ui.js';
import { askForPrice } from './widget.js';

const STEP = 2;
const TICK_MS = 250;
const LIVE = 'Prices are live.';
const GUESTS_PAY_WITH = [{ type: 'apple_pay' }];

/**
 * @typedef {object} Context
 * @property {import('moonconnect-client').Client} api
 * @property {string} frames
 * @property {import('./start.js').Order} order
 * @property {import('./connect.js').Connection} connection
 * @property {import('./early.js').Methods} methods the answer if it was asked for before
 * @property {import('./evidence.js').Evidence} evidence
 * @property {AbortSignal} signal ends it
 * @property {HTMLElement} notice what else the customer can do; may be filled later
 * @property {() => void} change
 */

/** Shows the price of each method until a purchase is made. @param {Context} context @returns {Promise<{ id: string }>} */
export async function compare(context) {
  const { accessToken } = context.connection.credentials;
  const currency = context.order.purchase.source.asset.code;
  const { methods } = (await context.methods) ?? (await context.api.listPaymentMethods({ currency, transactionType: 'buy' }, { accessToken }));
  const stored = new Map(methods.flatMap((each) => (each.kind === 'stored' ? [[keyOf(each.method), each.method]] : [])));
  return new Promise((resolve, reject) => new Comparing(context, stored, resolve, reject).begin());
}

class Comparing {
  #context; #stored; #reject; #till; #ticking;
  #comparison = nothingYet();
  #rows = new Map();
  /** The chosen method: initially the best; later changed only by the customer. */
  #chosen = null;
  /** The methods that the stream refreshes in addition to the best. */
  #followed = null;
  #added = [];
  #excluded = new Set();
  #announceBest = bestPrice((method) => this.#name(method));
  #stream = new AbortController();
  #status = h('p', { class: 'live', role: 'status' }, 'Asking for prices …');
  #list = h('fieldset', { class: 'methods' }, h('legend', {}, 'Pay with'));
  #skipped = h('ul');
  #notNow = h('div', { class: 'skipped' }, h('h2', {}, 'Not available now'), this.#skipped);
  #change = h('button', { type: 'button', class: 'link', click: () => this.#context.change() }, 'Change');
  #add = h('button', { type: 'button', class: 'link add', 'data-action': 'add-card', click: () => this.#addCard() }, 'Add a card');

  constructor(context, stored, resolve, reject) {
    this.#context = context;
    this.#stored = stored;
    this.#reject = reject;
    this.#till = newTill({
      frames: context.frames,
      clientToken: context.connection.credentials.clientToken,
      attempt: context.order.attempt,
      find: (times) => findPayment(context.api, context.connection.credentials.accessToken, context.order.attempt, times),
      disclosures: context.connection.requirements.disclosures,
      accept: (signature, texts) => context.evidence.accept(context.order.customer, signature, texts),
      on: {
        busy: (is) => this.#setBusy(is),
        paid: (transaction, signature) => {
          context.evidence.link(transaction.id, signature);
          this.#end(() => resolve(transaction));
        },
        declined: () => this.#listen(),
        expired: () => this.#listen(),
        unsupported: (type) => this.#exclude(type),
        problem: (problem) => this.#end(() => reject(problem)),
      },
    });
  }

  begin() {
    const { order, connection, signal } = this.#context;
    const { source, destination, wallet } = order.purchase;
    this.#list.addEventListener('change', ({ target }) => this.#choose(target.value));
    this.#list.addEventListener('click', ({ target }) => this.#chooseAgain(target.value));
    signal.addEventListener('abort', () => this.#end(() => this.#reject(signal.reason)), { once: true });
    this.#ticking = setInterval(() => this.#tick(), TICK_MS);
    show(STEP, h('section', {},
      h('h1', {}, 'Compare and pay'),
      h('p', { class: 'order' }, 'You pay ', money(source, 2), ` for ${destination.asset.code}, sent to `,
        h('span', { class: 'number address' }, wallet.address), '. ', this.#change),
      this.#context.notice, this.#status, this.#list,
      !connection.guest && this.#add, this.#notNow, this.#till.element));
    this.#listen();
  }

  /** While a payment is running, the view stays until its result is known. */
  #setBusy(is) {
    this.#context.notice.inert = is;
    for (const each of [this.#list, this.#change, this.#add]) each.disabled = is;
    if (!is) this.#draw();
  }

  #end(settle) {
    clearInterval(this.#ticking);
    this.#stream.abort();
    this.#till.end();
    settle();
  }

  /** Opens the stream, and replaces the previous one. */
  async #listen() {
    this.#stream.abort();
    const { signal } = (this.#stream = new AbortController());
    this.#list.ariaBusy = 'true';
    const { api, connection } = this.#context;
    try {
      let reason = '';
      for await (const event of api.compareLive(this.#request(), { accessToken: connection.credentials.accessToken, signal })) {
        if (event.event === 'lost') this.#tellLost(event.data);
        else if (event.event === 'back') this.#tell('good', 'Connected again. Asking for prices …');
        else this.#take(event);
        if (event.event === 'bye') reason = event.data.reason;
      }
      if (reason !== 'no-quotes') throw new Problem({ type: reason, title: 'The service ended the stream.' });
      this.#tellNoPrice();
    } catch (failure) {
      if (signal.aborted) return;
      // Do not interrupt a running payment.
      if (this.#till.busy) this.#tell('lost', 'Prices stand still while you pay.');
      else if (this.#till.inUse) this.#tell('lost', 'Prices stand still. If you are not paying right now: ',
        h('button', { type: 'button', class: 'link', click: () => { this.#till.close(); this.#listen(); } }, 'Ask again'));
      else this.#end(() => this.#reject(failure));
    }
  }

  #tellLost({ retryInMs, problem }) {
    const why = problem.type === 'unreachable' ? 'The connection to the prices is lost' : adviceOn(problem).title;
    this.#tell('lost', `${why}. Trying again in ${Math.ceil(retryInMs / 1000)} s.`);
  }

  #tellWhetherLive() {
    const states = [...this.#comparison.entries.values()].map(({ state }) => state);
    if (states.includes('good')) this.#tell('good', LIVE);
    else if (states.includes('over')) this.#tell('lost', 'Every price is over. Asking for new ones …');
  }

  /** Asking again is offered only if it can help. */
  #tellNoPrice() {
    const change = changeButton(() => this.#context.change());
    const failures = [...this.#comparison.entries.values()].filter(({ widget }) => !widget).map(({ state, problem }) => (state === 'failed' ? whyNoPrice(problem) : null));
    const forbidden = failures.length > 0 && failures.every((failure) => failure?.forbidden);
    if (forbidden) this.#tell('lost', 'MoonPay does not let you pay with any of your payment methods.');
    else if (this.#comparison.entries.size === 0 && this.#excluded.size > 0) this.#tell('lost', 'None of your payment methods works on this device. ', change);
    else if (failures.every((failure) => failure?.change)) this.#tell('lost', 'This amount or currency cannot be bought with any of your payment methods. ', change);
    else {
      this.#tell('lost', 'There is no price to be had right now. ',
        h('button', { type: 'button', class: 'link', click: () => this.#listen() }, 'Ask again'), change);
    }
  }

  #request() {
    const { connection, order } = this.#context;
    const known = [...this.#comparison.entries.values()].filter(({ widget }) => !widget).map((entry) => entry.method);
    // The service caches the list of methods, so a new card must be named.
    const named = this.#added.length > 0 ? [...known, ...this.#added.filter((card) => !this.#comparison.entries.has(keyOf(card)))] : undefined;
    const chosen = this.#chosen === null ? undefined : this.#comparison.entries.get(this.#chosen);
    const followed = chosen && !chosen.widget ? chosen.method : undefined;
    // A card that was just added is not in the list yet; its price is requested as soon as it is.
    this.#followed = followed ? this.#chosen : null;
    return {
      ...order.purchase,
      paymentMethods: connection.guest ? GUESTS_PAY_WITH : named,
      excludeTypes: [...this.#excluded],
      follow: followed ? [followed] : undefined,
    };
  }

  #take(event) {
    take(this.#comparison, event, performance.now());
    if (event.event === 'complete') this.#list.ariaBusy = 'false';
    if (this.#comparison.complete) this.#tellWhetherLive();
    this.#announceBest(this.#comparison, performance.now());
    this.#chosen ??= this.#comparison.best;
    this.#keepFresh();
    this.#draw();
  }

  #tell(kind, ...words) {
    this.#status.className = `live ${kind}`;
    if (this.#status.textContent !== words[0]) this.#status.replaceChildren(...words);
  }

  #choose(key) {
    this.#chosen = key;
    if (this.#comparison.entries.get(key)?.widget) this.#askForWidget(key);
    else if (this.#isOver(key)) this.#listen();
    else this.#keepFresh();
    this.#draw();
  }

  async #askForWidget(key) {
    const { api, connection, order } = this.#context;
    try {
      await askForPrice(this.#comparison.entries.get(key), api, connection.credentials.accessToken, order.purchase);
    } catch (problem) {
      this.#till.tell(whyNoPrice(problem).text);
    }
    this.#draw();
  }

  /** Choosing the same method again changes nothing, except that an expired price is requested. */
  #chooseAgain(key) {
    if (key === this.#current() && this.#isOver(key)) this.#choose(key);
  }

  #isOver(key) {
    return ['over', 'ask'].includes(this.#comparison.entries.get(key)?.state);
  }

  /** Only the best price is refreshed automatically; another chosen one must be followed. */
  #keepFresh() {
    const { entries, best, complete } = this.#comparison;
    if (complete && entries.has(this.#chosen) && !entries.get(this.#chosen).widget && this.#chosen !== best && this.#chosen !== this.#followed) this.#listen();
  }

  #exclude(type) {
    this.#excluded.add(type);
    [...this.#comparison.entries].filter(([, entry]) => entry.method.type === type).forEach(([key]) => this.#comparison.entries.delete(key));
    this.#till.tell('This device cannot pay in this way. Please choose another.');
    this.#listen();
  }

  #current() {
    const { entries, best } = this.#comparison;
    return this.#chosen !== null && entries.has(this.#chosen) ? this.#chosen : best;
  }

  #draw() {
    const { entries, best, skipped } = this.#comparison;
    const current = this.#current();
    const order = ranked(this.#comparison).map((entry) => {
      const key = keyOf(entry.method);
      if (!this.#rows.has(key)) this.#rows.set(key, newRow(key, this.#name(entry.method), () => this.#context.change()));
      this.#rows.get(key).update(entry, { best: key === best && entries.size > 1, checked: key === current });
      return this.#rows.get(key).element;
    });
    for (const [key, row] of this.#rows) {
      if (entries.has(key)) continue;
      row.element.remove();
      this.#rows.delete(key);
    }
    // Elements in the right place are not moved, because moving an element removes its focus.
    order.forEach((element, index) => {
      if (this.#list.children[index + 1] !== element) this.#list.insertBefore(element, this.#list.children[index + 1] ?? null);
    });
    this.#skipped.replaceChildren(...skipped.filter((each) => each.reason !== 'excluded' && each.reason !== 'stored-method-required')
      .map((each) => h('li', {}, `${this.#name(each.paymentMethod)}: ${whyNot(each, this.#stored.get(keyOf(each.paymentMethod)))}`)));
    this.#notNow.hidden = this.#skipped.children.length === 0;
    const entry = current === null ? undefined : entries.get(current);
    this.#till.offer(entry, entry ? this.#name(entry.method) : '');
    this.#tick();
  }

  #tick() {
    const now = performance.now();
    const { entries, best } = this.#comparison;
    const fresh = [best, this.#followed];
    // The service reports this too, but not while the stream is lost.
    const over = [...entries.values()].filter((entry) => entry.state === 'good' && now >= entry.until);
    over.forEach((entry) => { entry.state = 'over'; });
    if (over.length > 0) {
      this.#draw();
      if (this.#status.textContent === LIVE) this.#tellWhetherLive();
    }
    for (const [key, entry] of entries) this.#rows.get(key)?.tick(entry, now, fresh.includes(key));
  }

  #name(method) {
    return nameOf(this.#stored.get(keyOf(method)) ?? method);
  }

  #addCard() {
    const { frames, connection } = this.#context;
    addCard({
      frames, clientToken: connection.credentials.clientToken, failed: (text, own) => this.#till.tell(text, details(own)),
      added: (card) => {
        this.#stored.set(keyOf(card), card);
        this.#added.push({ type: 'card', id: card.id });
        this.#chosen = keyOf(card);
        say(`${nameOf(card)} was added.`);
        this.#listen();
      },
    });
  }
}
