/** Sends requests: by `fetch`, or by `XMLHttpRequest` where responses of `fetch` cannot be read as they arrive (React Native). */
import { Problem, unreachable } from './problem.js';
import { reasonOf, throwIfAborted } from './system.js';

/** @typedef {{ url: string, method: string, headers: Record<string, string>, body?: string, signal?: AbortSignal }} Request */
/** @typedef {{ status: number, header: (name: string) => string | null, text: () => Promise<string>, pieces: () => AsyncGenerator<string, void, void> }} Reply */
/** @typedef {(request: Request) => Promise<Reply>} Transport */

/** `XMLHttpRequest` keeps the whole text of a stream, read or not, so a new stream replaces it when it has this many characters. */
export const LONGEST_TEXT = 500_000;

/** The text of a stream has reached its limit: a new one continues it. */
export class Outgrown extends Error {}

/** @returns {Transport} for calls */
export function forCalls() {
  if (typeof fetch === 'function') return byFetch;
  return forStreams();
}

/** @returns {Transport} for streams @throws {Problem} if there is none */
export function forStreams() {
  const streams = typeof fetch === 'function' && typeof Response === 'function' && 'body' in Response.prototype
    && typeof TextDecoder === 'function';
  if (streams) return byFetch;
  if (typeof XMLHttpRequest === 'function') return byXhr;
  throw new Problem({
    type: 'unsupported-environment',
    title: 'There is neither a fetch with Response.body nor an XMLHttpRequest, so responses cannot be read as they arrive.',
  });
}

/** @type {Transport} */
export async function byFetch({ url, ...init }) {
  const broken = () => {
    throwIfAborted(init.signal);
    throw unreachable();
  };
  const response = await fetch(url, { ...init, cache: 'no-store', credentials: 'omit', redirect: 'error' }).catch(broken);
  return {
    status: response.status,
    header: (name) => response.headers.get(name),
    text: () => response.text().catch(broken),
    async *pieces() {
      const reader = /** @type {ReadableStream<Uint8Array>} */ (response.body).getReader();
      // The parser removes the byte order mark, here as with the other transport.
      const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
      try {
        for (;;) {
          const { done, value } = await reader.read();
          if (done) return;
          yield decoder.decode(value, { stream: true });
        }
      } finally {
        reader.cancel().catch(() => {}); // Closes the connection when the reader stops.
      }
    },
  };
}

/** @type {Transport} */
export function byXhr({ url, method, headers, body, signal }) {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(reasonOf(signal));
    const xhr = new XMLHttpRequest();
    let wake = () => {};
    /** @type {Error | null} */
    let failed = null;
    /** The text of a stream that has reached its limit. @type {string | null} */
    let whole = null;
    let streaming = false;
    const stop = () => xhr.abort();
    /** @param {Error | null} failure */
    const end = (failure) => {
      signal?.removeEventListener('abort', stop);
      failed = failure;
      if (failure) reject(failure);
      wake();
    };
    const changed = () => new Promise((/** @type {(value?: undefined) => void} */ go) => { wake = go; });
    const done = () => xhr.readyState === 4;
    xhr.open(method, url);
    xhr.withCredentials = false; // True by default in React Native.
    for (const [name, value] of Object.entries(headers)) xhr.setRequestHeader(name, value);
    xhr.onprogress = () => {
      if (streaming && xhr.responseText.length > LONGEST_TEXT) {
        whole = xhr.responseText;
        xhr.abort();
      }
      wake();
    };
    xhr.onload = () => end(null);
    xhr.onerror = () => end(unreachable());
    xhr.ontimeout = () => end(unreachable()); // That of the platform; neither `error` nor `abort` follows.
    xhr.onabort = () => end(reasonOf(signal));
    xhr.onreadystatechange = () => {
      if (xhr.readyState !== 2 || xhr.status === 0) return;
      resolve({
        status: xhr.status,
        header: (name) => xhr.getResponseHeader(name),
        async text() {
          while (!done() && !failed) await changed();
          if (failed) throw failed;
          return xhr.responseText;
        },
        async *pieces() {
          let read = 0;
          streaming = true;
          try {
            for (;;) {
              if (failed && (whole === null || signal?.aborted)) throw failed;
              const ended = done();
              const text = whole ?? xhr.responseText;
              if (text.length > read) {
                const piece = text.slice(read);
                read = text.length;
                yield piece;
              } else if (whole !== null) throw new Outgrown();
              else if (ended) return;
              else await changed();
            }
          } finally {
            xhr.abort();
          }
        },
      });
    };
    signal?.addEventListener('abort', stop, { once: true });
    xhr.send(body ?? null);
  });
}
