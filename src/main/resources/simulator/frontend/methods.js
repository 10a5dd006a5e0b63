/** The names of payment methods, and the reasons why some cannot be used. */

const NAMES = {
  apple_pay: 'Apple Pay', google_pay: 'Google Pay', card: 'Card', sepa: 'SEPA transfer', ach: 'Bank transfer (ACH)', fps: 'Faster Payments',
  sepa_open_banking: 'Open banking', fps_open_banking: 'Open banking', revolut_pay: 'Revolut Pay', paypal: 'PayPal',
};

/** @type {Record<import('moonconnect-client').Schemas['Obstacle'], string>} */
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

/** @param {import('moonconnect-client').Schemas['PaymentMethod'] | { type: string, brand?: string, last4?: string }} method */
export function nameOf(method) {
  const name = NAMES[method.type] ?? method.type;
  if (!method.last4) return name;
  return `${brandOf(method.brand) ?? name} •••• ${method.last4}`;
}

/** `american_express` is American Express, and so is a brand that is not known yet. */
function brandOf(brand) {
  return brand?.split('_').map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(' ');
}

/** @param {import('moonconnect-client').Schemas['SkippedMethod']} skipped @param {any} [method] MoonPay's object of it */
export function whyNot(skipped, method) {
  const reasons = method?.availability?.reasons?.map((reason) => REASONS[reason]).filter(Boolean);
  return reasons?.length > 0 ? reasons.join(', ') : OBSTACLES[skipped.reason] ?? 'not available';
}
