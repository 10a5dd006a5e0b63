/** Methods that are paid in MoonPay's widget. They have no live price: each is asked for when the customer chooses it. */

/** @typedef {import('./quotes.js').Entry} Entry */

/** The entry of a method that the service has skipped because it needs the widget. @returns {Entry} */
export function widgetEntry(method) {
  return { method, state: 'ask', widget: true, since: 0, until: 0, refreshAt: 0 };
}

/**
 * Asks for a price, unless the entry has one or is waiting for it.
 * @param {Entry} entry
 * @param {import('moonconnect-client').Client} api
 * @param {string} accessToken
 * @param {import('./order.js').Order['purchase']} purchase
 */
export async function askForPrice(entry, api, accessToken, purchase) {
  if (entry.state !== 'ask' && entry.state !== 'over') return;
  entry.state = 'asked';
  try {
    const offer = await api.createQuote({ ...purchase, paymentMethod: entry.method }, { accessToken });
    const now = performance.now();
    const until = now + offer.expiresInMs;
    Object.assign(entry, { state: 'good', offer: { ...offer, paymentMethod: entry.method }, since: now, until, refreshAt: until });
  } catch (problem) {
    Object.assign(entry, problem.retryable ? { state: 'ask' } : { state: 'failed', problem });
    throw problem;
  }
}
