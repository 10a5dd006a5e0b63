/** The first screen: customer, purchase and wallet. */
import { refuseAnotherNetworksWallet, refuseWhatTheServiceWould } from './checks.js';
import { orderOf } from './order.js';
import { h, termsLink } from './ui.js';
import { networkOf } from './wallet.js';

const CURRENCIES = ['USD', 'EUR', 'GBP', 'CHF'];
/** What to buy, if nothing was chosen before. */
const ASSET = 'ETH';

/** @typedef {import('./order.js').Order} Order */

/**
 * @param {{ externalCustomerId: string, description: string }[]} customers of the simulator; none with MoonPay's own frames
 * @param {import('moonconnect-client').Schemas['ListedAsset'][]} assets
 * @param {Order | null} before the previous input
 * @param {(order: Order) => void} go
 * @param {(order: Order) => void} ahead called while the amount is typed, with what there is so far
 */
export function startView(customers, assets, before, go, ahead) {
  const networkOfCode = (code) => networkOf(assets.find((asset) => asset.code === code) ?? { code });
  const order = () => orderOf(form, before, (code) => assets.find((asset) => asset.code === code)?.source === 'defi');
  const form = h('form', {},
    field('customer', 'Customer', customerField(customers, before?.customer.externalCustomerId),
      'Your backend knows who is signed in. Here you choose.'),
    // The simulator accepts any; MoonPay compares it with the one that its frames see. A backend reads it from the request.
    customers.length === 0 && field('address', 'Your public IP address',
      h('input', { name: 'address', required: true, autocomplete: 'off', class: 'number', value: before?.customer.deviceIp })),
    h('div', { class: 'pair' },
      field('amount', 'You pay', h('input', { name: 'amount', inputmode: 'decimal', required: true,
        autocomplete: 'off',
        value: before?.purchase.source.amount ?? '120.00' })),
      field('currency', 'Currency', select('currency', CURRENCIES, before?.purchase.source.asset.code ?? 'USD'))),
    field('asset', 'You get', select('asset', assets.map((each) => each.code), before?.purchase.destination.asset.code ?? ASSET,
      assets.map((each) => `${each.name ?? each.code} (${each.code})`))),
    field('wallet', 'Wallet address', h('input', { name: 'wallet', required: true, pattern: '\\s*[!-~]{1,256}\\s*', spellcheck: 'false',
      autocomplete: 'off', class: 'number',
      // An example for the simulator; with real money, the wallet must be the customer's own.
      value: before?.purchase.wallet.address ?? (customers.length > 0 ? networkOfCode(ASSET)?.example : undefined) }),
      'What is sent to a wrong address is lost.'),
    h('details', { open: before?.customer.email !== undefined },
      h('summary', {}, 'Contact and terms, for guests and new customers'),
      field('email', 'Email', h('input', { name: 'email', type: 'email', autocomplete: 'email', value: before?.customer.email })),
      field('phone', 'Phone number', h('input', { name: 'phone', type: 'tel', autocomplete: 'tel', pattern: '\\s*[+][1-9][0-9]{1,14}\\s*',
        title: 'With the country’s code, for example +14155550142', value: before?.customer.phoneNumber }),
        'Both or neither.'),
      h('label', { class: 'check' }, h('input', { type: 'checkbox', name: 'terms' }),
        h('span', {}, 'I accept MoonPay’s ', termsLink('Terms of Use'), '.'))),
    h('div', { class: 'actions' }, h('button', { class: 'primary' }, 'Continue')));
  refuseWhatTheServiceWould(form);
  const checkWallet = refuseAnotherNetworksWallet(form, networkOfCode);
  let checking = false;
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    if (checking) return;
    checking = true;
    await checkWallet();
    checking = false;
    if (form.reportValidity()) go(order());
  });
  form.elements.amount.addEventListener('input', () => {
    const { customer, address } = form.elements;
    if (customer.validity.valid && address?.validity.valid !== false) ahead(order());
  });
  // The time of accepting the terms counts, not that of pressing the button.
  form.elements.terms.addEventListener('change', ({ target }) => { target.value = target.checked ? new Date().toISOString() : ''; });
  return h('section', {}, h('h1', {}, 'Buy crypto'), form);
}

function customerField(customers, chosen) {
  if (customers.length === 0) {
    return h('input', { name: 'customer', required: true, maxlength: 255, autocomplete: 'off', value: chosen ?? 'customer-1' });
  }
  const ids = customers.map((each) => each.externalCustomerId);
  return select('customer', ids, chosen ?? 'cust-ny', customers.map((each) => `${each.externalCustomerId}: ${each.description}`));
}

function select(name, values, chosen, labels = values) {
  return h('select', { name }, ...values.map((value, index) =>
    h('option', { value, selected: value === chosen }, labels[index])));
}

function field(name, label, control, hint) {
  control.id = `field-${name}`;
  if (hint) control.setAttribute('aria-describedby', `hint-${name}`);
  return h('div', { class: 'field' }, h('label', { for: control.id }, label), control,
    hint && h('p', { class: 'hint', id: `hint-${name}` }, hint));
}
