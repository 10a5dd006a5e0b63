/** Looks for a payment of which no frame has told the outcome. Until MoonPay is known to have none, no other one is offered. */
import { findPayment } from './attempt.js';
import { button, details } from './ui.js';

/** How often a payment is looked for after a customer has left it, and before another one is offered later. */
const LOOKS = 3;
const LATER_LOOKS = 1;

/**
 * @param {import('./compare.js').Context} context
 * @param {{ close: () => void, tell: (...words: any[]) => void, on: Pick<import('./outcome.js').Handlers, 'busy' | 'paid' | 'declined' | 'problem'> }} view
 *   `close` closes the payment that is shown
 */
export function newSearch({ api, order: { attempt }, connection }, { close, tell, on }) {
  let looking = false;
  let over = false;
  attempt.looked = false;

  /** Meanwhile the customer cannot leave. */
  async function look(text, own, times) {
    looking = true;
    close();
    on.busy(true);
    tell(`${text} We do not know yet whether it was paid. Asking MoonPay …`, details(own));
    try {
      const found = /** @type {any} */ (await findPayment(api, connection.credentials.accessToken, attempt, times));
      looking = false;
      if (over) return;
      if (found) return on.paid(found);
      attempt.looked = true;
      on.busy(false);
      tell(`${text} We do not know whether it was paid. MoonPay shows no payment for this order so far. `
        + 'Look at your account before you pay again.', details(own));
      on.declined('');
    } catch (problem) {
      if (over) return;
      if (!problem.retryable) return on.problem(problem);
      tell(`${text} We do not know whether it was paid, and MoonPay cannot be asked right now. `,
        button('link', 'Look again', () => look(text, own, LATER_LOOKS)), details(own));
    }
  }

  return {
    get running() { return looking; },
    get isDue() { return attempt.unknown && !attempt.looked; },
    after: (text, own) => look(text, own, LOOKS),
    before: () => look('You have begun to pay before.', '', LATER_LOOKS),
    end() { over = true; },
  };
}
