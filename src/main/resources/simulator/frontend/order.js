/** What a customer wants to buy, as the form of the first screen has it. */
import { amountOf } from './amount.js';

/**
 * @typedef {object} Order
 * @property {{ externalCustomerId: string, deviceIp?: string, email?: string, phoneNumber?: string, termsAcceptedAt?: string }} customer
 * @property {{ source: { asset: { code: string }, amount: string }, destination: { asset: { code: string } }, wallet: { address: string } }} purchase
 * @property {boolean} [gateway] whether the asset is a Gateway (DeFi) one, which never goes with guest checkout
 * @property {import('./attempt.js').Attempt} attempt
 */

/** @param {Order | null} before @param {(code: string) => boolean} isGateway @returns {Order} */
export function orderOf(form, before, isGateway) {
  const given = Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, String(value).trim()]));
  const purchase = {
    source: { asset: { code: given.currency }, amount: amountOf(given.amount) ?? given.amount },
    destination: { asset: { code: given.asset } },
    wallet: { address: given.wallet },
  };
  // Another amount does not make the earlier payment undone.
  const earlier = before?.attempt.unknown && before.customer.externalCustomerId === given.customer ? before.attempt : undefined;
  return {
    customer: {
      externalCustomerId: given.customer,
      deviceIp: given.address || undefined,
      email: given.email || undefined,
      phoneNumber: given.phone || undefined,
      termsAcceptedAt: given.terms || undefined,
    },
    purchase,
    gateway: isGateway(given.asset),
    attempt: { purchase, unknown: earlier !== undefined, earlier },
  };
}
