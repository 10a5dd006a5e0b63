/** Pays one quote in one of MoonPay's frames, keeps the frame's quote current, and shows a challenge if one is required. */
import { doubt } from './attempt.js';
import { frameDialog } from './dialog.js';
import { frameUrl, isMoonPays, openFrame } from './frame.js';
import { frameProblem } from './problems.js';
import { h, note } from './ui.js';

/** Types whose frame is the button itself. */
const OWN_BUTTON = ['apple_pay'];
/** Errors that a new quote resolves. */
const EXPIRED = ['quoteExpired', 'invalidQuote'];
/** Errors after which the connection cannot be used any more. */
const UNUSABLE = ['ipAddressMismatch', 'invalidClientToken', 'configurationError'];
const NOT_PAID = 'The payment did not go through. Nothing was paid.';
/** By MoonPay's `failureCode`. */
const DECLINED = {
  authorizationDeclined: 'Your bank declined the payment. Nothing was paid.',
  transactionNotAllowed: 'Your bank does not allow this payment. Nothing was paid.',
};
const BROKEN_OFF = 'The payment broke off.';

/**
 * @typedef {object} Handlers
 * @property {(busy: boolean) => void} busy whether the customer is paying
 * @property {(transaction: { id: string, status: string }) => void} paid
 * @property {(text: string, own?: string) => void} declined this try has ended without a payment; the text is for the customer, `own` is MoonPay's
 * @property {(text: string, own?: string) => void} unknown as `declined`, but nobody knows whether it was paid
 * @property {() => void} expired the quote had expired when the customer paid
 * @property {() => void} unsupported the device does not support the method
 * @property {(problem: import('./api.js').Problem) => void} problem
 */

/**
 * Shows the controls for a payment. `since` is a time before it, by MoonPay's clock.
 * @param {{ frames: string, clientToken: string, attempt: import('./attempt.js').Attempt, type: string, label: string, signature: string, since: string, into: HTMLElement, on: Handlers }} options
 */
export function payment({ frames, clientToken, attempt, type, label, signature, since, into, on }) {
  let current = signature;
  let frame = /** @type {ReturnType<typeof openFrame> | null} */ (null);
  /** The signature that the frame has; null while the frame is not ready. */
  let reported = /** @type {string | null} */ (null);
  let paying = false;
  /** Whether the frame with its own button has had the focus: it reports nothing between tap and outcome. */
  let touched = false;
  let closed = false;
  let challenge = /** @type {(() => void) | null} */ (null);
  const button = h('button', { type: 'button', class: 'primary pay-button', click: () => { if (!paying) { busy(true); open('buy', true); } } }, label);

  function open(name, hidden) {
    const opened = current;
    attempt.since ??= since;
    const parameters = { clientToken, signature: opened, ...(name === 'buy' ? { externalTransactionId: idOfAttempt() } : {}) };
    frame = openFrame({
      url: frameUrl(frames, name, parameters), into, title: label, hidden, className: hidden ? '' : 'button-frame',
      on: {
        ready: () => { reported = opened; reportQuote(); },
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

  /** The new focus can be read only after the event. */
  function lookWhereTheFocusIs() {
    setTimeout(inUse);
  }

  /** A frame that is not ready would miss the message. */
  function reportQuote() {
    if (!frame || reported === null || reported === current) return;
    reported = current;
    frame.send('setQuote', { quote: { signature: current } });
    note('frame', 'setQuote');
  }

  function show({ kind, url }) {
    if (kind !== 'frame' || !isMoonPays(url, frames)) {
      endUnknown('The bank asks for something that this page cannot show.');
      return;
    }
    busy(true);
    challenge?.();
    const address = new URL(url);
    // MoonPay's documentation includes it; other clients add it.
    if (!address.searchParams.has('clientToken')) address.searchParams.set('clientToken', clientToken);
    challenge = frameDialog({
      url: address.href,
      title: 'One more check',
      text: 'Your bank or MoonPay wants to make sure that it is you.',
      on: {
        complete: (payload) => { challenge?.(); challenge = null; if (payload?.transaction) settle(payload.transaction); },
        // The challenge may have been passed before.
        cancelled: () => endUnknown('You left the check.'),
        error: failed,
        unloaded: () => { doubt(attempt); end(() => on.problem(frameProblem(null)), true); },
      },
    });
  }

  function settle(transaction) {
    if (transaction?.status === 'failed') {
      attempt.id = undefined;
      end(() => on.declined(DECLINED[transaction.failureCode] ?? NOT_PAID, transaction.failureReason));
    } else if (transaction?.id) {
      end(() => on.paid(transaction), true);
    } else {
      failed(null);
    }
  }

  function failed(error) {
    if (EXPIRED.includes(error?.code)) end(on.expired);
    else if (UNUSABLE.includes(error?.code)) {
      if (challenge) doubt(attempt);
      end(() => on.problem(frameProblem(error)), true);
    }
    else endUnknown(BROKEN_OFF, error?.message);
  }

  /** As `end`, for a payment that may have been made nevertheless. Another one is not offered here. */
  function endUnknown(text, own = '') {
    doubt(attempt);
    end(() => on.unknown(text, own), true);
  }

  /** Ends a payment: reported once, and ready for another try unless it is final. */
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
    reported = null;
    busy(false);
  }

  function busy(is) {
    if (is === paying) return;
    paying = is;
    // A disabled button would lose the focus.
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

    /** The next quote of the same method, passed to the open frame. */
    update(newer) {
      current = newer;
      reportQuote();
    },
    close() {
      if (paying || inUse()) doubt(attempt);
      closed = true;
      removeEventListener('blur', lookWhereTheFocusIs);
      stop();
      button.remove();
    },
  };
}
