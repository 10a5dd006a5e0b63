/** The stream of prices, and the line above them that says how it stands. */
import { Problem } from 'moonconnect-client';
import { adviceOn, whyNoPrice } from './advice.js';
import { take } from './quotes.js';
import { changeButton } from './row.js';
import { button, h } from './ui.js';

const LIVE = 'Prices are live.';

/**
 * @param {import('./compare.js').Context} context
 * @param {{ comparison: import('./quotes.js').Comparison, choice: import('./choice.js').Choice, till: { busy: boolean, inUse: boolean, close: () => void }, on: { asking: (is: boolean) => void, taken: () => void, failed: (failure: any) => void } }} view
 *   `comparison` takes the events; `asking`: until the first price of each method is there
 */
export function newPrices({ api, order, connection, change }, { comparison, choice, till, on }) {
  const { accessToken } = connection.credentials;
  const element = h('p', { class: 'live', role: 'status' }, 'Asking for prices …');
  let stream = new AbortController();

  /** Opens the stream, and replaces the previous one. */
  async function listen() {
    stream.abort();
    const { signal } = (stream = new AbortController());
    on.asking(true);
    try {
      let reason = '';
      for await (const event of api.compareLive({ ...order.purchase, ...choice.request() }, { accessToken, signal })) {
        if (event.event === 'lost') tellLost(event.data);
        else if (event.event === 'back') tell('good', 'Connected again. Asking for prices …');
        else taken(event);
        if (event.event === 'bye') reason = event.data.reason;
      }
      if (reason !== 'no-quotes') throw new Problem({ type: reason, title: 'The service ended the stream.' });
      tellNoPrice();
    } catch (failure) {
      if (signal.aborted) return;
      // Do not interrupt a running payment.
      if (till.busy) tell('lost', 'Prices stand still while you pay.');
      else if (till.inUse) tell('lost', 'Prices stand still. If you are not paying right now: ', button('link', 'Ask again', () => { till.close(); listen(); }));
      else on.failed(failure);
    }
  }

  function taken(event) {
    take(comparison, event, performance.now());
    if (event.event === 'complete') on.asking(false);
    if (comparison.complete) tellWhetherLive();
    choice.chooseBest();
    if (choice.isUnfollowed) listen();
    on.taken();
  }

  function tell(kind, ...words) {
    element.className = `live ${kind}`;
    if (element.textContent !== words[0]) element.replaceChildren(...words);
  }

  function tellLost({ retryInMs, problem }) {
    const why = problem.type === 'unreachable' ? 'The connection to the prices is lost' : adviceOn(problem).title;
    tell('lost', `${why}. Trying again in ${Math.ceil(retryInMs / 1000)} s.`);
  }

  function tellWhetherLive() {
    const states = [...comparison.entries.values()].map(({ state }) => state);
    if (states.includes('good')) tell('good', LIVE);
    else if (states.includes('over')) tell('lost', 'Every price is over. Asking for new ones …');
  }

  /** Asking again is offered only if it can help. */
  function tellNoPrice() {
    const failures = [...comparison.entries.values()].filter(({ widget }) => !widget).map(({ state, problem }) => (state === 'failed' ? whyNoPrice(problem) : null));
    const forbidden = failures.length > 0 && failures.every((failure) => failure?.forbidden);
    if (forbidden) tell('lost', 'MoonPay does not let you pay with any of your payment methods.');
    else if (choice.nothingWorks) tell('lost', 'None of your payment methods works on this device. ', changeButton(change));
    else if (failures.every((failure) => failure?.change)) tell('lost', 'This amount or currency cannot be bought with any of your payment methods. ', changeButton(change));
    else tell('lost', 'There is no price to be had right now. ', button('link', 'Ask again', listen), changeButton(change));
  }

  return {
    element,
    listen,
    /** Some prices are over. */
    over() { if (element.textContent === LIVE) tellWhetherLive(); },
    end: () => stream.abort(),
  };
}
