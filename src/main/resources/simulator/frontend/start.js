/** The first view: customer, purchase and wallet. */
import { amountOf } from './amount.js';
import { h } from './ui.js';
import { isExample, networkOf } from './wallet.js';

const CURRENCIES = ['USD', 'EUR', 'GBP', 'CHF'];
/** What to buy, if nothing was chosen before. */
const ASSET = 'ETH';
const TERMS = 'https://www.moonpay.com/legal/terms';

/**
 * @typedef {object} Order
 * @property {{ externalCustomerId: string, deviceIp?: string, email?: string, phoneNumber?: string, termsAcceptedAt?: string }} customer
 * @property {{ source: { asset: { code: string }, amount: string }, destination: { asset: { code: string } }, wallet: { address: string } }} purchase
 * @property {boolean} [gateway] whether the asset is a Gateway (DeFi) one, which never goes with guest checkout
 * @property {import('./attempt.js').Attempt} attempt
 */

/**
 * @param {{ externalCustomerId: string, description: string }[]} customers of the simulator; none with MoonPay's own frames
 * @param {import('moonconnect-client').Schemas['ListedAsset'][]} assets
 * @param {Order | null} before the previous input
 * @param {(order: Order) => void} go
 * @param {(order: Order) => void} ahead called while the amount is typed, with what there is so far
 */
export function startView(customers, assets, before, go, ahead) {
  const networkOfCode = (code) => networkOf(assets.find((asset) => asset.code === code) ?? { code });
  const order = () => read(form, before, (code) => assets.find((asset) => asset.code === code)?.source === 'defi');
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
        h('span', {}, 'I accept MoonPay’s ', h('a', { href: TERMS, target: '_blank', rel: 'noopener noreferrer' }, 'Terms of Use'), '.'))),
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

function refuseWhatTheServiceWould(form) {
  const { amount, email, phone } = form.elements;
  const check = () => {
    amount.setCustomValidity(amountOf(amount.value) === null ? `An amount above zero, for example ${(120.5).toLocaleString([...navigator.languages], { minimumFractionDigits: 2 })}` : '');
    email.required = phone.value.trim() !== '';
    phone.required = email.value.trim() !== '';
  };
  form.addEventListener('input', check);
  check();
  // The browser cannot point at a field that is folded away.
  form.addEventListener('invalid', ({ target }) => target.closest('details')?.setAttribute('open', ''), true);
}

/** @returns {() => Promise<void>} checks the address: at each input, and once more before a price is asked for */
function refuseAnotherNetworksWallet(form, networkOfCode) {
  const { asset, wallet } = form.elements;
  const check = async () => {
    const given = [asset.value, wallet.value.trim()];
    const network = networkOfCode(asset.value);
    const fits = !network || given[1] === '' || (await network.has(given[1]));
    // Checksums take a moment, in which the customer may have typed on.
    if (String(given) !== String([asset.value, wallet.value.trim()])) return;
    wallet.setCustomValidity(fits ? '' : `This is no address of the network ${network.name}, or it is mistyped. Please copy it from your wallet.`);
  };
  asset.addEventListener('change', () => { if (isExample(wallet.value.trim())) wallet.value = networkOfCode(asset.value)?.example ?? ''; });
  form.addEventListener('input', check);
  form.addEventListener('change', check);
  return check;
}

/** @param {Order | null} before @param {(code: string) => boolean} isGateway @returns {Order} */
function read(form, before, isGateway) {
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
