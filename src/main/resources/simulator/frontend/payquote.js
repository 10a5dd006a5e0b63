/** The quote to pay with: newer ones replace it, and one that MoonPay has refused is known. */

/** If so many quotes were not valid, another one is not either: a frame with its own button would be opened without end. */
const INVALID_QUOTES = 3;

/** @param {string} signature */
export function newPayQuote(signature) {
  /** The quote of the frame that was opened last. */
  let given = '';
  /** The quote that had expired. */
  let expired = '';
  let invalid = 0;
  return {
    current: signature,
    give() { return (given = this.current); },
    /** @param {any} error @param {string | null} had the quote of the frame @returns {boolean} whether another one may be good */
    refuse({ code }, had) {
      if (code === 'invalidQuote' && (invalid += 1) >= INVALID_QUOTES) return false;
      expired = had ?? given;
      return true;
    },
    get hasExpired() { return this.current === expired; },
  };
}
