/** The payment area: MoonPay's texts, and directly below them the button or the frame; never one without the other. */
import { disclosureTexts, sameTexts } from './disclosures.js';
import { payment } from './pay.js';
import { adviceOn } from './problems.js';
import { keyOf } from './quotes.js';
import { details, h } from './ui.js';

/** How often a payment is looked for after a customer has left it, and before another one is offered later. */
const LOOKS = 3;
const LATER_LOOKS = 1;
/** Times of MoonPay have seconds, and a frame opens soon after its quote. */
const SLACK_MS = 2000;

/**
 * @param {object} options
 * @param {string} options.frames
 * @param {string} options.clientToken
 * @param {import('./attempt.js').Attempt} options.attempt
 * @param {(times: number) => Promise<any>} options.find looks for the payment whose outcome is unknown
 * @param {any[]} options.disclosures those required by the connection, until there is a quote
 * @param {(signature: string, texts: any[]) => Promise<void>} options.accept records that the customer accepts these texts with this quote
 * @param {Omit<import('./pay.js').Handlers, 'unknown' | 'unrecorded'>} options.on
 */
export function newTill({ frames, clientToken, attempt, find, disclosures, accept, on }) {
  const texts = h('div', { class: 'disclosures' }, ...disclosureTexts(disclosures));
  const said = h('div', { class: 'said', role: 'alert' });
  const pay = h('div', { class: 'pay' });
  const element = h('section', { class: 'till', 'aria-label': 'Payment' }, said, texts, pay);
  let shown = disclosures;
  let key = '';
  /** The quote whose acceptance could not be recorded: it is not offered again. */
  let unrecorded = '';
  let current = /** @type {ReturnType<typeof payment> | null} */ (null);
  let busy = false;
  let looking = false;
  let over = false;
  attempt.looked = false;

  const handlers = {
    ...on,
    busy(is) { busy = is; if (is) tell(''); if (is || !inDoubt()) on.busy(is); },
    unknown(text, own) { look(text, own, LOOKS); },
    declined(text, own) { tell(text, details(own)); on.declined(text); },
    unrecorded(problem, signature) {
      unrecorded = signature;
      close();
      tell(`${adviceOn(problem).title}. Nothing was paid. `,
        h('button', { type: 'button', class: 'link', click: () => { tell(''); on.declined(''); } }, 'Try again'));
    },
    expired() { tell('The price ran out before you paid. Nothing was paid; here is a new one.'); on.expired(); },
  };

  const inDoubt = () => attempt.unknown && !attempt.looked;

  async function record(signature) {
    await accept(signature, shown);
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

  /** Until it is known that MoonPay has no payment, no other one is offered, and the customer cannot leave. */
  async function look(text, own, times) {
    looking = true;
    close();
    on.busy(true);
    tell(`${text} We do not know yet whether it was paid. Asking MoonPay …`, details(own));
    try {
      const found = await find(times);
      looking = false;
      if (over) return;
      if (found) {
        on.paid(found);
        return;
      }
      attempt.looked = true;
      on.busy(false);
      tell(`${text} We do not know whether it was paid. MoonPay shows no payment for this order so far. `
        + 'Look at your account before you pay again.', details(own));
      on.declined('');
    } catch (problem) {
      if (over) return;
      if (!problem.retryable) {
        on.problem(problem);
        return;
      }
      tell(`${text} We do not know whether it was paid, and MoonPay cannot be asked right now. `,
        h('button', { type: 'button', class: 'link', click: () => look(text, own, LATER_LOOKS) }, 'Look again'), details(own));
    }
  }

  return {
    element,
    tell,
    get busy() { return busy || looking; },
    /** Whether the customer may be paying in a frame that does not report it. */
    get inUse() { return current?.inUse ?? false; },

    /** Updates the chosen method. @param {import('./quotes.js').Entry | undefined} entry @param {string} name */
    offer(entry, name) {
      const offer = entry?.offer;
      if (looking) return;
      if (busy) {
        if (offer && keyOf(entry.method) === key && sameTexts(shown, offer.disclosures)) current?.update(offer.quote.signature ?? '');
        return;
      }
      if (!entry || !offer || offer.quote.executable === false || !offer.quote.signature || offer.quote.signature === unrecorded) {
        close();
        return;
      }
      if (!sameTexts(shown, offer.disclosures)) texts.replaceChildren(...disclosureTexts(offer.disclosures));
      shown = offer.disclosures;
      if (keyOf(entry.method) !== key) {
        close();
        if (inDoubt()) {
          look('You have begun to pay before.', '', LATER_LOOKS);
          return;
        }
        key = keyOf(entry.method);
        const label = `Pay ${offer.quote.source.amount} ${offer.quote.source.asset?.code ?? ''} with ${name}${entry.widget ? ' in MoonPay’s widget' : ''}`;
        const since = new Date(Date.parse(offer.quote.expiresAt) - offer.expiresInMs - SLACK_MS).toISOString();
        current = payment({ frames, clientToken, attempt, type: entry.method.type, widget: entry.widget ? disclosureTexts(offer.disclosures) : undefined, label, signature: offer.quote.signature, since, into: pay, accept: record, on: handlers });
      }
      current?.update(offer.quote.signature);
      // An expired price cannot be paid.
      pay.inert = entry.state !== 'good';
    },

    close,

    /** Closes it for good. */
    end() {
      over = true;
      close();
    },
  };
}
