/** Pays with a method: a button, or a frame with its own one, and a try with the current quote, until one has ended for good. */
import { doubt } from './attempt.js';
import { newPaying } from './paying.js';
import { newPayQuote } from './payquote.js';
import { frameProblem } from './problems.js';
import { openTry } from './try.js';

/** Types whose frame is the button itself. */
const OWN_BUTTON = { apple_pay: 'apple-pay', google_pay: 'google-pay' };

/**
 * A frame gets a quote only after `accept` has resolved for it: without evidence, nothing can be paid. One with its own button therefore
 * opens later: between its tap and the outcome, nothing of this page runs. `widget`: the texts above MoonPay's widget, if it is paid there.
 * @param {{ frames: string, clientToken: string, attempt: import('./attempt.js').Attempt, type: string, widget?: HTMLElement[], label: string, signature: string, since: string, into: HTMLElement, accept: (signature: string) => Promise<void>, on: import('./outcome.js').Handlers }} options
 */
export function payment({ attempt, type, signature, since, on, ...options }) {
  const { widget, label, into, accept } = options;
  const ownButton = !widget && Object.hasOwn(OWN_BUTTON, type);
  const quote = newPayQuote(signature);
  /** A frame with its own button would report an expired quote again, so it waits for the next one. */
  let waiting = false;
  let trying = /** @type {ReturnType<typeof openTry> | null} */ (null);
  let closed = false;
  const paying = newPaying({ label, press: () => open(widget ? 'widget' : 'buy'), busy: (is) => on.busy(is), frame: () => (ownButton && trying?.element) || null });

  const ways = {
    begun: () => paying.set(true),
    paid: (transaction, had) => end(() => on.paid(transaction, had), true),
    declined: (text, own) => end(() => on.declined(text, own)),
    /** The payment may have been made nevertheless. Another one is not offered here. */
    unknown: (text, own = '') => { doubt(attempt); end(() => on.unknown(text, own), true); },
    problem: (problem) => end(() => on.problem(problem), true),
    expired: (error, had) => (quote.refuse(error, had) ? end(on.expired) : ways.problem(frameProblem(error))),
    /** Without a button nothing was paid, even if the frame has the focus. */
    unsupported: () => end(() => on.unsupported(type), true),
    unloaded: (problem) => { stop(); on.problem(problem); },
  };

  async function open(name) {
    const opened = quote.give();
    try {
      await accept(opened);
    } catch (problem) {
      return closed || end(() => on.unrecorded(problem, opened), true);
    }
    if (closed) return;
    attempt.since ??= since;
    trying = openTry(name, { ...options, attempt, signature: opened, newest: () => quote.current, on: ways });
  }

  /** Ends a try: reported once, and ready for another one unless it is final. */
  function end(tell, forGood = false) {
    paying.forgetFocus();
    stop();
    tell();
    if (!forGood) ready();
  }

  function stop() {
    trying?.close();
    trying = null;
    paying.set(false);
  }

  function ready() {
    if (closed) return;
    waiting = ownButton && quote.hasExpired;
    if (ownButton && !waiting) open(OWN_BUTTON[type]);
    else if (!ownButton && !paying.button.isConnected) into.append(paying.button);
  }

  attempt.running = paying.maybe;
  ready();
  return {
    get inUse() { return paying.inUse(); },
    /** The next quote of the same method, passed to the open frame. */
    update(newer) {
      quote.current = newer;
      if (waiting) ready();
      else trying?.update();
    },
    close() {
      if (paying.maybe()) doubt(attempt);
      closed = true;
      attempt.running = undefined;
      stop();
      paying.end();
    },
  };
}
