/** The lives of the quotes of a stream. A price that is over is reported, also while the service cannot be heard. */

/** @typedef {import('./openapi.d.ts').components['schemas']['PaymentMethodName']} Method */

/**
 * @param {import('./system.js').System} system
 * @param {(method: Method) => void} over
 */
export function newLives(system, over) {
  /** @type {Map<string, { method: Method, until: number }>} */
  const lives = new Map();
  let cancel = () => {};

  /** @param {(life: { method: Method, until: number }) => boolean} which */
  function endThose(which) {
    cancel();
    const ended = [...lives].filter(([, life]) => which(life));
    ended.forEach(([key]) => lives.delete(key));
    ended.forEach(([, { method }]) => over(method));
    const next = Math.min(...[...lives.values()].map(({ until }) => until));
    if (lives.size > 0) cancel = system.after(Math.max(0, next - system.now()), () => endThose(({ until }) => until <= system.now()));
  }

  return {
    /** @param {{ event: string, data: any }} event */
    take({ event, data }) {
      if (event === 'quote') lives.set(keyOf(data.paymentMethod), { method: data.paymentMethod, until: system.now() + lifeOf(data) });
      else if (event === 'stale' || event === 'expired') lives.delete(keyOf(data.paymentMethod));
      else if (event === 'methods') {
        const listed = data.methods.map(keyOf);
        // A new stream says nothing about the price of a method that it does not list.
        return endThose(({ method }) => !listed.includes(keyOf(method)));
      } else return;
      endThose(() => false);
    },

    /** After a sleep of unknown length. */
    endAll: () => endThose(() => true),

    stop() {
      cancel();
      lives.clear();
    },
  };
}

/** A life that is not a number would end never, or again and again. @param {{ expiresInMs: unknown }} quote */
const lifeOf = ({ expiresInMs }) => (typeof expiresInMs === 'number' && Number.isFinite(expiresInMs) ? expiresInMs : 0);

/** @param {Method} method */
const keyOf = (method) => `${method.type}/${method.id ?? ''}`;
