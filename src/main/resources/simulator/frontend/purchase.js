/** A whole purchase, from session to delivery: one screen after the other, and what is shown if one of them fails. */
import { compare } from './compare.js';
import { connect } from './connect.js';
import { newEvidence } from './evidence.js';
import { follow } from './follow.js';
import { forgetUnknown, keepReceipt } from './kept.js';
import { completeDetails } from './kyc.js';
import { outstanding, wanting } from './missing.js';
import { problemView } from './problems.js';
import { button, h, show } from './ui.js';

/** @typedef {import('./order.js').Order} Order */

/**
 * @param {{ api: import('moonconnect-client').Client, frames: string, visit: import('./visit.js').Visit, ahead: ReturnType<typeof import('./early.js').early>, start: (order: Order) => void }} context
 *   `start` goes back to the first screen
 */
export function purchases({ api, frames, visit, ahead, start }) {
  const evidence = newEvidence(api);
  return buy;

  /**
   * @param {Order} order
   * @param {string | null} paid the transaction, if it is already paid and only to be followed
   * @param {string} [accepted] the id of its acceptance, if that was recorded in an earlier visit
   */
  async function buy(order, paid, accepted) {
    const { signal } = visit;
    visit.order = paid === null ? order : null;
    const change = () => start(order);
    const { checked, methods } = ahead.take(order);
    let step = 1;
    let transaction = paid;
    try {
      const connection = await connect({ api, frames, order }, checked);
      if (connection === null) return change();
      step = 2;
      const notice = h('div', { class: 'notice' });
      if (transaction === null && !connection.guest) askForDetails(order, notice);
      transaction ??= await paidIn(compare({ api, frames, order, connection, methods, evidence, notice, signal, change }), order);
      step = 3;
      await follow({ api, accessToken: connection.credentials.accessToken, id: transaction, order, acceptance: evidence.of(transaction) ?? accepted, signal, again: change });
    } catch (problem) {
      if (signal.aborted) return;
      const again = () => buy(order, transaction, accepted);
      const outcome = transaction !== null ? 'paid' : order.attempt.unknown ? 'unknown' : step < 2 ? undefined : 'unpaid';
      show(step, problemView(problem, { again, reconnect: again, change }, outcome));
    }
  }

  /** Without delay for the prices: a notice if MoonPay still has to know something about the customer. */
  async function askForDetails(order, notice) {
    const answer = await api.getCustomer({ externalCustomerId: order.customer.externalCustomerId }).catch(() => null);
    if (outstanding(wanting(answer?.customers)).length === 0) return;
    notice.replaceChildren('MoonPay still needs some details from you. ',
      button('link', 'Complete your details', () => details(order), { 'data-action': 'details' }));
  }

  /** @param {Order} order */
  async function details(order) {
    const signal = visit.begin();
    const leave = () => start(order);
    try {
      await completeDetails({ api, frames, customerId: order.customer.externalCustomerId, signal, leave });
      if (!signal.aborted) await buy(order, null);
    } catch (problem) {
      if (!signal.aborted) show(1, problemView(problem, { again: () => details(order), reconnect: leave, change: leave }));
    }
  }

  /** @param {Promise<{ id: string }>} comparing @param {Order} order */
  async function paidIn(comparing, order) {
    const { id } = await comparing;
    visit.order = null;
    forgetUnknown();
    // Known from here on; the next order is another one.
    order.attempt.unknown = false;
    keepReceipt(order, { ...order.purchase, id, status: 'pending' }, evidence.of(id));
    return id;
  }
}
