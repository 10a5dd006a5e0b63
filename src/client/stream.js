/** Streams that stay open: they open again by themselves when they break, are silent, or end for a restart. */
import { eventParser } from './events.js';
import { newLives } from './lives.js';
import { newOutlet } from './outlet.js';
import { Problem, unreachable } from './problem.js';
import { pauseMs } from './retry.js';
import { reasonOf, sleep } from './system.js';
import { Outgrown } from './transport.js';

/** @typedef {import('./system.js').System} System */
/** @typedef {import('./openapi.d.ts').components['schemas']} Schemas */
/** @typedef {ReturnType<typeof newOutlet<any>>} Outlet */

/**
 * Events of the client, between those of the service. `lost`: the stream broke off and is opened again after `retryInMs`;
 * `back`: it has been.
 * @typedef {(
 *   | { event: 'lost', data: { retryInMs: number, problem: Problem } }
 *   | { event: 'back', data: {} }
 * )} ClientEvent
 */

/**
 * @typedef {object} StreamOptions
 * @property {AbortSignal} [signal] ends it; the loop then throws the signal's reason
 * @property {number} [streamTries] failures in a row after which the last problem is thrown; 30 by default
 * @property {boolean} [whileHidden] whether a hidden page keeps its connection; by default it opens another one when it is shown
 */

/** @typedef {{ system: System, wake: ReturnType<typeof import('./wake.js').newWake>, open: (signal: AbortSignal) => Promise<AsyncGenerator<string>> }} Source */

/** Heartbeats come every 15 seconds; after two missed ones the connection is considered lost. */
const SILENCE_MS = 40_000;
/** A stream that breaks off sooner counts as another failure in a row. */
const STEADY_MS = 5000;
/** Streams that end for a restart of the server come back within this time, not all at once. */
const SPREAD_MS = 5000;
const TRIES = 30;

/**
 * @param {Source} source
 * @param {StreamOptions} options
 * @returns {AsyncGenerator<any, void, void>}
 */
export function keptOpen(source, options) {
  /** @type {Outlet} */
  const outlet = newOutlet();
  const events = opened(source, outlet, options);
  const leave = events.return.bind(events);
  const fail = events.throw.bind(events);
  // By itself, a generator that waits for an event leaves only after that event.
  events.return = (value) => { outlet.end({}); return leave(value); };
  events.throw = (failure) => { outlet.end({}); return fail(failure); };
  return events;
}

/**
 * @param {Source} source
 * @param {Outlet} outlet
 * @param {StreamOptions} options
 * @returns {AsyncGenerator<any, void, void>}
 */
async function* opened(source, outlet, { signal, streamTries = TRIES, whileHidden = false }) {
  const stop = new AbortController();
  const abort = () => { outlet.breakOff(reasonOf(signal)); stop.abort(); };
  if (signal?.aborted) abort();
  signal?.addEventListener('abort', abort);
  const pump = new Pump(source, outlet, stop.signal, streamTries, whileHidden);
  pump.run().then(() => outlet.end({}), (failure) => outlet.end({ failure }));
  try {
    yield* outlet.events();
  } finally {
    signal?.removeEventListener('abort', abort);
    outlet.end({}); // Ends the wait of a stream at the limit.
    stop.abort();
  }
}

class Pump {
  #source; #outlet; #signal; #tries; #whileHidden; #lives;
  #failures = 0;
  #begun = Infinity;
  #lost = false;
  /** Before that, the service wants no other stream. The clock that shows it first counts: one may stand still, the other be set back. */
  #welcome = { now: -Infinity, wall: -Infinity };
  /** Ends the present connection, or the present pause. */
  #turn = new AbortController();

  /**
   * @param {Source} source @param {Outlet} outlet @param {AbortSignal} signal
   * @param {number} tries @param {boolean} whileHidden
   */
  constructor(source, outlet, signal, tries, whileHidden) {
    this.#source = source;
    this.#outlet = outlet;
    this.#signal = signal;
    this.#tries = tries;
    this.#whileHidden = whileHidden;
    this.#lives = newLives(source.system, (paymentMethod) => outlet.put({ event: 'expired', data: { paymentMethod } }));
  }

  async run() {
    const { wake } = this.#source;
    const off = wake.on((change) => this.#changed(change));
    this.#signal.addEventListener('abort', () => this.#turn.abort());
    try {
      while (!this.#signal.aborted && await this.#goesOn());
    } finally {
      off();
      this.#lives.stop();
    }
  }

  /** @param {import('./wake.js').Change} change */
  #changed(change) {
    if (change === 'slept') this.#lives.endAll();
    if (change !== 'slept' && this.#whileHidden) return;
    // What was open, or was waited for, belongs to the time before; but not what the service has said.
    this.#failures = 0;
    this.#turn.abort();
  }

  /** One connection and the pause after it, or a time of being hidden. @returns {Promise<boolean>} whether another one follows */
  async #goesOn() {
    this.#turn = new AbortController();
    const { signal } = this.#turn;
    const { system, wake } = this.#source;
    if (wake.hidden && !this.#whileHidden) return this.#pause(2 ** 31 - 1);
    const early = Math.min(this.#welcome.now - system.now(), this.#welcome.wall - system.wall());
    if (early > 0) return this.#pause(early);
    try {
      const reason = await this.#once();
      if (signal.aborted) return true;
      if (reason === 'server-leaving') return this.#replaced(system.random() * SPREAD_MS);
      if (reason === 'max-life') return this.#replaced(pauseMs(0, null, system));
      if (reason !== null) return false;
      return this.#failed(unreachable());
    } catch (failure) {
      if (signal.aborted) return true;
      if (failure instanceof Outgrown && this.#steady()) return true;
      if (failure instanceof Problem && !failure.retryable) throw failure;
      return this.#failed(failure instanceof Problem ? failure : unreachable());
    }
  }

  /** Whether the present stream has lasted. */
  #steady() {
    return this.#source.system.now() - this.#begun > STEADY_MS;
  }

  /** @param {Problem} problem */
  #count(problem) {
    this.#failures += 1;
    if (!(this.#failures < this.#tries)) throw problem;
  }

  /** The server has ended the stream, and another one follows. @param {number} wait */
  #replaced(wait) {
    if (!this.#steady()) this.#count(unreachable());
    return this.#pause(wait);
  }

  /** @param {Problem} problem */
  #failed(problem) {
    const { system } = this.#source;
    const wait = pauseMs(this.#failures, problem, system);
    this.#count(problem);
    if (problem.retryAfterMs) this.#welcome = { now: system.now() + wait, wall: system.wall() + wait };
    this.#lost = true;
    this.#outlet.put({ event: 'lost', data: { retryInMs: wait, problem } });
    return this.#pause(wait);
  }

  /** @param {number} ms */
  async #pause(ms) {
    await sleep(this.#source.system, ms, this.#turn.signal).catch(() => {});
    return true;
  }

  /** One stream, until its `bye`, whose reason is returned; null if it ends without. @returns {Promise<string | null>} */
  async #once() {
    const { system, wake, open } = this.#source;
    const { signal } = this.#turn;
    const connection = new AbortController();
    const hangUp = () => connection.abort();
    signal.addEventListener('abort', hangUp);
    let silence = system.after(SILENCE_MS, hangUp);
    const parse = eventParser();
    this.#begun = Infinity; // Waiting for a response is not lasting.
    try {
      const pieces = await open(connection.signal);
      this.#begun = system.now();
      let heard = this.#begun;
      for await (const piece of pieces) {
        // While a page is frozen, no timer runs. What was sent meanwhile may be read first, and is not what holds now.
        if (system.now() - heard > SILENCE_MS) return null;
        heard = system.now();
        silence();
        silence = system.after(SILENCE_MS, hangUp);
        wake.check(); // What was sent during a sleep may be read before anything else shows it.
        for (const event of parse(piece)) {
          if (signal.aborted) return null;
          this.#pass(event);
          if (event.event === 'bye') return event.data.reason;
        }
        await this.#outlet.space();
      }
      return null;
    } finally {
      silence();
      signal.removeEventListener('abort', hangUp);
      hangUp();
    }
  }

  /** @param {{ event: string, data: any }} event */
  #pass(event) {
    if (this.#lost) this.#outlet.put({ event: 'back', data: {} });
    this.#lost = false;
    if (this.#steady()) this.#failures = 0;
    this.#lives.take(event);
    // The reader hears of the end of a stream only if no other stream follows.
    if (event.event === 'bye' && ['max-life', 'server-leaving'].includes(event.data.reason)) return;
    this.#outlet.put(event);
  }
}
