/**
 * Evidence of what the customer accepted: recorded before a payment, and linked to its transaction afterwards.
 * @typedef {import('moonconnect-client').Schemas['NewAcceptance']} NewAcceptance
 * @typedef {ReturnType<typeof newEvidence>} Evidence
 */

/** The service is asked again while the audit log cannot be reached. */
const LINK_TRIES = 6;
const LINK_AGAIN_MS = 1000;

/** @param {import('moonconnect-client').Client} api */
export function newEvidence(api) {
  /** By the quote's signature. @type {Map<string, { body: NewAcceptance, id: string }>} */
  const recorded = new Map();
  /** By transaction. @type {Map<string, string>} */
  const ids = new Map();
  /** Transactions that are linked, or are being linked. @type {Set<string>} */
  const linked = new Set();
  let last = '';

  return {
    /**
     * Resolves when it is recorded that the customer accepts these texts with this quote; at once if there are none. The customer
     * must not pay before, or if it fails.
     * @param {import('./order.js').Order['customer']} customer
     * @param {string} quoteSignature
     * @param {import('moonconnect-client').Schemas['Disclosure'][]} texts as they are shown
     */
    async accept({ externalCustomerId, termsAcceptedAt }, quoteSignature, texts) {
      if (texts.length === 0) {
        last = quoteSignature;
        return;
      }
      if (!recorded.has(quoteSignature)) {
        const disclosures = texts.map(({ id, version, locale, digest, proof }) => ({ id, version, locale, digest, proof }));
        const body = { externalCustomerId, disclosures, quoteSignature, termsAcceptedAt };
        const { acceptanceId } = await api.acceptDisclosures(body);
        recorded.set(quoteSignature, { body, id: acceptanceId });
      }
      last = quoteSignature;
    },

    /**
     * Links a transaction to the acceptance of the quote with which it was paid.
     * @param {string} transactionId
     * @param {string} [quoteSignature] if it is known which
     */
    async link(transactionId, quoteSignature = last) {
      const acceptance = recorded.get(quoteSignature);
      if (!acceptance || linked.has(transactionId)) return;
      linked.add(transactionId);
      ids.set(transactionId, acceptance.id);
      for (let left = LINK_TRIES - 1; ; left -= 1) {
        try {
          await api.acceptDisclosures({ ...acceptance.body, transactionId });
          return;
        } catch (problem) {
          // Another call may try again.
          if (!problem.retryable || left === 0) return void linked.delete(transactionId);
          await new Promise((resolve) => { setTimeout(resolve, problem.retryAfterMs ?? LINK_AGAIN_MS); });
        }
      }
    },

    /** The acceptance's id for the receipt. @param {string} transactionId */
    of: (transactionId) => ids.get(transactionId),
  };
}
