/** The customer's visit: what ends with it, and the order of which it may be unknown whether it was paid, kept if the page ends. */
import { forgetUnknown, keepUnknown, keptUnknown } from './kept.js';

/** @typedef {ReturnType<typeof newVisit>} Visit */

export function newVisit() {
  let ending = new AbortController();
  const visit = {
    /** The last order, unless it is known whether it was paid. */
    order: keptUnknown(),
    /** Ends what is under way, and begins anew. @returns {AbortSignal} */
    begin() {
      ending.abort();
      ending = new AbortController();
      return ending.signal;
    },
    /** Aborted when something else begins. */
    get signal() { return ending.signal; },
  };

  /** Keeps the last order while it is unknown whether it was paid, or would be if the page ended now. */
  function keepDoubt() {
    const attempt = visit.order?.attempt;
    if (attempt?.unknown) keepUnknown(visit.order);
    else if (document.hidden && attempt?.running?.()) keepUnknown({ ...visit.order, attempt: { ...attempt, unknown: true, looked: false } });
    else forgetUnknown();
  }

  // The end of the visit shows whether a payment was running.
  addEventListener('pagehide', () => { ending.abort(); keepDoubt(); });
  // A hidden page may be ended without any other event, for example while the customer confirms the payment in an app of the bank.
  document.addEventListener('visibilitychange', keepDoubt);
  addEventListener('pageshow', ({ persisted }) => { if (persisted) location.reload(); });
  return visit;
}
