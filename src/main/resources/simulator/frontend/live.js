/** Keeps a stream of events going: opens it again, with growing pauses, when it breaks, is silent, or says that it moves. */
import { Problem } from './api.js';

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 15_000;
/** A heartbeat comes every 15 seconds; where two have been missed, nobody is there any more. */
const SILENCE_MS = 40_000;
/** Ends of which a new stream is the continuation. */
const GOES_ON = ['max-life', 'server-leaving'];

/**
 * @param {(signal: AbortSignal) => Promise<AsyncGenerator<any>>} open asks for the stream
 * @param {{ event: (event: any) => void, lost: (inMs: number, problem: Problem | null) => void, back: () => void }} handlers
 * @param {AbortSignal} signal ends it
 * @returns {Promise<string>} the reason of the last `bye`
 * @throws {Problem} where asking again is pointless
 */
export async function live(open, handlers, signal) {
  for (let failures = 0; ; ) {
    /** @type {Problem | null} */
    let problem = null;
    const reason = await once(open, (event) => {
      if (failures > 0) handlers.back();
      failures = 0;
      handlers.event(event);
    }, signal).catch((failure) => {
      signal.throwIfAborted();
      if (failure instanceof Problem && !failure.retryable) throw failure;
      problem = failure instanceof Problem ? failure : null;
      return null;
    });
    if (reason !== null) {
      if (!GOES_ON.includes(reason)) return reason;
      await sleep(pause(0, null), signal); // Nothing is lost: the other replica has room for everybody, but not at once.
      continue;
    }
    const wait = pause(failures, problem);
    failures += 1;
    handlers.lost(wait, problem);
    await sleep(wait, signal);
  }
}

/** One stream, to its `bye`; null where it broke off or went silent before. */
async function once(open, handle, signal) {
  const connection = new AbortController();
  const hangUp = () => connection.abort();
  signal.addEventListener('abort', hangUp);
  let silence = setTimeout(hangUp, SILENCE_MS);
  try {
    for await (const event of await open(connection.signal)) {
      clearTimeout(silence);
      silence = setTimeout(hangUp, SILENCE_MS);
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

/** Doubled each time, up to a bound; never sooner than the service asks; and not for all pages at the same moment. */
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
