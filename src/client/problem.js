/**
 * A failure as an RFC 9457 problem: one of the service's, or one that the client makes: `unreachable` (no response, or a successful one
 * that is cut off or not the service's, for example a page instead of JSON), `internal` with a status of 400 or more and no `requestId`
 * (an error that a proxy answers), `authorization-failed` (`cause` is what `authorization` threw), `invalid-request` without a status (it
 * was not sent) and `unsupported-environment` (nothing to call with).
 */
export class Problem extends Error {
  /**
   * @param {Partial<import('./openapi.d.ts').components['schemas']['Problem']> & { title: string }} problem
   * @param {number} [retryAfterMs] what the service says how long to wait, in milliseconds
   */
  constructor(problem, retryAfterMs) {
    super(problem.detail ?? problem.title);
    this.name = 'Problem';
    /** The last part of the type, to branch on. An open set. @type {string} */
    this.type = (problem.type ?? '').replace(/^.*\//, '') || 'internal';
    /** The HTTP status; 0 without a response. */
    this.status = problem.status ?? 0;
    this.requestId = problem.requestId;
    /** Whether the same request may succeed later, and does no harm if it has already been processed. */
    this.retryable = problem.retryable ?? false;
    /** What is wrong with the request, field by field. */
    this.violations = problem.violations ?? [];
    this.retryAfterMs = retryAfterMs;
  }
}

/** The service cannot be reached, or a stream broke off. @returns {Problem} */
export function unreachable() {
  return new Problem({ type: 'unreachable', title: 'The service could not be reached.', retryable: true });
}

/** A request that cannot be sent. @param {string} field @param {string} message @returns {Problem} */
export function invalidRequest(field, message) {
  return new Problem({ type: 'invalid-request', title: message, violations: [{ field, message }] });
}

/**
 * The failure of a call that must not happen twice. If it is not a problem of the service, which has a request id, the call may have
 * arrived, so that it is not retryable.
 * @param {unknown} failure
 */
export function ofOneTry(failure) {
  if (failure instanceof Problem && failure.requestId === undefined && failure.status !== 429 && failure.type !== 'authorization-failed') {
    failure.retryable = false;
  }
  return failure;
}

/**
 * Reads the problem of a response that is not successful.
 * @param {{ status: number, header: (name: string) => string | null, text: () => Promise<string> }} response
 * @param {number} wall the time, for a `Retry-After` that is a date
 * @returns {Promise<Problem>}
 */
export async function problemOf(response, wall) {
  const { status } = response;
  const body = parse(await response.text().catch(() => ''));
  // Without a problem document of the service, which has `retryable`, the response is from a proxy that cannot reach the service.
  const problem = typeof body?.type === 'string' && typeof body.retryable === 'boolean' ? body
    : { title: `The service answered ${status}.`, retryable: status >= 500 || status === 429 };
  return new Problem({ ...problem, status }, milliseconds(response.header('Retry-After'), wall));
}

/** @param {string | null} text seconds, or a date, which proxies send @param {number} wall */
function milliseconds(text, wall) {
  if (!text) return undefined;
  const ms = /^[0-9]+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - wall;
  return Number.isFinite(ms) ? Math.max(0, ms) : undefined;
}

/** @param {string} text */
function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
