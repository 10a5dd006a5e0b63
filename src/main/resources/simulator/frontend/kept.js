/**
 * What survives a reload, in the storage of this tab: the receipt of the last purchase, and an order of which it is unknown whether it was
 * paid. Never a token, key, signature or contact: credentials are kept in memory only, and a reloaded page connects again.
 */

/** @typedef {{ customer: Customer, purchase: import('./order.js').Order['purchase'], transaction: import('moonconnect-client').Schemas['Transaction'], acceptance?: string, at: string }} Receipt `at`: when this was known */
/** @typedef {{ externalCustomerId: string, deviceIp?: string }} Customer */

/** @param {import('./order.js').Order} order @param {any} transaction @param {string} [acceptance] */
export function keepReceipt({ customer, purchase }, transaction, acceptance) {
  const { id, createdAt, status, source, destination, wallet, stages, paymentMethod, bankTransferDepositInfo } = transaction;
  keep('receipt', {
    customer: withoutContact(customer), purchase, acceptance, at: new Date().toISOString(),
    transaction: {
      id, createdAt, status, source, destination, wallet, stages, bankTransferDepositInfo,
      paymentMethod: paymentMethod && { type: paymentMethod.type },
    },
  });
}

/** @param {import('./order.js').Order} order */
export function keepUnknown({ customer, purchase, attempt }) {
  keep('unknown', { customer: withoutContact(customer), purchase, attempt });
}

/** @returns {Receipt | null} */
export const keptReceipt = () => kept('receipt');

/** @returns {import('./order.js').Order | null} */
export const keptUnknown = () => kept('unknown');

export const forgetReceipt = () => keep('receipt', null);
export const forgetUnknown = () => keep('unknown', null);

/** @param {import('./order.js').Order['customer']} customer @returns {Customer} */
function withoutContact({ externalCustomerId, deviceIp }) {
  return { externalCustomerId, deviceIp };
}

// A browser may forbid storage; then nothing survives.
function keep(name, value) {
  try {
    if (value === null) sessionStorage.removeItem(name);
    else sessionStorage.setItem(name, JSON.stringify(value));
  } catch { /* Nothing survives. */ }
}

function kept(name) {
  try {
    return JSON.parse(sessionStorage.getItem(name) ?? 'null');
  } catch {
    return null;
  }
}
