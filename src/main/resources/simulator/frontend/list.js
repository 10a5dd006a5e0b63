/** The methods to pay with, best first, with a row for each; below them those that cannot be used now. */
import { whyNot } from './methods.js';
import { keyOf, ranked } from './quotes.js';
import { newRow } from './row.js';
import { h } from './ui.js';

/**
 * @param {{ comparison: import('./quotes.js').Comparison, name: (method: any) => string, stored: Map<string, any>, change: () => void, choose: (key: string) => void, chooseAgain: (key: string) => void }} options
 *   `stored`: MoonPay's objects of stored methods, by key
 */
export function newList({ comparison, name, stored, change, choose, chooseAgain }) {
  /** By key. @type {Map<string, ReturnType<typeof newRow>>} */
  const rows = new Map();
  const skipped = h('ul');
  const notNow = h('div', { class: 'skipped' }, h('h2', {}, 'Not available now'), skipped);
  const element = h('fieldset', { class: 'methods', change: ({ target }) => choose(target.value), click: ({ target }) => chooseAgain(target.value) },
    h('legend', {}, 'Pay with'));

  function draw(current) {
    const { entries, best } = comparison;
    const order = ranked(comparison).map((entry) => {
      const key = keyOf(entry.method);
      if (!rows.has(key)) rows.set(key, newRow(key, name(entry.method), change));
      rows.get(key).update(entry, { best: key === best && entries.size > 1, checked: key === current });
      return rows.get(key).element;
    });
    for (const [key, row] of rows) {
      if (entries.has(key)) continue;
      row.element.remove();
      rows.delete(key);
    }
    // Elements in the right place are not moved, because moving an element removes its focus.
    order.forEach((row, index) => {
      if (element.children[index + 1] !== row) element.insertBefore(row, element.children[index + 1] ?? null);
    });
    skipped.replaceChildren(...comparison.skipped.filter(({ reason }) => reason !== 'excluded' && reason !== 'stored-method-required')
      .map((each) => h('li', {}, `${name(each.paymentMethod)}: ${whyNot(each, stored.get(keyOf(each.paymentMethod)))}`)));
    notNow.hidden = skipped.children.length === 0;
  }

  return {
    element,
    notNow,
    draw,
    /** @param {number} now @param {(string | null)[]} fresh the methods whose price is refreshed automatically */
    tick(now, fresh) {
      for (const [key, entry] of comparison.entries) rows.get(key)?.tick(entry, now, fresh.includes(key));
    },
  };
}
