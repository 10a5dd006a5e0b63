/** The state of a live comparison, derived from its events: prices, ranking and the best method. */
import { widgetEntry } from './widget.js';

/** @typedef {import('moonconnect-client').Schemas['PaymentMethodName']} Method */
/** @typedef {import('moonconnect-client').Schemas['QuoteEvent']} Offer */
/** @typedef {{ method: Method, state: 'waiting' | 'good' | 'failed' | 'over' | 'ask' | 'asked', widget?: boolean, offer?: Offer, problem?: any, since: number, until: number, refreshAt: number }} Entry */
/** @typedef {{ entries: Map<string, Entry>, skipped: import('moonconnect-client').Schemas['SkippedMethod'][], ranking: string[], best: string | null, complete: boolean }} Comparison */

/** @param {Method} method */
export const keyOf = (method) => `${method.type}/${method.id ?? ''}`;

/** @returns {Comparison} */
export const nothingYet = () => ({ entries: new Map(), skipped: [], ranking: [], best: null, complete: false });

/**
 * Applies an event.
 * @param {Comparison} comparison
 * @param {import('moonconnect-client').QuoteStreamEvent} event
 * @param {number} now of a monotonic clock, in milliseconds; the times in events count from their arrival
 */
export function take(comparison, event, now) {
  const { entries } = comparison;
  switch (event.event) {
    case 'methods': {
      const inWidget = event.data.skipped.filter(({ reason }) => reason === 'widget-required').map(({ paymentMethod }) => paymentMethod);
      const keys = [...event.data.methods, ...inWidget].map(keyOf);
      [...entries.keys()].filter((key) => !keys.includes(key)).forEach((key) => entries.delete(key));
      event.data.methods.filter((method) => !entries.has(keyOf(method))).forEach((method) =>
        entries.set(keyOf(method), { method, state: 'waiting', since: 0, until: 0, refreshAt: 0 }));
      inWidget.filter((method) => !entries.has(keyOf(method))).forEach((method) => entries.set(keyOf(method), widgetEntry(method)));
      comparison.skipped = event.data.skipped.filter(({ reason }) => reason !== 'widget-required');
      comparison.complete = false;
      break;
    }
    case 'quote': {
      const { paymentMethod: method, expiresInMs, refreshInMs } = event.data;
      entries.set(keyOf(method),
        { method, state: 'good', offer: event.data, since: now, until: now + expiresInMs, refreshAt: now + refreshInMs });
      break;
    }
    case 'failure':
      // A valid quote stays valid.
      change(entries, event.data.paymentMethod, (entry) =>
        (entry.state === 'good' ? {} : { state: 'failed', problem: event.data.problem }));
      break;
    case 'stale':
    case 'expired':
      change(entries, event.data.paymentMethod, () => ({ state: 'over' }));
      break;
    case 'complete':
    case 'ranking':
      comparison.ranking = event.data.ranking.map(keyOf);
      comparison.best = event.data.best ? keyOf(event.data.best) : null;
      comparison.complete ||= event.event === 'complete';
      break;
  }
}

/**
 * Marks the prices whose time is over. The service reports this too, but not while the stream is lost.
 * @param {Comparison} comparison @param {number} now @returns {boolean} whether there are any
 */
export function expire({ entries }, now) {
  const over = [...entries.values()].filter((entry) => entry.state === 'good' && now >= entry.until);
  over.forEach((entry) => { entry.state = 'over'; });
  return over.length > 0;
}

/** The entries, best first; unranked ones last. @param {Comparison} comparison */
export function ranked({ entries, ranking }) {
  const rank = (entry) => (ranking.indexOf(keyOf(entry.method)) + 1 || Infinity);
  return [...entries.values()].sort((one, other) => (rank(one) === rank(other) ? 0 : rank(one) - rank(other)));
}

function change(entries, method, difference) {
  const entry = entries.get(keyOf(method));
  if (entry) entries.set(keyOf(method), { ...entry, ...difference(entry) });
}
