/** Announces the best price to screen readers: when all are there, and when another method becomes the best. */
import { decimal } from './money.js';
import { keyOf } from './quotes.js';
import { say } from './ui.js';

/** Amounts change with each price and are not announced; and no change sooner than this after another. */
const PAUSE_MS = 10_000;

/** @param {(method: import('./quotes.js').Method) => string} nameOf */
export function bestPrice(nameOf) {
  let said = /** @type {string | null} */ (null);
  let at = -Infinity;

  /** Called with each state. @param {import('./quotes.js').Comparison} comparison @param {number} now */
  return function announce({ entries, best, complete }, now) {
    const entry = best === null ? undefined : entries.get(best);
    if (!complete || !entry?.offer || best === said || now - at < PAUSE_MS) return;
    const { destination } = entry.offer.quote;
    say(`${said === null ? 'The best price' : 'The best price is now'}: ${nameOf(entry.method)}, ${decimal(destination.amount)} ${destination.asset?.code ?? ''}.`);
    said = keyOf(entry.method);
    at = now;
  };
}
