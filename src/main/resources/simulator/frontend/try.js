/** One try to pay: the frame of a quote, a challenge if one is required, and how it ended. */
import { isMoonPays } from 'moonconnect-client/frames';
import { doubt } from './attempt.js';
import { frameDialog } from './dialog.js';
import { meaningOf, whyDeclined } from './outcome.js';
import { openPayFrame, openWidget } from './payframe.js';
import { frameProblem } from './problems.js';

/**
 * @typedef {object} Ways how the try goes on, or has ended; whoever is told closes it
 * @property {() => void} begun the customer is paying
 * @property {(transaction: any, signature?: string) => void} paid
 * @property {(text: string, own?: string) => void} declined
 * @property {(text: string, own?: string) => void} unknown
 * @property {(error: any, signature: string | null) => void} expired
 * @property {() => void} unsupported
 * @property {(problem: import('moonconnect-client').Problem) => void} problem
 * @property {(problem: import('moonconnect-client').Problem) => void} unloaded the payment frame did not load
 */

/**
 * @param {'buy' | 'apple-pay' | 'google-pay' | 'widget'} name
 * @param {{ frames: string, clientToken: string, attempt: import('./attempt.js').Attempt, widget?: HTMLElement[], label: string, signature: string, newest: () => string, into: HTMLElement, accept: (signature: string) => Promise<void>, on: Ways }} options
 * @returns {{ element: HTMLElement | null, update: () => void, close: () => void }}
 */
export function openTry(name, { frames, clientToken, attempt, widget = [], label, signature, newest, into, accept, on }) {
  let challenge = /** @type {(() => void) | null} */ (null);
  /** The signature that the frame had when it asked for a challenge: the payment is made with it, whatever quote comes meanwhile. */
  let challenged = /** @type {string | null} */ (null);
  const parameters = { clientToken, signature };
  // Apple Pay's frame is not documented to take an id.
  if (name === 'buy' || name === 'google-pay') Object.assign(parameters, { externalTransactionId: (attempt.id ??= crypto.randomUUID()) });
  const frame = name === 'widget'
    ? openWidget({ frames, parameters, above: widget, on: { settle, left: () => on.unknown('You left MoonPay’s widget.'), error: failed, unloaded } })
    : openPayFrame(name, { frames, parameters, into, label, newest, accept, on: {
      complete: ({ transaction }) => settle(transaction),
      challenge: show,
      buttonPressed: on.begun,
      cancelled: () => on.declined('You closed the sheet. Nothing was paid.'),
      unsupported: on.unsupported,
      error: failed,
      unloaded: () => on.unloaded(frameProblem(null)),
    } });
  return { element: frame.element, update: frame.update, close() { challenge?.(); frame.close(); } };

  function unloaded() {
    on.problem(frameProblem(null));
  }

  function show({ kind, url }) {
    if (kind !== 'frame' || !isMoonPays(url, frames)) return on.unknown('The bank asks for something that this page cannot show.');
    on.begun();
    challenged ??= frame.quote;
    challenge?.();
    challenge = frameDialog({
      name: 'challenge', origin: frames, parameters: { clientToken }, url,
      title: 'One more check',
      text: 'Your bank or MoonPay wants to make sure that it is you.',
      on: {
        complete: (payload) => { challenge?.(); challenge = null; if (payload?.transaction) settle(payload.transaction); },
        // The challenge may have been passed before.
        cancelled: () => on.unknown('You left the check.'),
        error: failed,
        unloaded: () => { doubt(attempt); unloaded(); },
      },
    });
  }

  function settle(transaction) {
    if (transaction?.status === 'failed') {
      attempt.id = undefined;
      on.declined(whyDeclined(transaction), transaction.failureReason);
    } else if (transaction?.id) on.paid(transaction, challenged ?? frame.quote ?? undefined);
    else failed(null);
  }

  function failed(error) {
    const meaning = meaningOf(error);
    if (meaning === 'unsupported') on.unsupported();
    else if (meaning === 'expired') on.expired(error, frame.quote);
    else if (meaning === 'unknown') on.unknown('The payment broke off.', error?.message);
    else {
      if (challenge) doubt(attempt);
      on.problem(frameProblem(error));
    }
  }
}
