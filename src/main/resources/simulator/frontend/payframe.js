/** The frame in which a quote is paid: MoonPay's payment frames, which take newer quotes while they are open, or its widget. */
import { openFrame } from 'moonconnect-client/frames';
import { frameDialog } from './dialog.js';
import { frameNote } from './log.js';

/**
 * @typedef {object} PayFrame
 * @property {HTMLElement | null} element
 * @property {string | null} quote the signature that the frame has; null while the frame is not ready
 * @property {() => void} update passes the newest quote
 * @property {() => void} close
 */

/**
 * @param {'buy' | 'apple-pay' | 'google-pay'} name
 * @param {{ frames: string, parameters: any, into: HTMLElement, label: string, newest: () => string, accept: (signature: string) => Promise<void>, on: Record<string, (payload?: any) => void> }} options
 *   `newest`: the quote that is good now
 * @returns {PayFrame}
 */
export function openPayFrame(name, { frames, parameters, into, label, newest, accept, on }) {
  let quote = /** @type {string | null} */ (null);
  let closed = false;
  const frame = openFrame(/** @type {'google-pay'} */ (name), {
    origin: frames, parameters, into, title: label, className: `frame ${name === 'buy' ? '' : 'button-frame'}`, note: frameNote,
    on: { ...on, ready: () => { quote = parameters.signature; update(); } },
  });

  /** A frame that is not ready would miss the message. */
  async function update() {
    const newer = newest();
    const missing = () => !closed && quote !== null && quote !== newer && newest() === newer;
    if (!missing()) return;
    // Without evidence of the newer quote, the frame keeps the older one until that expires.
    if (!(await accept(newer).then(() => true, () => false)) || !missing()) return;
    quote = newer;
    frame.setQuote(newer);
  }

  return { element: frame.element, get quote() { return quote; }, update, close() { closed = true; frame.close(); } };
}

/**
 * MoonPay's whole checkout. It takes no newer quote.
 * @param {{ frames: string, parameters: { clientToken: string, signature: string }, above: HTMLElement[], on: { settle: (transaction: any) => void, left: () => void, error: (error: any) => void, unloaded: () => void } }} options
 * @returns {PayFrame}
 */
export function openWidget({ frames, parameters: { clientToken, signature }, above, on }) {
  let quote = /** @type {string | null} */ (null);
  /** What the widget has begun; it is shown until the customer has done the rest. */
  let created = /** @type {{ id: string, status: string } | null} */ (null);
  const left = () => (created ? on.settle(created) : on.left());
  const close = frameDialog({
    name: 'widget', origin: frames, parameters: { flow: 'buy', clientToken, quoteSignature: signature },
    title: 'Pay with MoonPay', text: 'MoonPay guides you through the payment.', above,
    on: {
      ready: () => { quote = signature; },
      transactionCreated: ({ transaction }) => { created = transaction; },
      complete: ({ transaction }) => on.settle(transaction),
      close: left,
      cancelled: left,
      error: (error) => (created ? on.settle(created) : on.error(error)),
      unloaded: on.unloaded,
    },
  });
  return { element: null, get quote() { return quote; }, update() {}, close };
}
