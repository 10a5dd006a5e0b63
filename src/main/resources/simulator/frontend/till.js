/** The payment area: MoonPay's texts, and directly below them the button or the frame; never one without the other. */
import { adviceOn } from './advice.js';
import { timeBefore } from './attempt.js';
import { disclosureTexts, newTexts } from './disclosures.js';
import { payment } from './pay.js';
import { keyOf } from './quotes.js';
import { newSearch } from './search.js';
import { button, details, h } from './ui.js';

/** @param {import('./compare.js').Context} context @param {Omit<import('./outcome.js').Handlers, 'unknown' | 'unrecorded'>} on */
export function newTill(context, on) {
  const { frames, order: { attempt, customer }, connection, evidence } = context;
  const { clientToken } = connection.credentials;
  /** Those required by the connection, until there is a quote. */
  const texts = newTexts(connection.requirements.disclosures);
  const said = h('div', { class: 'said', role: 'alert' });
  const pay = h('div', { class: 'pay' });
  let key = '';
  /** The quote whose acceptance could not be recorded: it is not offered again. */
  let unrecorded = '';
  let current = /** @type {ReturnType<typeof payment> | null} */ (null);
  let busy = false;
  const search = newSearch(context, { close, tell, on });

  const handlers = {
    ...on,
    busy(is) { busy = is; if (is) tell(''); if (is || !search.isDue) on.busy(is); },
    unknown: search.after,
    declined(text, own) { tell(text, details(own)); on.declined(text); },
    unrecorded(problem, signature) {
      unrecorded = signature;
      close();
      tell(`${adviceOn(problem).title}. Nothing was paid. `, button('link', 'Try again', () => { tell(''); on.declined(''); }));
    },
    expired() { tell('The price ran out before you paid. Nothing was paid; here is a new one.'); on.expired(); },
  };

  async function record(signature) {
    await evidence.accept(customer, signature, texts.shown);
    if (unrecorded) tell('');
    unrecorded = '';
  }

  function tell(...words) {
    said.replaceChildren(...words.filter(Boolean));
  }

  function close() {
    current?.close();
    current = null;
    key = '';
  }

  /** @param {import('./quotes.js').Entry} entry @param {string} name */
  function open({ method, offer, widget }, name) {
    key = keyOf(method);
    const { source, signature } = offer.quote;
    const label = `Pay ${source.amount} ${source.asset?.code ?? ''} with ${name}${widget ? ' in MoonPay’s widget' : ''}`;
    const above = widget ? disclosureTexts(offer.disclosures) : undefined;
    current = payment({ frames, clientToken, attempt, type: method.type, widget: above, label, signature, since: timeBefore(offer), into: pay, accept: record, on: handlers });
  }

  return {
    element: h('section', { class: 'till', 'aria-label': 'Payment' }, said, texts.element, pay),
    tell,
    get busy() { return busy || search.running; },
    /** Whether the customer may be paying in a frame that does not report it. */
    get inUse() { return current?.inUse ?? false; },
    /** Updates the chosen method. @param {import('./quotes.js').Entry | undefined} entry @param {string} name */
    offer(entry, name) {
      const offer = entry?.offer;
      const isOpen = offer && keyOf(entry.method) === key;
      if (search.running) return;
      if (busy) return isOpen && texts.are(offer.disclosures) && current?.update(offer.quote.signature ?? '');
      if (!offer || offer.quote.executable === false || !offer.quote.signature || offer.quote.signature === unrecorded) return close();
      texts.show(offer.disclosures);
      if (!isOpen) {
        close();
        if (search.isDue) return void search.before();
        open(entry, name);
      }
      current?.update(offer.quote.signature);
      // An expired price cannot be paid.
      pay.inert = entry.state !== 'good';
    },
    close,
    /** Closes it for good. */
    end() { search.end(); close(); },
  };
}
