/** Pays one quote in one of MoonPay's frames, keeps the frame's quote fresh, and shows a challenge where one is asked for. */
import { frameDialog } from './dialog.js';
import { frameUrl, isMoonPays, openFrame } from './frame.js';
import { frameProblem, MONEY } from './problems.js';
import { h, note } from './ui.js';

/** Types whose frame is the button itself. */
const OWN_BUTTON = ['apple_pay'];
/** Errors after which a new quote is all that is needed. */
const EXPIRED = ['quoteExpired', 'invalidQuote'];
/** Errors after which this whole connection is of no use. */
const UNUSABLE = ['ipAddressMismatch', 'invalidClientToken', 'configurationError'];
const NOT_PAID = 'The payment did not go through. Nothing was paid.';
const BROKEN_OFF = 'The payment broke off';

/**
 * @typedef {object} Attempt to pay an order, over all tries, frames and connections
 * @property {string} [id] what MoonPay stores with the transaction: the same for each try, until one was declined for certain
 * @property {boolean} unknown whether a try has ended and nobody here knows how
 */

/**
 * @typedef {object} Handlers
 * @property {(busy: boolean) => void} busy the customer is paying, or no longer
 * @property {(transaction: { id: string, status: string }) => void} paid
 * @property {(text: string) => void} declined this try is over, without a payment that we know of; in words for the customer
 * @property {() => void} expired the quote was no longer good when the customer paid
 * @property {() => void} unsupported the device has no such method
 * @property {(problem: import('./api.js').Problem) => void} problem
 */

/**
 * Puts what it takes to pay on the page.
 * @param {{ frames: string, clientToken: string, attempt: Attempt, type: string, label: string, signature: string, into: HTMLElement, on: Handlers }} options
 */
export function payment({ frames, clientToken, attempt, type, label, signature, into, on }) {
  let current = signature;
  let frame = /** @type {ReturnType<typeof openFrame> | null} */ (null);
  /** What the frame has; null while it is not ready to be told. */
  let told = /** @type {string | null} */ (null);
  let paying = false;
  /** Whether the focus has been in the frame that is the button: between the tap and the outcome it says nothing. */
  let touched = false;
  let closed = false;
  let challenge = /** @type {(() => void) | null} */ (null);
  const button = h('button', { type: 'button', class: 'primary pay-button', click: () => { if (!paying) { busy(true); open('buy', true); } } }, label);

  function open(name, hidden) {
    const opened = current;
    const parameters = { clientToken, signature: opened, ...(name === 'buy' ? { externalTransactionId: idOfAttempt() } : {}) };
    frame = openFrame({
      url: frameUrl(frames, name, parameters), into, title: label, hidden, className: hidden ? '' : 'button-frame',
      on: {
        ready: () => { told = opened; tellQuote(); },
        complete: ({ transaction }) => settle(transaction),
        challenge: show,
        unsupported: () => { touched = false; stop(); on.unsupported(); },
        error: failed,
        unloaded: () => { stop(); on.problem(frameProblem(null)); },
      },
    });
  }

  function idOfAttempt() {
    attempt.id ??= crypto.randomUUID();
    return attempt.id;
  }

  function inUse() {
    touched ||= OWN_BUTTON.includes(type) && frame !== null && document.activeElement === frame.element;
    return touched;
  }

  /** Where the focus has gone can be seen only a moment later. */
  function lookWhereTheFocusIs() {
    setTimeout(inUse);
  }

  /** A frame that is not ready yet would not hear of it. */
  function tellQuote() {
    if (!frame || told === null || told === current) return;
    told = current;
    frame.send('setQuote', { quote: { signature: current } });
    note('frame', 'setQuote');
  }

  function show({ kind, url }) {
    if (kind !== 'frame' || !isMoonPays(url, frames)) {
      end(() => on.declined('The bank asks for something that this page cannot show.'));
      return;
    }
    busy(true);
    challenge?.();
    const address = new URL(url);
    // MoonPay's pages say that it is in there, other clients add it.
    if (!address.searchParams.has('clientToken')) address.searchParams.set('clientToken', clientToken);
    challenge = frameDialog({
      url: address.href,
      title: 'One more check',
      text: 'Your bank or MoonPay wants to make sure that it is you.',
      on: {
        complete: (payload) => { challenge?.(); challenge = null; if (payload?.transaction) settle(payload.transaction); },
        // Perhaps after it was passed.
        cancelled: () => endUnknown(() => on.declined('You left the check.')),
        error: failed,
        unloaded: () => endUnknown(() => on.problem(frameProblem(null)), true),
      },
    });
  }

  function settle(transaction) {
    if (transaction?.status === 'failed') {
      attempt.id = undefined;
      end(() => on.declined(transaction.failureReason ?? NOT_PAID));
    } else if (transaction?.id) {
      end(() => on.paid(transaction), true);
    } else {
      failed(null);
    }
  }

  function failed(error) {
    if (EXPIRED.includes(error?.code)) end(on.expired);
    else if (UNUSABLE.includes(error?.code)) end(() => on.problem(frameProblem(error)), true);
    else endUnknown(() => on.declined(`${error?.message ?? BROKEN_OFF}. ${MONEY.unknown}`.replace('.. ', '. ')));
  }

  /** As `end`, of a payment that may have been made all the same. */
  function endUnknown(tell, forGood = false) {
    attempt.unknown = true;
    end(tell, forGood);
  }

  /** A payment is over: told once, and ready for another try unless it is for good. */
  function end(tell, forGood = false) {
    touched = false;
    stop();
    tell();
    if (!forGood) ready();
  }

  function stop() {
    challenge?.();
    challenge = null;
    frame?.close();
    frame = null;
    told = null;
    busy(false);
  }

  function busy(is) {
    if (is === paying) return;
    paying = is;
    // A button that is disabled would lose the focus.
    button.setAttribute('aria-disabled', String(is));
    button.textContent = is ? 'Paying …' : label;
    on.busy(is);
  }

  function ready() {
    if (closed) return;
    if (OWN_BUTTON.includes(type)) open('apple-pay', false);
    else if (!button.isConnected) into.append(button);
  }

  addEventListener('blur', lookWhereTheFocusIs);
  ready();
  return {
    get inUse() { return inUse(); },

    /** The next quote of the same method: a frame that is open takes it over. */
    update(newer) {
      current = newer;
      tellQuote();
    },
    close() {
      attempt.unknown ||= paying || inUse();
      closed = true;
      removeEventListener('blur', lookWhereTheFocusIs);
      stop();
      button.remove();
    },
  };
}
