/** Clocks, timers and chance. Tests replace them. */

/**
 * @typedef {object} System
 * @property {() => number} now a monotonic clock, in milliseconds; it may stand still while the device sleeps
 * @property {() => number} wall milliseconds since 1970, which go on while the device sleeps
 * @property {() => number} random from 0 to below 1
 * @property {(ms: number, run: () => void) => () => void} after runs later; the result cancels it
 */

/** A timer that is to wait longer runs at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** @type {System} */
export const system = {
  now: () => performance.now(),
  wall: () => Date.now(),
  random: () => Math.random(),
  after(ms, run) {
    const timer = setTimeout(run, Math.min(ms, LONGEST_TIMER_MS));
    return () => clearTimeout(timer);
  },
};

/**
 * Waits, and rejects with the signal's reason if it is aborted before.
 * @param {System} system @param {number} ms @param {AbortSignal} [signal] @returns {Promise<void>}
 */
export function sleep(system, ms, signal) {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(reasonOf(signal));
    const stop = () => { cancel(); reject(reasonOf(signal)); };
    const cancel = system.after(ms, () => { signal?.removeEventListener('abort', stop); resolve(); });
    signal?.addEventListener('abort', stop, { once: true });
  });
}

/**
 * The value, or the signal's reason if it is aborted before.
 * @template T @param {AbortSignal | undefined} signal @param {Promise<T>} value @returns {Promise<T>}
 */
export function unlessAborted(signal, value) {
  return new Promise((resolve, reject) => {
    const stop = () => reject(reasonOf(signal));
    if (signal?.aborted) stop();
    signal?.addEventListener('abort', stop);
    value.then(resolve, reject).finally(() => signal?.removeEventListener('abort', stop));
  });
}

/** React Native's signals have no reason. @param {AbortSignal} [signal] */
export function reasonOf(signal) {
  return signal?.reason ?? Object.assign(new Error('The operation was aborted.'), { name: 'AbortError' });
}

/** @param {AbortSignal} [signal] */
export function throwIfAborted(signal) {
  if (signal?.aborted) throw reasonOf(signal);
}
