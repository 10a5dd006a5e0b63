/** Pauses between tries: never shorter than what the service says, and never the same for two callers. */
import { Problem } from './problem.js';
import { sleep, throwIfAborted } from './system.js';

/** @typedef {import('./system.js').System} System */

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 15_000;
/** A call that has to wait longer is given back to its caller, who can tell the customer. */
const PATIENCE_MS = 20_000;

/**
 * The pause after a number of failures: doubled each time, with jitter. The jitter comes on top of `Retry-After`.
 * @param {number} failures those before this one
 * @param {Problem | null} problem
 * @param {System} system
 * @returns {number} milliseconds
 */
export function pauseMs(failures, problem, system) {
  const backoff = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** failures);
  const told = problem?.retryAfterMs ?? 0;
  if (told === 0) return backoff * (0.5 + system.random() / 2);
  return told + system.random() * Math.max(backoff, Math.min(told, LONGEST_PAUSE_MS));
}

/**
 * Repeats a call that failed with a retryable problem.
 * @template T
 * @param {() => Promise<T>} call
 * @param {{ tries: number, signal?: AbortSignal, system: System }} options
 * @returns {Promise<T>}
 */
export async function repeated(call, { tries, signal, system }) {
  for (let failures = 0; ; failures += 1) {
    try {
      return await call();
    } catch (failure) {
      throwIfAborted(signal);
      if (!(failure instanceof Problem) || !failure.retryable || !(failures + 1 < tries)) throw failure;
      const wait = pauseMs(failures, failure, system);
      if (wait > PATIENCE_MS) throw failure;
      await sleep(system, wait, signal);
    }
  }
}
