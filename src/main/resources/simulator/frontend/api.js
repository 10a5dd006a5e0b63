/**
 * The calls of Moonconnect's API. The types are those of its OpenAPI document: `openapi.d.ts` is generated from it by
 * `openapi-typescript`, and CI checks this file against it.
 *
 * A real page requests a session from its own backend, which calls `POST /v1/sessions` with an API key. This page calls it itself:
 * builds for development and demos accept callers without a key.
 */
import { events } from './events.js';

/** @typedef {import('./openapi.d.ts').components['schemas']} Schemas */
/** @typedef {import('./openapi.d.ts').paths} Paths */

/** An event of a stream of quotes. @typedef {(
 *   | { event: 'methods', data: Schemas['MethodsEvent'] }
 *   | { event: 'quote', data: Schemas['QuoteEvent'] }
 *   | { event: 'failure', data: Schemas['FailureEvent'] }
 *   | { event: 'complete', data: Schemas['CompleteEvent'] }
 *   | { event: 'ranking', data: Schemas['RankingEvent'] }
 *   | { event: 'stale' | 'expired', data: Schemas['MethodEvent'] }
 *   | { event: 'heartbeat', data: Schemas['HeartbeatEvent'] }
 *   | { event: 'bye', data: Schemas['ByeEvent'] }
 * )} QuoteStreamEvent */

/** An event of the stream of a transaction. @typedef {(
 *   | { event: 'transaction', data: Schemas['Transaction'] }
 *   | { event: 'failure', data: Schemas['TransactionFailureEvent'] }
 *   | { event: 'heartbeat', data: Schemas['HeartbeatEvent'] }
 *   | { event: 'bye', data: Schemas['ByeEvent'] }
 * )} TransactionStreamEvent */

/** The paths that are called. A path or method that is not in the document does not compile. */
const SESSIONS = /** @satisfies {PathWith<'post'>} */ ('/v1/sessions');
const REQUIREMENTS = /** @satisfies {PathWith<'post'>} */ ('/v1/connections/requirements');
const METHODS = /** @satisfies {PathWith<'get'>} */ ('/v1/payment-methods');
const TRANSACTIONS = /** @satisfies {PathWith<'get'>} */ ('/v1/transactions');
const ASSETS = /** @satisfies {PathWith<'get'>} */ ('/v1/assets');
const QUOTE_STREAM = /** @satisfies {PathWith<'post'>} */ ('/v1/quotes/stream');
const TRANSACTION_STREAM = /** @satisfies {PathWith<'get'>} */ ('/v1/transactions/{id}/stream');

/** @template {string} M @typedef {{ [P in keyof Paths]: Paths[P] extends Record<M, { responses: any }> ? P : never }[keyof Paths]} PathWith */

/** A failure as an RFC 9457 problem: that of the service, or one made here if the service could not be reached. */
export class Problem extends Error {
  /**
   * @param {Partial<Schemas['Problem']> & { title: string }} problem
   * @param {number} [retryAfterMs]
   */
  constructor(problem, retryAfterMs) {
    super(problem.detail ?? problem.title);
    /** The last part of the type, to branch on. */
    this.type = (problem.type ?? '').replace(/^.*\//, '') || 'internal';
    this.status = problem.status ?? 0;
    this.requestId = problem.requestId;
    this.retryable = problem.retryable ?? false;
    this.violations = problem.violations ?? [];
    this.retryAfterMs = retryAfterMs;
  }
}

/**
 * @param {string} base origin of the service, for example `http://localhost:8080`
 * @param {(line: string) => void} [note] called with each request and its outcome
 */
export function moonconnect(base, note = () => {}) {
  /**
   * @param {string} method
   * @param {string} path
   * @param {{ accessToken?: string, body?: unknown, accept?: string, signal?: AbortSignal }} [options]
   */
  async function send(method, path, { accessToken, body, accept = 'application/json', signal } = {}) {
    const headers = new Headers({ Accept: accept });
    if (body !== undefined) headers.set('Content-Type', 'application/json');
    if (accessToken !== undefined) headers.set('MoonPay-Access-Token', accessToken);
    const init = { method, headers, signal, body: body === undefined ? undefined : JSON.stringify(body) };
    const shown = path.replace(/[?].*$/, '').replace(/([0-9a-f]{4})[0-9a-f]{4}-[0-9a-f-]{27}/, '$1…');
    /** @type {Response} */
    let response;
    try {
      response = await fetch(base + path, { ...init, cache: 'no-store', credentials: 'omit' });
    } catch (failure) {
      if (signal?.aborted) throw failure;
      note(`${method} ${shown} →\u00a0not reached`);
      throw new Problem({ type: 'unreachable', title: 'The service could not be reached.', retryable: true });
    }
    note(`${method} ${shown} →\u00a0${response.status}`);
    if (!response.ok) throw await problemOf(response);
    return response;
  }

  return {
    /** @param {Schemas['NewSession']} session @returns {Promise<Schemas['Session']>} */
    async createSession(session) {
      return (await send('POST', SESSIONS, { body: session })).json();
    },

    /** @param {Schemas['ConnectionOutcome']} outcome @returns {Promise<Schemas['ConnectionRequirements']>} */
    async requirements(outcome) {
      return (await send('POST', REQUIREMENTS, { body: outcome })).json();
    },

    /** @param {string} accessToken @param {string} currency @returns {Promise<Schemas['PaymentMethodAnswer']>} */
    async paymentMethods(accessToken, currency) {
      /** @type {NonNullable<Paths['/v1/payment-methods']['get']['parameters']['query']>} */
      const query = { currency, transactionType: 'buy' };
      return (await send('GET', `${METHODS}?${new URLSearchParams(query)}`, { accessToken })).json();
    },

    /** @param {string} accessToken @param {string} startDate ISO 8601 @returns {Promise<Schemas['TransactionPage']>} */
    async transactions(accessToken, startDate) {
      const query = /** @satisfies {Paths['/v1/transactions']['get']['parameters']['query']} */ ({ startDate });
      return (await send('GET', `${TRANSACTIONS}?${new URLSearchParams(query)}`, { accessToken })).json();
    },

    /** @returns {Promise<Schemas['AssetPage']>} */
    async assets() {
      return (await send('GET', ASSETS)).json();
    },

    /**
     * @param {string} accessToken
     * @param {Schemas['QuoteStreamRequest']} request
     * @param {AbortSignal} signal
     * @returns {Promise<AsyncGenerator<QuoteStreamEvent>>}
     */
    async quotes(accessToken, request, signal) {
      const accept = 'text/event-stream';
      return events(await send('POST', QUOTE_STREAM, { accessToken, body: request, accept, signal }));
    },

    /**
     * @param {string} accessToken
     * @param {string} id
     * @param {AbortSignal} signal
     * @returns {Promise<AsyncGenerator<TransactionStreamEvent>>}
     */
    async transaction(accessToken, id, signal) {
      const path = TRANSACTION_STREAM.replace('{id}', encodeURIComponent(id));
      return events(await send('GET', path, { accessToken, accept: 'text/event-stream', signal }));
    },
  };
}

/** @param {Response} response */
async function problemOf(response) {
  const seconds = Number(response.headers.get('Retry-After') ?? NaN);
  const { status } = response;
  /** @type {Schemas['Problem'] | null} */
  const answer = await response.json().catch(() => null);
  // Without a problem document, the response is from a proxy that cannot reach the service.
  const problem = typeof answer?.type === 'string' ? answer
    : { title: `The service answered ${status}.`, status, retryable: status >= 500 || status === 429 };
  return new Problem(problem, Number.isFinite(seconds) ? seconds * 1000 : undefined);
}
