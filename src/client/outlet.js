/** Events on their way from a stream to the loop that reads them. */

/** A stream is read no further while so many events wait. */
const MOST = 64;

/** @template T */
export function newOutlet() {
  /** @type {T[]} */
  const waiting = [];
  /** @type {{ failure?: unknown } | null} */
  let end = null;
  let filled = () => {};
  let emptied = () => {};

  return {
    /** @param {T} event */
    put(event) {
      if (end === null) waiting.push(event);
      filled();
    },

    /** @returns {Promise<void>} when fewer wait */
    async space() {
      while (waiting.length >= MOST && end === null) await new Promise((/** @type {(value?: undefined) => void} */ go) => { emptied = go; });
    },

    /** After the events that wait. @param {{ failure?: unknown }} how with `failure`, which the reader then throws */
    end(how) {
      end ??= how;
      filled();
      emptied();
    },

    /** At once. @param {unknown} failure */
    breakOff(failure) {
      waiting.length = 0;
      end = { failure };
      filled();
      emptied();
    },

    /** @returns {AsyncGenerator<T, void, void>} */
    async *events() {
      for (;;) {
        const event = waiting.shift();
        emptied();
        if (event !== undefined) yield event;
        else if (end === null) await new Promise((/** @type {(value?: undefined) => void} */ go) => { filled = go; });
        else if ('failure' in end) throw end.failure;
        else return;
      }
    },
  };
}
