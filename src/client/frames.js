/**
 * MoonPay's frames, and the channel to each: their protocol, version 2. For pages; an app shows frames in a web view.
 * https://dev.moonpay.com/platform/frames
 */

const VERSION = 2;
/** Time for a frame to send `handshake`. */
const LOAD_MS = 5000;
const PATH = '/platform/v1/';
/** Frames that show nothing. */
const HIDDEN = ['check-connection', 'buy', 'reset'];

/** The result of a connection. @typedef {{ status: string, credentials?: string, customer?: { id: string }, capabilities?: unknown, reason?: string }} Connection */
/** A payment has been made, or has failed: then it has no id. @typedef {{ transaction: { id?: string, status: string, failureReason?: string, failureCode?: string } }} Payment */
/** The page to show in a challenge frame. @typedef {{ kind: string, url: string }} Challenge */
/** `code` is an open set. @typedef {{ code?: string, message?: string, errors?: { code: string, message?: string }[] }} FrameError */
/** @typedef {{ error: FrameError }} Failing */
/** @typedef {Failing & { ready: unknown }} Showing */
/** @typedef {Showing & { complete: Payment, challenge: Challenge }} Paying */

/**
 * The events of each frame, with their payloads, which are MoonPay's. A frame may send others.
 * @typedef {object} FrameEvents
 * @property {Failing & { complete: Connection }} check-connection
 * @property {Showing & { complete: Connection }} connect
 * @property {Showing & { complete: Connection }} auth
 * @property {Showing & { complete: { card: { id: string, type?: string, brand?: string, last4?: string } } }} add-card
 * @property {Paying} buy
 * @property {Paying} buy-button
 * @property {Paying & { unsupported: unknown }} apple-pay
 * @property {Paying & { buttonPressed: unknown, cancelled: { code?: string }, unsupported: { code?: string, message?: string } }} google-pay
 * @property {Showing & { complete: Payment, transactionCreated: Payment, cancelled: unknown, close: unknown }} widget
 * @property {Showing & { complete: { flow?: string, identityId?: string } & Partial<Payment>, cancelled: { flow?: string } }} challenge
 * @property {Failing & { complete: unknown }} reset
 */

/** @typedef {{ clientToken: string, publicKey: string, theme?: string }} Connecting */
/** @typedef {{ clientToken: string, signature: string, externalTransactionId?: string }} Buying */

/**
 * The parameters of each frame.
 * @typedef {object} FrameParameters
 * @property {{ sessionToken: string, publicKey: string, skipKyc?: string }} check-connection
 * @property {Connecting} connect
 * @property {Connecting} auth
 * @property {{ clientToken: string, theme?: string }} add-card
 * @property {Buying} buy
 * @property {Buying} buy-button
 * @property {{ clientToken: string, signature: string, theme?: string }} apple-pay
 * @property {Buying & { theme?: string }} google-pay
 * @property {{ flow: 'buy', clientToken: string, quoteSignature: string }} widget
 * @property {{ clientToken?: string }} challenge added to its URL unless that has it
 * @property {{}} reset
 */

/** @typedef {keyof FrameEvents} FrameName */
/** `unloaded`: the frame has not opened its channel in time. @template {FrameName} N @typedef {{ [K in keyof FrameEvents[N]]?: (payload: FrameEvents[N][K]) => void } & { unloaded?: () => void }} FrameHandlers */
/** @typedef {{ element: HTMLIFrameElement, setQuote: (signature: string) => void, close: () => void }} Frame */

/**
 * @template {FrameName} N
 * @typedef {object} FrameOptions
 * @property {string} origin of the frames, for example `https://blocks.moonpay.com`
 * @property {FrameParameters[N]} parameters
 * @property {HTMLElement} into
 * @property {string} title name for screen readers
 * @property {string} [className] of the `iframe`
 * @property {string} [url] the whole address of a challenge
 * @property {(line: string) => void} [note] takes a line for each event, without its payload
 * @property {FrameHandlers<N>} on
 */

/**
 * Opens a frame. Messages are accepted only from its window, its origin and its channel, in the version that is known here.
 * @template {FrameName} N
 * @param {N} name
 * @param {FrameOptions<N>} options
 * @returns {Frame}
 * @throws {TypeError} for a challenge whose URL is not MoonPay's
 */
export function openFrame(name, { origin, parameters, into, title, className = '', url, note = () => {}, on }) {
  if (url !== undefined && !isMoonPays(url, origin)) throw new TypeError('The page of a challenge is not MoonPay\u2019s.');
  const target = new URL(url ?? PATH + name, origin);
  const channelId = crypto.randomUUID();
  for (const [key, value] of Object.entries(parameters)) {
    if (value !== undefined && !target.searchParams.has(key)) target.searchParams.set(key, String(value));
  }
  target.searchParams.set('channelId', channelId);
  const frame = document.createElement('iframe');
  Object.assign(frame, { title, className, allow: 'payment', hidden: HIDDEN.includes(name), src: target.href });
  const handlers = /** @type {Record<string, (payload?: any) => void>} */ (on);
  const unloaded = setTimeout(() => deliver('unloaded'), LOAD_MS);
  let open = false;

  /** @param {string} kind @param {unknown} [payload] */
  function send(kind, payload) {
    frame.contentWindow?.postMessage(JSON.stringify({ version: VERSION, meta: { channelId }, kind, payload }), target.origin);
  }

  /** @param {MessageEvent} event */
  function receive(event) {
    if (event.origin !== target.origin || event.source !== frame.contentWindow) return;
    const message = parse(event.data);
    if (message?.version !== VERSION || message.meta?.channelId !== channelId) return;
    if (message.kind === 'handshake') {
      open = true;
      clearTimeout(unloaded);
      send('ack');
    } else if (open) {
      deliver(message.kind, message.payload);
    }
  }

  /** @param {string} kind @param {any} [payload] */
  function deliver(kind, payload) {
    note(`${name}: ${kind}${payload?.code ? ` (${payload.code})` : ''}`);
    if (Object.hasOwn(handlers, kind)) handlers[kind]?.(payload);
  }

  addEventListener('message', receive);
  into.append(frame);
  return {
    element: frame,
    /** Passes the next quote of the same method to a payment frame that is ready. */
    setQuote(signature) {
      note(`${name}: setQuote`);
      send('setQuote', { quote: { signature } });
    },
    close() {
      clearTimeout(unloaded);
      removeEventListener('message', receive);
      frame.remove();
    },
  };
}

/**
 * Whether a page named by a frame is MoonPay's: on the frames' own origin or another of MoonPay's hosts.
 * @param {string} url @param {string} origin of the frames
 */
export function isMoonPays(url, origin) {
  const host = '.moonpay.com';
  try {
    const target = new URL(url);
    return target.origin === new URL(origin).origin
      || (new URL(origin).hostname.endsWith(host) && target.protocol === 'https:' && target.hostname.endsWith(host));
  } catch {
    return false;
  }
}

/** @param {unknown} text */
function parse(text) {
  try {
    return typeof text === 'string' ? JSON.parse(text) : null;
  } catch {
    return null; // Messages of other senders.
  }
}
