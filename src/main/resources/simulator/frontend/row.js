/** A row of the comparison: amount received, costs, and remaining life of the quote. */
import { whyNoPrice } from './advice.js';
import { decimal, money } from './money.js';
import { button, details, h } from './ui.js';

/** The recipients of fees. `partner` is the old name of `ecosystem`. */
const FEES = { network: 'network', moonpay: 'MoonPay', ecosystem: 'partner', partner: 'partner' };
/** Of a rate below one, the digits after its zeros: two after the point would be nothing for a cheap asset. */
const RATE_DIGITS = 4;

/** @param {string} key @param {string} label @param {() => void} change called when the customer wants to change the order */
export function newRow(key, label, change) {
  const id = `method-${key.replace(/[^\w-]/g, '-')}`;
  const radio = h('input', { type: 'radio', name: 'method', id, value: key, 'aria-describedby': `${id}-more` });
  const best = h('span', { class: 'tag', hidden: true }, 'Best price');
  const amount = h('span', { class: 'amount' });
  const rate = h('p', { class: 'rate' });
  const fees = h('p', { class: 'fees' });
  const countdown = h('p', { class: 'countdown' });
  const refusal = h('div', { class: 'refusal' });
  const bar = h('div', { class: 'bar', 'aria-hidden': 'true' });
  const element = h('div', { class: 'method', 'data-method': key }, radio,
    h('label', { for: id }, h('span', { class: 'name' }, label, ' ', best), amount),
    h('div', { class: 'more', id: `${id}-more` }, rate, countdown, fees), refusal, bar);
  let refused = '';

  return {
    element,

    /** @param {import('./quotes.js').Entry} entry @param {{ best: boolean, checked: boolean }} place */
    update({ state, offer, problem }, place) {
      const quote = offer?.quote;
      element.dataset.state = state;
      element.classList.toggle('best', place.best);
      best.hidden = !place.best;
      radio.checked = place.checked;
      radio.disabled = state === 'waiting' || state === 'failed' || quote?.executable === false;
      amount.replaceChildren(quote ? money(quote.destination) : state === 'failed' ? 'no price' : state === 'ask' ? '' : '…');
      const failure = state === 'failed' ? whyNoPrice(problem) : null;
      rate.textContent = failure ? failure.text : quote ? rateOf(quote) : '';
      // Drawn again only if it differs, because that would close the details.
      const drawn = failure ? `${failure.text} ${failure.own}` : '';
      if (refused !== drawn) {
        refusal.replaceChildren(...[failure?.change && changeButton(change), failure && details(failure.own)].filter(Boolean));
      }
      refused = drawn;
      fees.textContent = quote ? feesOf(quote) : '';
    },

    /** @param {import('./quotes.js').Entry} entry @param {number} now @param {boolean} refreshed whether a new price follows automatically */
    tick({ state, since, until, refreshAt }, now, refreshed) {
      const end = refreshed ? refreshAt : until;
      const left = Math.max(0, Math.ceil((end - now) / 1000));
      const words = state === 'ask' ? 'Paid in MoonPay’s widget. Choose it for a price.'
        : state === 'over' || (state === 'good' && now >= until) ? 'Price is over. Choose it for a new one.'
        : state !== 'good' ? '' : refreshed ? `New price in ${left} s` : `Good for ${left} s`;
      if (countdown.textContent !== words) countdown.textContent = words;
      bar.style.setProperty('--left', String(state === 'good' ? Math.max(0, (end - now) / (end - since)) : 0));
    },
  };
}

/** @param {() => void} change */
export function changeButton(change) {
  return button('link', 'Change the order', change);
}

/** @param {import('moonconnect-client').Schemas['Quote']} quote */
function rateOf({ source, destination, exchangeRate, executable }) {
  const rate = exchangeRate ? `1 ${destination.asset?.code ?? ''} = ${decimal(exchangeRate, digitsOf(exchangeRate))} ${source.asset?.code ?? ''}` : '';
  return executable === false ? `${rate} An estimate only.` : rate;
}

/** How many digits after the point are shown. @param {string} rate */
function digitsOf(rate) {
  const zeros = /^0\.(0*)/.exec(rate)?.[1];
  return zeros === undefined ? 2 : zeros.length + RATE_DIGITS;
}

/** @param {import('moonconnect-client').Schemas['Quote']} quote */
function feesOf({ source, fees }) {
  const all = /** @type {[string, { amount?: string } | undefined][]} */ (Object.entries(fees ?? {}));
  const each = all
    .filter(([name, fee]) => fee?.amount && !(name === 'partner' && fees.ecosystem))
    .map(([name, fee]) => `${FEES[name] ?? name} ${decimal(fee?.amount, 2)}`);
  return each.length === 0 ? '' : `Fees in ${source.asset?.code ?? ''}: ${each.join(', ')}`;
}
