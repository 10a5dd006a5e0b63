/** The payment area: MoonPay's texts, and directly below them the button or the frame; never one without the other. */
import { disclosureTexts, sameTexts } from './disclosures.js';
import { payment } from './pay.js';
import { keyOf } from './quotes.js';
import { h } from './ui.js';

/**
 * @param {object} options
 * @param {string} options.frames
 * @param {string} options.clientToken
 * @param {import('./pay.js').Attempt} options.attempt
 * @param {any[]} options.disclosures those required by the connection, until there is a quote
 * @param {import('./pay.js').Handlers} options.on
 */
export function newTill({ frames, clientToken, attempt, disclosures, on }) {
  const texts = h('div', { class: 'disclosures' }, ...disclosureTexts(disclosures));
  const said = h('p', { class: 'said', role: 'alert' });
  const pay = h('div', { class: 'pay' });
  const element = h('section', { class: 'till', 'aria-label': 'Payment' }, said, texts, pay);
  let shown = disclosures;
  let key = '';
  let current = /** @type {ReturnType<typeof payment> | null} */ (null);
  let busy = false;

  const handlers = {
    ...on,
    busy(is) { busy = is; if (is) tell(''); on.busy(is); },
    declined(text) { tell(text); on.declined(text); },
    expired() { tell('The price ran out before you paid. Nothing was paid; here is a new one.'); on.expired(); },
  };

  function tell(text) {
    said.textContent = text;
  }

  return {
    element,
    tell,
    get busy() { return busy; },
    /** Whether the customer may be paying in a frame that does not report it. */
    get inUse() { return current?.inUse ?? false; },

    /** Updates the chosen method. @param {import('./quotes.js').Entry | undefined} entry @param {string} name */
    offer(entry, name) {
      const offer = entry?.offer;
      if (busy) {
        if (offer && keyOf(entry.method) === key) current?.update(offer.quote.signature ?? '');
        return;
      }
      if (!entry || !offer || offer.quote.executable === false || !offer.quote.signature) {
        this.close();
        return;
      }
      if (!sameTexts(shown, offer.disclosures)) texts.replaceChildren(...disclosureTexts(offer.disclosures));
      shown = offer.disclosures;
      if (keyOf(entry.method) !== key) {
        this.close();
        key = keyOf(entry.method);
        const label = `Pay ${offer.quote.source.amount} ${offer.quote.source.asset?.code ?? ''} with ${name}`;
        current = payment({ frames, clientToken, attempt, type: entry.method.type, label, signature: offer.quote.signature, into: pay, on: handlers });
      }
      current?.update(offer.quote.signature);
      // An expired price cannot be paid.
      pay.inert = entry.state !== 'good';
    },

    close() {
      current?.close();
      current = null;
      key = '';
    },
  };
}
