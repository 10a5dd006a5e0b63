/** The calls of Moonconnect's API: a method for each operation of the OpenAPI document, whose types they have. */
import { repeated } from './retry.js';
import { keptOpen } from './stream.js';
import { invalidRequest, ofOneTry, Problem, problemOf, unreachable } from './problem.js';
import { system as ofThePlatform, unlessAborted } from './system.js';
import { forCalls, forStreams } from './transport.js';
import { newWake } from './wake.js';

/** @typedef {import('./openapi.d.ts').operations} Operations */
/** @typedef {import('./openapi.d.ts').paths} Paths */
/** @typedef {import('./openapi.d.ts').components['schemas']} Schemas */

/** Operations that are called once and answer once; MoonPay's webhook is not for callers. */
/** @typedef {Exclude<keyof Operations, 'streamQuotes' | 'streamTransaction' | 'takeWebhook'>} Name */
/** @template {Name} N @typedef {{ [P in keyof Paths]: { [M in keyof Paths[P]]: Paths[P][M] extends Operations[N] ? `${Uppercase<M & string>} ${P}` : never }[keyof Paths[P]] }[keyof Paths]} Place */

/** The method and the path of each. One that is missing, or is not in the document, does not compile. */
const PLACES = /** @type {const} @satisfies {{ [N in Name]: Place<N> }} */ ({
  createSession: 'POST /v1/sessions',
  revokeSessions: 'DELETE /v1/sessions',
  getConnectionRequirements: 'POST /v1/connections/requirements',
  listDisclosures: 'GET /v1/disclosures',
  getDisclosure: 'GET /v1/disclosures/{id}',
  acceptDisclosures: 'POST /v1/disclosures/acceptances',
  listPaymentMethods: 'GET /v1/payment-methods',
  deletePaymentMethod: 'DELETE /v1/payment-methods/{id}',
  createQuote: 'POST /v1/quotes',
  compareQuotes: 'POST /v1/quotes/compare',
  listTransactions: 'GET /v1/transactions',
  getTransaction: 'GET /v1/transactions/{id}',
  getCustomer: 'GET /v1/customers/me',
  submitCustomerKyc: 'PATCH /v1/customers/me/kyc',
  createFileUploadUrl: 'POST /v1/customers/me/files/upload-url',
  submitFiles: 'POST /v1/customers/me/files',
  exportCustomer: 'POST /v1/customers/export',
  listAssets: 'GET /v1/assets',
});
const QUOTES = /** @satisfies {keyof Paths} */ ('/v1/quotes/stream');
const TRANSACTION = /** @satisfies {keyof Paths} */ ('/v1/transactions/{id}/stream');

/** Operations that may be repeated although the first try may have arrived, beside reads and DELETEs. The others are tried once. */
const REPEATABLE = ['createSession', 'getConnectionRequirements', 'acceptDisclosures', 'createQuote', 'compareQuotes'];
/** Where a body goes with parameters in the query, these are the parameters. */
const QUERIED = '/v1/customers/me/';
const IN_QUERY = ['externalCustomerId', 'customerId'];
const TRIES = 3;
/** After these, a DELETE may have been carried out: if its repetition finds nothing, it has been. */
const UNSURE = ['unreachable', 'internal', 'moonpay-unavailable', 'moonpay-timeout'];
const DELETED = { status: 204, text: async () => '' };

/** @template T @typedef {[T] extends [never] ? {} : T extends undefined ? {} : NonNullable<T>} Given */
/** @template {keyof Operations} N @typedef {Operations[N] extends { requestBody?: { content: { 'application/json': infer B } } } ? Given<B> : {}} Body */
/** The parameters in path and query, or the body. @template {keyof Operations} N @typedef {Given<Operations[N]['parameters']['path']> & Given<Operations[N]['parameters']['query']> & Body<N>} Input */
/** @template {keyof Operations} N @typedef {CallOptions & (Operations[N]['parameters'] extends { header: { 'MoonPay-Access-Token': string } } ? { accessToken: string } : {}) & (Operations[N]['parameters'] extends { header: { 'MoonPay-Consent-Token': string } } ? { consentToken: string } : {})} Options */
/** @template {keyof Operations} N @typedef {Operations[N]['responses'] extends { 200: { content: { 'application/json': infer A } } } ? A : Operations[N]['responses'] extends { 201: { content: { 'application/json': infer A } } } ? A : void} Answer */
/** @template {keyof Operations} N @template R @typedef {{} extends Options<N> ? {} extends Input<N> ? (input?: Input<N>, options?: Options<N>) => R : (input: Input<N>, options?: Options<N>) => R : (input: Input<N>, options: Options<N>) => R} Call */

/**
 * @typedef {object} CallOptions
 * @property {AbortSignal} [signal] ends the call, for example `AbortSignal.timeout(10_000)`: a call has no time limit of its own
 * @property {string} [language] the customer's languages, as in `Accept-Language`
 * @property {string} [requestId] your id of the request
 * @property {number} [tries] how often a call is made if its problem is retryable; that of the client by default
 */

/** @typedef {Schemas['QuoteStreamEvent'] | import('./stream.js').ClientEvent} QuoteStreamEvent */
/** @typedef {Schemas['TransactionStreamEvent'] | import('./stream.js').ClientEvent} TransactionStreamEvent */
/** @typedef {import('./stream.js').StreamOptions} StreamOptions */

/**
 * @typedef {object} Streams
 * @property {(request: Input<'streamQuotes'>, options: Options<'streamQuotes'> & StreamOptions) => AsyncGenerator<QuoteStreamEvent, void, void>} compareLive
 *   live prices, until no price is to be had (`bye`). A price whose life is over is reported as `expired`, also while the stream is lost,
 *   after the device has slept, and when a new stream does not list its method.
 * @property {(transaction: Input<'streamTransaction'>, options: Options<'streamTransaction'> & StreamOptions) => AsyncGenerator<TransactionStreamEvent, void, void>} followTransaction
 *   a transaction, until it ends (`bye`)
 * @property {(is: boolean) => void} shown says whether the app is in the foreground, where there is no `document` (React Native)
 */

/** @typedef {{ [N in Name]: Call<N, Promise<Answer<N>>> } & Streams} Client */

/**
 * @typedef {object} Settings
 * @property {() => string | Promise<string>} [authorization] the value of `Authorization`, asked for with each request: `Bearer` and a
 *   customer's token, or on a server `ApiKey` and the key. What it throws is the `cause` of a `Problem`, unless it is one.
 * @property {number} [tries] how often a call is made if its problem is retryable; 3 by default
 * @property {(line: string) => void} [note] takes a line for each request and its outcome, without ids, tokens and queries
 * @property {import('./system.js').System} [system] clocks, timers and chance; those of the platform by default
 */

/**
 * Every failure is a `Problem`, except that the reason of a signal is thrown as it is.
 * @param {string} base the service's origin, for example `https://buy.example.com`
 * @param {Settings} [settings]
 * @returns {Client}
 */
export function moonconnect(base, { authorization, tries = TRIES, note = () => {}, system = ofThePlatform } = {}) {
  const wake = newWake(system);
  const origin = base.replace(/\/+$/, '');

  /** @param {import('./transport.js').Transport} transport @param {string} place @param {any} input @param {any} options @param {string} accept */
  async function send(transport, place, input, { accessToken, consentToken, language, requestId, signal }, accept) {
    const [method, template] = /** @type {[string, string]} */ (place.split(' '));
    const rest = { ...input };
    const path = template.replace(/\{(\w+)\}/g, (_, name) => {
      const value = String(rest[name] ?? '');
      // In a URL, these would name another resource.
      if (['', '.', '..'].includes(value)) throw invalidRequest(name, `${name} is missing or is no id.`);
      delete rest[name];
      return encoded(name, value);
    });
    const named = template.startsWith(QUERIED) ? Object.fromEntries(IN_QUERY.filter((name) => name in rest).map((name) => [name, rest[name]])) : {};
    const withBody = method !== 'GET' && method !== 'DELETE' && consentToken === undefined;
    if (withBody) Object.keys(named).forEach((name) => delete rest[name]);
    /** @type {Record<string, string>} */
    const headers = { Accept: accept };
    if (withBody) headers['Content-Type'] = 'application/json';
    if (accessToken !== undefined) headers['MoonPay-Access-Token'] = accessToken;
    if (consentToken !== undefined) headers['MoonPay-Consent-Token'] = consentToken;
    if (language !== undefined) headers['Accept-Language'] = language;
    if (requestId !== undefined) headers['X-Request-Id'] = requestId;
    if (authorization) headers.Authorization = await unlessAborted(signal, authorized(authorization));
    checkHeaders(headers);
    const query = queryOf(withBody ? named : rest);
    const body = withBody ? jsonOf(rest) : undefined;
    /** @param {string | number} outcome */
    const told = (outcome) => note(`${method} ${template} →\u00a0${outcome}`);
    const reply = await transport({ url: origin + path + query, method, headers, body, signal }).catch((failure) => {
      told('not reached');
      throw failure;
    });
    told(reply.status);
    if (reply.status >= 400) throw await problemOf(reply, system.wall());
    return reply;
  }

  /** @param {string} name @param {string} place @returns {(input: any, options?: any) => Promise<any>} */
  const call = (name, place) => (input, options = {}) => {
    const often = /^(GET|DELETE) /.test(place) || REPEATABLE.includes(name);
    let unsure = false;
    /** Whether the present try has left: what `authorization` throws has not. */
    let sent = false;
    /** @type {import('./transport.js').Transport} */
    const transport = (request) => { sent = true; return forCalls()(request); };
    const answer = repeated(async () => {
      sent = false;
      const reply = await send(transport, place, input, options, 'application/json').catch((failure) => {
        if (unsure && place.startsWith('DELETE ') && failure.type === 'not-found') return DELETED;
        unsure ||= sent && failure instanceof Problem && UNSURE.includes(failure.type) && failure.status !== 429;
        throw failure;
      });
      return reply.status === 204 ? undefined : answerOf(await reply.text());
    }, { tries: often ? options.tries ?? tries : 1, signal: options.signal, system });
    return often ? answer : answer.catch((failure) => { throw sent ? ofOneTry(failure) : failure; });
  };

  /** @param {string} place @returns {(input: any, options: any) => AsyncGenerator<any, void, void>} */
  const stream = (place) => (input, options) => keptOpen({
    system, wake,
    open: async (signal) => (await send(forStreams(), place, input, { ...options, signal }, 'text/event-stream')).pieces(),
  }, options);

  return /** @type {any} */ ({
    ...Object.fromEntries(Object.entries(PLACES).map(([name, place]) => [name, call(name, place)])),
    compareLive: stream(`POST ${QUOTES}`),
    followTransaction: stream(`GET ${TRANSACTION}`),
    shown: wake.shown,
  });
}

/** @param {() => string | Promise<string>} authorization */
async function authorized(authorization) {
  try {
    return await authorization();
  } catch (cause) {
    if (cause instanceof Problem) throw cause;
    throw Object.assign(new Problem({ type: 'authorization-failed', title: 'There is no authorization.', retryable: true }), { cause });
  }
}

/** Those that cannot be sent would look like a service that cannot be reached. @param {Record<string, string>} headers */
function checkHeaders(headers) {
  for (const [name, value] of Object.entries(headers)) {
    if (typeof value !== 'string' || !/^[\t\x20-\x7e\x80-\xff]*$/.test(value.trim())) throw invalidRequest(name, `${name} cannot be sent as a header.`);
  }
}

/** @param {unknown} body */
function jsonOf(body) {
  try {
    return JSON.stringify(body);
  } catch {
    throw invalidRequest('', 'The input cannot be sent as JSON; amounts are strings.');
  }
}

/** What is not JSON is not from the service, but for example a page of a proxy. @param {string} text */
function answerOf(text) {
  try {
    return JSON.parse(text);
  } catch {
    throw unreachable();
  }
}

/** Half a surrogate pair, for example a cut emoji, cannot be encoded. @param {string} name @param {string} value */
function encoded(name, value) {
  try {
    return encodeURIComponent(value);
  } catch {
    throw invalidRequest(name, `${name} is no well-formed text.`);
  }
}

/** @param {Record<string, unknown>} parameters */
function queryOf(parameters) {
  const given = Object.entries(parameters).filter(([, value]) => value !== undefined && value !== null);
  return given.length === 0 ? '' : `?${given.map(([name, value]) => `${name}=${encoded(name, String(value))}`).join('&')}`;
}
