/** The method that the customer pays with, and what the stream of prices is asked for because of it. */
import { keyOf } from './quotes.js';

const GUESTS_PAY_WITH = [{ type: 'apple_pay' }];

/** @typedef {ReturnType<typeof newChoice>} Choice */

/** @param {import('./quotes.js').Comparison} comparison @param {boolean} guest */
export function newChoice(comparison, guest) {
  const { entries } = comparison;
  /** The chosen method: initially the best; later changed only by the customer. */
  let chosen = /** @type {string | null} */ (null);
  /** The method that the stream refreshes in addition to the best. */
  let followed = /** @type {string | null} */ (null);
  const added = /** @type {any[]} */ ([]);
  const excluded = /** @type {Set<string>} */ (new Set());

  return {
    get followed() { return followed; },
    /** What is paid with now. */
    get current() { return chosen !== null && entries.has(chosen) ? chosen : comparison.best; },
    get nothingWorks() { return entries.size === 0 && excluded.size > 0; },
    /** Only the best price is refreshed automatically; another chosen one must be followed. */
    get isUnfollowed() {
      return comparison.complete && entries.has(chosen) && !entries.get(chosen).widget && chosen !== comparison.best && chosen !== followed;
    },
    /** @param {string} key */
    isOver: (key) => ['over', 'ask'].includes(entries.get(key)?.state),
    /** @param {string} key */
    choose(key) { chosen = key; },
    chooseBest() { chosen ??= comparison.best; },

    /** @param {any} card that the customer has stored just now */
    add(card) {
      added.push({ type: 'card', id: card.id });
      chosen = keyOf(card);
    },

    /** @param {string} type that does not work on this device */
    exclude(type) {
      excluded.add(type);
      [...entries].filter(([, entry]) => entry.method.type === type).forEach(([key]) => entries.delete(key));
    },

    request() {
      const known = [...entries.values()].filter(({ widget }) => !widget).map((entry) => entry.method);
      // The service caches the list of methods, so a new card must be named.
      const named = added.length > 0 ? [...known, ...added.filter((card) => !entries.has(keyOf(card)))] : undefined;
      // A card that was just added is not in the list yet; its price is requested as soon as it is.
      const entry = entries.get(chosen);
      const follow = entry && !entry.widget ? [entry.method] : undefined;
      followed = follow ? chosen : null;
      return { paymentMethods: guest ? GUESTS_PAY_WITH : named, excludeTypes: [...excluded], follow };
    },
  };
}
