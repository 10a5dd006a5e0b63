/** Keeps a stream of events open: reopens it, with growing pauses, when it breaks, is silent, or ends for a restart. */
import { Problem } from './api.js';
import { BrokenOff } from './events.js';

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 15_000;
/** Heartbeats come every 15 seconds; after two missed ones the connection is considered lost. */
const SILENCE_MS = 40_000;
/** Reasons after which a new stream continues the old one. */
const GOES_ON = ['max-life', 'server-leaving'];

/**
 * @param {(signal: AbortSignal) => Promise<AsyncGenerator<any>>} open requests the stream
 * @param {{ event: (event: any) => void, lost: (inMs: number, problem: Problem | null) => void, back: () => void }} handlers
 * @param {AbortSignal} signal ends it
 * @returns {Promise<string>} the reason of the last `bye`
 * @throws if a retry is pointless: for a permanent problem or a failing handler
 */
export async function live(open, handlers, signal) {
  for (let failures = 0; ; ) {
    signal.throwIfAborted();
    /** @type {Problem | null} */
    let problem = null;
    const reason = await once(open, (event) => {
      if (failures > 0) handlers.back();
      failures = 0;
      handlers.event(event);
    }, signal).catch((failure) => {
      signal.throwIfAborted();
      if (!isLost(failure)) throw failure;
      problem = failure instanceof Problem ? failure : null;
      return null;
    });
    signal.throwIfAborted(); // Aborted by the handler of the last event.
    if (reason !== null) {
      if (!GOES_ON.includes(reason)) return reason;
      await sleep(pause(0, null), signal); // Nothing is lost; the delay spreads the clients that move to another replica.
      continue;
    }
    const wait = pause(failures, problem);
    failures += 1;
    handlers.lost(wait, problem);
    await sleep(wait, signal);
  }
}

/** One stream until its `bye`; null if it broke or became silent before. */
async function once(open, handle, signal) {
  const connection = new AbortController();
  const hangUp = () => connection.abort();
  signal.addEventListener('abort', hangUp);
  let silence = setTimeout(hangUp, SILENCE_MS);
  try {
    for await (const event of await open(connection.signal)) {
      clearTimeout(silence);
      silence = setTimeout(hangUp, SILENCE_MS);
      signal.throwIfAborted(); // Drops events received together with the one whose handler aborted.
      handle(event);
      if (event.event === 'bye') return event.data.reason;
    }
    return null;
  } finally {
    clearTimeout(silence);
    signal.removeEventListener('abort', hangUp);
    hangUp();
  }
}

/** Whether the connection failed, as opposed to a handler of its events. */
function isLost(failure) {
  if (failure instanceof Problem) return failure.retryable;
  return failure instanceof BrokenOff || failure?.name === 'AbortError'; // The latter is the abort after silence.
}

/** Doubled each time up to a maximum, at least the service's Retry-After, with jitter. */
function pause(failures, problem) {
  const doubled = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** failures);
  return Math.max(problem?.retryAfterMs ?? 0, doubled * (0.5 + Math.random() / 2));
}

function sleep(ms, signal) {
  return new Promise((resolve, reject) => {
    const stop = () => { clearTimeout(timer); reject(signal.reason); };
    const timer = setTimeout(() => { signal.removeEventListener('abort', stop); resolve(undefined); }, ms);
    signal.addEventListener('abort', stop, { once: true });
  });
}
