/** The names of payment methods, and the reasons why some cannot be used. */

const NAMES = {
  apple_pay: 'Apple Pay', google_pay: 'Google Pay', card: 'Card', sepa: 'SEPA transfer', ach: 'Bank transfer (ACH)', fps: 'Faster Payments',
  sepa_open_banking: 'Open banking', fps_open_banking: 'Open banking', revolut_pay: 'Revolut Pay', paypal: 'PayPal',
};

/** @type {Record<import('./api.js').Schemas['Obstacle'], string>} */
const OBSTACLES = {
  'inactive': 'not active',
  'type-not-offered': 'not offered to you',
  'currency-not-supported': 'not in this currency',
  'transaction-type-not-supported': 'not for purchases',
  'widget-required': 'only in MoonPay’s own widget',
  'stored-method-required': 'add one first',
  'excluded': 'not on this device',
  'beyond-limit': 'too many methods at once',
};

const REASONS = { card_expired: 'expired', card_blocked: 'blocked', card_declined: 'declined' };

/** @param {import('./api.js').Schemas['StoredPaymentMethod'] | { type: string, brand?: string, last4?: string }} method */
export function nameOf(method) {
  const name = NAMES[method.type] ?? method.type;
  if (!method.last4) return name;
  const brand = String(method.brand ?? name);
  return `${brand.charAt(0).toUpperCase()}${brand.slice(1)} •••• ${method.last4}`;
}

/** @param {import('./api.js').Schemas['SkippedMethod']} skipped @param {any} [method] MoonPay's object of it */
export function whyNot(skipped, method) {
  const reasons = method?.availability?.reasons?.map((reason) => REASONS[reason] ?? reason);
  return reasons?.length > 0 ? reasons.join(', ') : OBSTACLES[skipped.reason] ?? 'not available';
}
