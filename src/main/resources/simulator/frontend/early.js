/**
 * What is asked for while the customer fills in the form: the connection, and with it the payment methods. The service
 * remembers the methods, so that the first price then needs one round to MoonPay.
 */
import { checkConnection } from './check.js';

/** The service remembers payment methods for 30 seconds by default. */
const LIFE_MS = 25_000;

/** @typedef {import('./order.js').Order} Order */
/** @typedef {Promise<import('./check.js').Checked | null>} Checking null if it failed, or was not begun */
/** @typedef {Promise<import('moonconnect-client').Schemas['PaymentMethodAnswer'] | null>} Methods null likewise */

/** @param {import('moonconnect-client').Client} api @param {string} frames */
export function early(api, frames) {
  let checked = nothing();
  let methods = nothing();

  return {
    /** Called at each input. A failure is left to the purchase, which asks again. @param {Order} order */
    ask(order) {
      const { customer, purchase: { source } } = order;
      if (!isOf(checked, customer)) checked = asked(customer, checkConnection(api, frames, customer));
      const wanted = [customer, source.asset.code];
      if (!isOf(methods, wanted) || performance.now() - methods.at > LIFE_MS) {
        methods = asked(wanted, methodsOf(checked.answer, source.asset.code));
      }
    },

    /** Hands the answers over, once. @param {Order} order @returns {{ checked: Checking, methods: Methods }} */
    take({ customer, purchase: { source } }) {
      const taken = {
        checked: isOf(checked, customer) ? checked.answer : Promise.resolve(null),
        methods: isOf(methods, [customer, source.asset.code]) ? methods.answer : Promise.resolve(null),
      };
      checked = nothing();
      methods = nothing();
      return taken;
    },
  };

  /** @param {Checking} checking @param {string} currency @returns {Methods} */
  async function methodsOf(checking, currency) {
    const result = await checking;
    if (result?.outcome.status !== 'active') return null;
    const { accessToken } = await result.keys.open(result.outcome.credentials);
    return api.listPaymentMethods({ currency, transactionType: 'buy' }, { accessToken });
  }
}

const nothing = () => ({ question: '', at: 0, answer: Promise.resolve(null) });

/** @param {unknown} question @param {Promise<any>} answer */
const asked = (question, answer) => ({ question: JSON.stringify(question), at: performance.now(), answer: answer.catch(() => null) });

const isOf = (given, question) => given.question === JSON.stringify(question);
