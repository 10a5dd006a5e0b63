/** Stand-ins of what is around the client: clocks, a service that answers by hand, and a page. */

/** A clock that stands still until it is moved; `random` is always `chance`. */
export function fakeSystem(chance = 0.5) {
  let now = 1000;
  let offset = 1_700_000_000_000;
  const timers = new Set();
  const system = {
    now: () => now,
    wall: () => now + offset,
    random: () => (typeof chance === 'function' ? chance() : chance),
    after(ms, run) {
      const timer = { at: now + ms, run };
      timers.add(timer);
      return () => timers.delete(timer);
    },
  };
  return {
    system,
    get timers() { return timers.size; },
    /** Lets time pass, and everything happen that is due. */
    async pass(ms) {
      const end = now + ms;
      for (;;) {
        await settle();
        const next = [...timers].filter(({ at }) => at <= end).sort((one, other) => one.at - other.at)[0];
        if (!next) break;
        timers.delete(next);
        now = Math.max(now, next.at);
        next.run();
      }
      now = end;
      await settle();
    },
    /** Both clocks go on, and no timer runs. */
    freeze(ms) { now += ms; },
    /** The wall clock goes on, and the monotonic one stands still. */
    sleepThrough(ms) { offset += ms; },
  };
}

/** Until promises and streams have done what they can. */
export async function settle() {
  for (let i = 0; i < 20; i += 1) await new Promise((resolve) => setImmediate(resolve));
}

/** A `fetch` whose streams are written by hand. */
export function fakeService() {
  const calls = [];
  const answers = [];
  globalThis.fetch = async (url, init) => {
    init.signal?.throwIfAborted();
    const call = { url, init, at: calls.length };
    calls.push(call);
    const body = new ReadableStream({ start(controller) { call.controller = controller; } });
    init.signal?.addEventListener('abort', () => {
      call.closed = true;
      try { call.controller.error(init.signal.reason); } catch { /* has ended */ }
    });
    call.write = (text) => call.controller.enqueue(typeof text === 'string' ? new TextEncoder().encode(text) : text);
    call.event = (event, data) => call.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
    call.bye = (reason) => { call.event('bye', { reason }); call.controller.close(); };
    const answer = answers.shift() ?? service.otherwise;
    if (answer === 'unreachable') throw new TypeError('Failed to fetch');
    if (answer) return answer();
    return new Response(body, { status: 200, headers: { 'Content-Type': 'text/event-stream' } });
  };
  const service = {
    calls,
    /** What it answers next, instead of a stream. */
    answer: (...next) => answers.push(...next),
    otherwise: undefined,
    get last() { return calls[calls.length - 1]; },
  };
  return service;
}

export const problem = (status, type, headers = {}, retryable = true) => () => Response.json(
  { type: `https://moonconnect.io/problems/${type}`, title: type, status, detail: type, instance: '/', requestId: 'r', retryable },
  { status, headers });

/** Reads a stream to the end, and keeps what it gave. */
export function reading(stream) {
  const read = { events: [], failure: undefined, ended: false, names: () => read.events.map(({ event }) => event) };
  (async () => {
    for await (const event of stream) read.events.push(event);
  })().catch((failure) => { read.failure = failure; }).finally(() => { read.ended = true; });
  return read;
}

/** A document that is hidden and shown by hand. */
export function fakePage() {
  const page = new EventTarget();
  page.hidden = false;
  globalThis.document = page;
  globalThis.addEventListener = page.addEventListener.bind(page);
  globalThis.removeEventListener = page.removeEventListener.bind(page);
  return {
    hide() { page.hidden = true; page.dispatchEvent(new Event('visibilitychange')); },
    show() { page.hidden = false; page.dispatchEvent(new Event('visibilitychange')); },
    tell(name) { page.dispatchEvent(new Event(name)); },
  };
}

export const PURCHASE = { source: { asset: { code: 'EUR' }, amount: '120.00' }, destination: { asset: { code: 'BTC' } } };
export const APPLE_PAY = { type: 'apple_pay' };
export const quote = (expiresInMs, paymentMethod = APPLE_PAY) => ({ paymentMethod, quote: {}, disclosures: [], expiresInMs, refreshInMs: expiresInMs * 0.8 });
