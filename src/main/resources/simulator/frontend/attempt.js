/** Attempts to pay an order, and the search for a payment whose outcome no frame has reported. */

/** MoonPay may store a transaction a moment after the customer has left. */
const LOOK_AGAIN_MS = 1500;

/**
 * @typedef {object} Attempt to pay an order, over all tries, frames and connections
 * @property {import('./order.js').Order['purchase']} purchase
 * @property {string} [id] the id that MoonPay stores with the transaction: the same for each try until one was certainly declined
 * @property {string} [since] a time before the first try, by MoonPay's clock
 * @property {boolean} unknown whether a try has ended with an unknown outcome
 * @property {boolean} [looked] whether the payment was looked for after that
 * @property {() => boolean} [running] whether the customer is paying, or may be, in a frame that is open; not kept
 * @property {Attempt} [earlier] one with an unknown outcome, for an order that the customer has changed since
 */

/** Times of MoonPay have seconds, and a frame opens soon after its quote. */
const SLACK_MS = 2000;

/** A time before a frame opens with an offer, by MoonPay's clock. @param {import('./quotes.js').Offer} offer */
export function timeBefore({ quote, expiresInMs }) {
  return new Date(Date.parse(quote.expiresAt) - expiresInMs - SLACK_MS).toISOString();
}

/** From now on it is unknown whether the order was paid. @param {Attempt} attempt */
export function doubt(attempt) {
  attempt.unknown = true;
  attempt.looked = false;
}

/**
 * Looks for the payment. It is recognised by its time, asset and wallet: whether MoonPay returns the id of an attempt is not documented.
 * @param {import('moonconnect-client').Client} api
 * @param {string} accessToken
 * @param {Attempt} attempt
 * @param {number} times
 */
export async function findPayment(api, accessToken, attempt, times) {
  const attempts = withEarlier(attempt).filter(({ since }) => since !== undefined);
  if (attempts.length === 0) return undefined;
  const [startDate] = attempts.map(({ since }) => since).sort();
  for (let left = times; ; left -= 1) {
    const { transactions } = await api.listTransactions({ startDate }, { accessToken });
    const found = transactions.find((each) => each.status !== 'failed' && attempts.some((attempt) => isOf(each, attempt)));
    if (found || left <= 1) return found;
    await new Promise((resolve) => { setTimeout(resolve, LOOK_AGAIN_MS); });
  }
}

/** @param {Attempt | undefined} attempt @returns {Attempt[]} */
function withEarlier(attempt) {
  return attempt ? [attempt, ...withEarlier(attempt.earlier)] : [];
}

/** @param {import('moonconnect-client').Schemas['Transaction']} transaction @param {Attempt} attempt */
function isOf({ createdAt, destination, wallet }, { purchase, since }) {
  return Date.parse(createdAt) >= Date.parse(since)
    && destination?.asset?.code === purchase.destination.asset.code
    && wallet?.address?.toLowerCase() === purchase.wallet.address.toLowerCase();
}
