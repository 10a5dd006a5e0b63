/** What the page says about each type of problem, and what the customer can do. */

/**
 * `again`: the same request may work later. `reconnect`: only with new credentials. `change`: only with another request.
 * `stop`: the page cannot resolve it.
 */
const TABLE = {
  'invalid-request': ['change', 'Something in this order is not valid', 'Please check the details and try again.'],
  'unauthenticated': ['stop', 'This page may not call the service', 'The service does not know its caller. Contact its operator.'],
  'moonpay-token-rejected': ['reconnect', 'Your session with MoonPay has ended', 'Connect again to go on.'],
  'forbidden': ['stop', 'This is not allowed', 'The service refuses this page or this customer.'],
  'not-found': ['change', 'It is not there', 'What was asked for does not exist, or is not yours.'],
  'method-not-allowed': ['stop', 'This page is out of date', 'Reload it, and tell us if that does not help.'],
  'not-acceptable': ['stop', 'This page is out of date', 'Reload it, and tell us if that does not help.'],
  'disclosure-unknown': ['again', 'The information on this page is out of date', 'Please read it again, and try again.'],
  'payload-too-large': ['change', 'That is too much at once', 'Please shorten what you typed.'],
  'unsupported-media-type': ['stop', 'This page is out of date', 'Reload it, and tell us if that does not help.'],
  'device-address-unknown': ['stop', 'We cannot tell where you are', 'MoonPay needs your device’s address. Switch a VPN or proxy off, and try again.'],
  // Of the customer or the token, not of the order.
  'moonpay-rejected 403': ['reconnect', 'MoonPay does not allow this', 'It is nothing in your order. Connect again, or choose another way to buy.'],
  'moonpay-rejected': ['change', 'MoonPay does not accept this', 'Please change the order and try again.'],
  'too-many-requests': ['again', 'Too many tries', 'Please wait a moment.'],
  'internal': ['again', 'Something went wrong on our side', 'Please try again.'],
  'moonpay-capability-not-enabled': ['stop', 'This cannot be bought here yet', 'MoonPay has not enabled it for this shop.'],
  'moonpay-unavailable': ['again', 'MoonPay cannot be reached', 'Please try again.'],
  'moonpay-busy': ['again', 'MoonPay is busy', 'Please wait a moment.'],
  'overloaded': ['again', 'We are busy', 'Please wait a moment.'],
  'audit-unavailable': ['again', 'We cannot record your order right now', 'Please wait a moment.'],
  'identity-provider-unavailable': ['again', 'We cannot check who you are right now', 'Please wait a moment.'],
  'moonpay-timeout': ['again', 'MoonPay takes too long', 'Please try again.'],
  // Not types of the service: the customer is not signed in, the browser lacks something, the service, or a frame, could not be loaded, or the frame failed.
  'unreachable': ['again', 'The connection is lost', 'Please check your network and try again.'],
  'authorization-failed': ['again', 'We cannot tell who you are right now', 'Please try again. If that does not help, sign in again.'],
  'unsupported-environment': ['stop', 'This browser is too old', 'It lacks the encryption that MoonPay needs. Please update it, or take another one.'],
  'frame-unloaded': ['again', 'MoonPay’s frame does not load', 'A blocker may keep it from loading. Try again, or without it.'],
  'frame-failed': ['again', 'MoonPay’s frame reports an error', 'Something went wrong there. Please try again.'],
  'upload-failed': ['again', 'The file could not be uploaded', 'Please try again.'],
  'ip-address-mismatch': ['reconnect', 'Your network has changed', 'MoonPay binds a session to your address. Connect again to go on.'],
};

/** An unknown type is treated by its status. */
export function adviceOn(problem) {
  const type = problem.type.replace(/^.*\//, '');
  const special = `${type} ${problem.status}`;
  const known = Object.hasOwn(TABLE, special) ? special : Object.hasOwn(TABLE, type) ? type : problem.status >= 500 ? 'internal' : 'invalid-request';
  const [action, title, text] = TABLE[known];
  return { action, title, text };
}

/**
 * Why a method has no price, in this page's own words.
 * @returns {{ text: string, own: string, change: boolean, forbidden: boolean }} `own` is MoonPay's sentence; `change`: only another order has a
 *   price; `forbidden`: no order has one
 */
export function whyNoPrice(problem) {
  const { action, title } = adviceOn(problem);
  const change = action === 'change';
  if (!/(^|\/)moonpay-rejected$/.test(problem.type)) return { text: title, own: '', change, forbidden: false };
  const forbidden = problem.status === 403;
  const text = problem.status === 422 ? 'This amount or currency cannot be bought with this method.'
    : forbidden ? 'MoonPay does not let you pay with this method.' : 'This order cannot be paid with this method.';
  // A problem of a stream has a detail; one that was thrown has it as its message.
  return { text, own: problem.detail ?? problem.message ?? '', change, forbidden };
}
