/** One of MoonPay's frames, and the channel to it: their protocol, version 2. */
import { h, note } from './ui.js';

const VERSION = 2;
/** Time for the frame to send `handshake`. */
const LOAD_MS = 5000;

/**
 * Opens a frame. Messages are accepted only from this frame's window, origin and channel.
 *
 * @param {object} options
 * @param {string} options.url address of the frame, including parameters
 * @param {HTMLElement} options.into
 * @param {string} options.title name for screen readers
 * @param {boolean} [options.hidden] whether it is invisible
 * @param {string} [options.className]
 * @param {Record<string, (payload: any) => void>} options.on handler of each kind of message;
 *   `unloaded` if the frame does not open its channel in time
 */
export function openFrame({ url, into, title, hidden = false, className = '', on }) {
  const channelId = crypto.randomUUID();
  const target = new URL(url);
  target.searchParams.set('channelId', channelId);
  const name = target.pathname.split('/').pop() ?? '';
  const frame = h('iframe', { title, class: `frame ${className}`, allow: 'payment', hidden, src: target.href });
  const unloaded = setTimeout(() => deliver('unloaded', undefined), LOAD_MS);
  let open = false;

  /** @param {string} kind @param {unknown} [payload] */
  function send(kind, payload) {
    const message = { version: VERSION, meta: { channelId }, kind, ...(payload === undefined ? {} : { payload }) };
    frame.contentWindow?.postMessage(JSON.stringify(message), target.origin);
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

  /** @param {string} kind @param {any} payload */
  function deliver(kind, payload) {
    note('frame', `${name}: ${kind}${payload?.code ? ` (${payload.code})` : ''}`);
    if (Object.hasOwn(on, kind)) on[kind](payload);
  }

  function close() {
    clearTimeout(unloaded);
    removeEventListener('message', receive);
    frame.remove();
  }

  addEventListener('message', receive);
  into.append(frame);
  return { element: frame, send, close };
}

/** The address of a frame on an origin. @param {string} origin @param {string} name @param {Record<string, string>} parameters */
export function frameUrl(origin, name, parameters) {
  return `${origin}/platform/v1/${name}?${new URLSearchParams(parameters)}`;
}

/** Whether a page named by a frame is MoonPay's: on the frames' own origin or another of MoonPay's hosts. */
export function isMoonPays(url, origin) {
  const target = URL.canParse(url) ? new URL(url) : null;
  const host = '.moonpay.com';
  return target !== null && (target.origin === origin
    || (new URL(origin).hostname.endsWith(host) && target.protocol === 'https:' && target.hostname.endsWith(host)));
}

function parse(text) {
  try {
    return typeof text === 'string' ? JSON.parse(text) : null;
  } catch {
    return null; // Messages of other senders.
  }
}
