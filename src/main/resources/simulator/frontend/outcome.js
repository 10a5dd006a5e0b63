/** How a payment can end, and which of MoonPay's results and errors means what. */

/** Errors that a new quote resolves. */
const EXPIRED = ['quoteExpired', 'invalidQuote'];
/** Errors after which the connection cannot be used any more. */
const UNUSABLE = ['ipAddressMismatch', 'invalidClientToken', 'configurationError'];
const NOT_PAID = 'The payment did not go through. Nothing was paid.';
/** By MoonPay's `failureCode`. */
const DECLINED = {
  authorizationDeclined: 'Your bank declined the payment. Nothing was paid.',
  transactionNotAllowed: 'This payment is not allowed. Nothing was paid.',
};

/**
 * @typedef {object} Handlers
 * @property {(busy: boolean) => void} busy whether the customer is paying
 * @property {(transaction: { id: string, status: string }, signature?: string) => void} paid with the signature of the quote, if it is known
 * @property {(problem: import('moonconnect-client').Problem, signature: string) => void} unrecorded it could not be recorded that the customer accepts the texts; nothing is offered
 * @property {(text: string, own?: string) => void} declined this try has ended without a payment; the text is for the customer, `own` is MoonPay's
 * @property {(text: string, own?: string) => void} unknown as `declined`, but it is unknown whether it was paid
 * @property {() => void} expired the quote had expired when the customer paid
 * @property {(type: string) => void} unsupported the device does not support the method
 * @property {(problem: import('moonconnect-client').Problem) => void} problem
 */

/** For the customer. */
export const whyDeclined = ({ failureCode }) => DECLINED[failureCode] ?? NOT_PAID;

/** Unless an error is known, nobody knows whether it was paid. @returns {'unsupported' | 'expired' | 'unusable' | 'unknown'} */
export function meaningOf(error) {
  if (error?.code === 'googlePayUnavailable') return 'unsupported';
  if (EXPIRED.includes(error?.code)) return 'expired';
  return UNUSABLE.includes(error?.code) ? 'unusable' : 'unknown';
}
