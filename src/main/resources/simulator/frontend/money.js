/** Amounts as the page shows them: grouped, and never rounded up. */
import { h } from './ui.js';

/** Formats a decimal string: grouped, and truncated (never rounded up) after a number of digits. */
export function decimal(text, digits = 8) {
  const [whole, fraction = ''] = String(text).split('.');
  const cut = fraction.slice(0, digits).replace(/0+$/, '').padEnd(Math.min(2, digits), '0');
  return whole.replace(/\B(?=(\d{3})+$)/g, '\u2009') + (cut === '' ? '' : `.${cut}`);
}

/** An amount with its asset's code; the title has the full number. */
export function money(amount, digits) {
  if (!amount?.amount) return '';
  return h('span', { class: 'number', title: amount.amount }, `${decimal(amount.amount, digits)} ${amount.asset?.code ?? ''}`);
}
