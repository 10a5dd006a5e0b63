/** Pays one quote in one of MoonPay's frames, keeps the frame's quote current, and shows a challenge if one is required. */
import { isMoonPays, openFrame } from 'moonconnect-client/frames';
import { doubt } from './attempt.js';
import { frameDialog } from './dialog.js';
import { frameProblem } from './problems.js';
import { frameNote, h } from './ui.js';

/** Types whose frame is the button itself. */
const OWN_BUTTON = { apple_pay: 'apple-pay', google_pay: 'google-pay' };
/** Errors that a new quote resolves. */
const EXPIRED = ['quoteExpired', 'invalidQuote'];
/** If so many quotes were not valid, another one is not either: a frame with its own button would be opened without end. */
const INVALID_QUOTES = 3;
/** Errors after which the connection cannot be used any more. */
const UNUSABLE = ['ipAddressMismatch', 'invalidClientToken', 'configurationError'];
const NOT_PAID = 'The payment did not go through. Nothing was paid.';
/** By MoonPay's `failureCode`. */
const DECLINED = {
  authorizationDeclined: 'Your bank declined the payment. Nothing was paid.',
  transactionNotAllowed: 'This payment is not allowed. Nothing was paid.',
};
const BROKEN_OFF = 'The payment broke off.';

/**
 * @typedef {object} Handlers
 * @property {(busy: boolean) => void} busy whether the customer is paying
 * @property {(transaction: { id: string, status: string }, signature?: string) => void} paid with the signature of the quote, if it is known
 * @property {(problem: import('moonconnect-client').Problem, signature: string) => void} unrecorded it could not be recorded that the customer accepts the texts; nothing is offered
 * @property {(text: string, own?: string) => void} declined this try has ended without a payment; the text is for the customer, `own` is MoonPay's
 * @property {(text: string, own?: string) => void} unknown as `declined`, but it is unknown whether it was paid
 * @property {() => void} expired the quote had expired when the customer paid
 * @property {(type: string) => void} unsupported the device does not support the method
 * @property {(problem: import('moonconnect-client').Problem) => void} problem
 */

/**
 * Shows the controls for a payment. A frame gets a quote only after `accept` has resolved for it: without evidence, nothing can be
 * paid. A frame with its own button therefore opens a moment later: between its tap and the outcome, nothing of this page runs. `since` is a time before it,
 * by MoonPay's clock. `widget` is set for a method that is paid in MoonPay's widget: the texts to show above it.
 * @param {{ frames: string, clientToken: string, attempt: import('./attempt.js').Attempt, type: string, widget?: HTMLElement[], label: string, signature: string, since: string, into: HTMLElement, accept: (signature: string) => Promise<void>, on: Handlers }} options
 */
export function payment({ frames, clientToken, attempt, type, widget, label, signature, since, into, accept, on }) {
  const ownButton = !widget && Object.hasOwn(OWN_BUTTON, type);
  let current = signature;
  /** The quote of the frame that was opened last. */
  let given = '';
  /** The quote that had expired. The frame with its own button would report that again, so it waits for the next one. */
  let expired = '';
  let waiting = false;
  let invalid = 0;
  let frame = /** @type {import('moonconnect-client/frames').Frame | null} */ (null);
  /** The signature that the frame has; null while the frame is not ready. */
  let reported = /** @type {string | null} */ (null);
  /** The signature that the frame had when it asked for a challenge: the payment is made with it, whatever quote comes meanwhile. */
  let challenged = /** @type {string | null} */ (null);
  let paying = false;
  /** Whether the frame with its own button has had the focus: it reports nothing between tap and outcome. */
  let touched = false;
  /** What the widget has begun; it is shown until the customer has done the rest. */
  let created = /** @type {{ id: string, status: string } | null} */ (null);
  let closed = false;
  let challenge = /** @type {(() => void) | null} */ (null);
  const button = h('button', { type: 'button', class: 'primary pay-button', click: () => { if (!paying) { busy(true); open(widget ? 'widget' : 'buy'); } } }, label);

  /** @param {'buy' | 'apple-pay' | 'google-pay' | 'widget'} name */
  async function open(name) {
    const opened = (given = current);
    try {
      await accept(opened);
    } catch (problem) {
      if (!closed) end(() => on.unrecorded(problem, opened), true);
      return;
    }
    if (closed) return;
    attempt.since ??= since;
    if (name === 'widget') {
      frame = openWidget(opened);
      return;
    }
    // Apple Pay's frame is not documented to take an id.
    const parameters = { clientToken, signature: opened, ...(name === 'apple-pay' ? {} : { externalTransactionId: idOfAttempt() }) };
    frame = openFrame(/** @type {'google-pay'} */ (name), {
      origin: frames, parameters, into, title: label, className: `frame ${name === 'buy' ? '' : 'button-frame'}`, note: frameNote,
      on: {
        ready: () => { reported = opened; reportQuote(); },
        complete: ({ transaction }) => settle(transaction),
        challenge: show,
        buttonPressed: () => busy(true),
        cancelled: () => end(() => on.declined('You closed the sheet. Nothing was paid.')),
        unsupported,
        error: failed,
        unloaded: () => { stop(); on.problem(frameProblem(null)); },
      },
    });
  }

  /** MoonPay's whole checkout. It takes no newer quote. */
  function openWidget(quoteSignature) {
    created = null;
    const left = () => (created ? settle(created) : endUnknown('You left MoonPay’s widget.'));
    const close = frameDialog({
      name: 'widget', origin: frames, parameters: { flow: 'buy', clientToken, quoteSignature },
      title: 'Pay with MoonPay', text: 'MoonPay guides you through the payment.', above: widget,
      on: {
        ready: () => { reported = quoteSignature; },
        transactionCreated: ({ transaction }) => { created = transaction; },
        complete: ({ transaction }) => settle(transaction),
        close: left,
        cancelled: left,
        error: (error) => (created ? settle(created) : failed(error)),
        unloaded: () => end(() => on.problem(frameProblem(null)), true),
      },
    });
    return /** @type {any} */ ({ element: null, setQuote() {}, close });
  }

  function idOfAttempt() {
    attempt.id ??= crypto.randomUUID();
    return attempt.id;
  }

  function inUse() {
    touched ||= ownButton && frame !== null && document.activeElement === frame.element;
    return touched;
  }

  /** The new focus can be read only after the event. */
  function lookWhereTheFocusIs() {
    setTimeout(inUse);
  }

  /** A frame that is not ready would miss the message. */
  async function reportQuote() {
    const newer = current;
    const missing = () => frame && reported !== null && reported !== newer && current === newer;
    if (!missing()) return;
    // Without evidence of the newer quote, the frame keeps the older one until that expires.
    if (!(await accept(newer).then(() => true, () => false)) || !missing()) return;
    reported = newer;
    frame.setQuote(newer);
  }

  function show({ kind, url }) {
    if (kind !== 'frame' || !isMoonPays(url, frames)) {
      endUnknown('The bank asks for something that this page cannot show.');
      return;
    }
    busy(true);
    challenged ??= reported;
    challenge?.();
    challenge = frameDialog({
      name: 'challenge', origin: frames, parameters: { clientToken }, url,
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
      const signature = challenged ?? reported ?? undefined;
      end(() => on.paid(transaction, signature), true);
    } else {
      failed(null);
    }
  }

  function failed(error) {
    if (error?.code === 'googlePayUnavailable') unsupported();
    else if (error?.code === 'invalidQuote' && (invalid += 1) >= INVALID_QUOTES) end(() => on.problem(frameProblem(error)), true);
    else if (EXPIRED.includes(error?.code)) {
      expired = reported ?? given;
      end(on.expired);
    }
    else if (UNUSABLE.includes(error?.code)) {
      if (challenge) doubt(attempt);
      end(() => on.problem(frameProblem(error)), true);
    }
    else endUnknown(BROKEN_OFF, error?.message);
  }

  /** Without a button nothing was paid, even if the frame has the focus. */
  function unsupported() {
    touched = false;
    stop();
    on.unsupported(type);
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
    challenged = null;
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
    waiting = ownButton && current === expired;
    if (waiting) return;
    if (ownButton) open(OWN_BUTTON[type]);
    else if (!button.isConnected) into.append(button);
  }

  addEventListener('blur', lookWhereTheFocusIs);
  attempt.running = () => paying || inUse();
  ready();
  return {
    get inUse() { return inUse(); },

    /** The next quote of the same method, passed to the open frame. */
    update(newer) {
      current = newer;
      if (waiting) ready();
      else reportQuote();
    },
    close() {
      if (paying || inUse()) doubt(attempt);
      closed = true;
      attempt.running = undefined;
      removeEventListener('blur', lookWhereTheFocusIs);
      stop();
      button.remove();
    },
  };
}
