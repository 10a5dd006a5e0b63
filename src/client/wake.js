/**
 * Notices that the device has slept, and that the page is hidden. While a device sleeps, the wall clock goes on and the monotonic
 * clock may stand still, so that a price would seem to live longer than it does. A hidden page gives its connections to those that
 * are seen, because a browser opens only six to an HTTP/1.1 origin.
 */

/** @typedef {import('./system.js').System} System */
/** @typedef {'slept' | 'hidden' | 'shown'} Change */

/** Clocks that differ by more than this have not run side by side. */
const SLEPT_MS = 1500;
/** A device that wakes with the page in view may send no event. */
const LOOK_MS = 5000;
/** A page that is hidden only for a moment keeps its connections. */
const GRACE_MS = 2000;

/** @param {System} system */
export function newWake(system) {
  /** @type {Set<(change: Change) => void>} */
  const listeners = new Set();
  let hidden = false;
  /** As the app has said; a document has a state of its own. */
  let inView = true;
  /** When it went out of view. */
  let left = Infinity;
  let offset = 0;
  let stopLooking = () => {};
  let stopWaiting = () => {};
  let stopListening = () => {};

  /** @param {Change} change */
  const tell = (change) => [...listeners].forEach((listener) => listener(change));
  const difference = () => system.wall() - system.now();

  function check() {
    const before = offset;
    offset = difference();
    if (offset - before > SLEPT_MS) tell('slept');
  }

  function look() {
    stopLooking = system.after(LOOK_MS, () => { check(); look(); });
  }

  /** @param {boolean} is */
  function shown(is) {
    inView = is;
    stopWaiting();
    if (listeners.size === 0) return;
    if (is) {
      check();
      // A page that is frozen, or an app that is suspended, is hidden before a timer has told that.
      const away = hidden || system.now() - left > GRACE_MS;
      hidden = false;
      left = Infinity;
      if (away) tell('shown');
    } else if (!hidden) {
      left = Math.min(left, system.now());
      stopWaiting = system.after(GRACE_MS, () => { hidden = true; tell('hidden'); });
    }
  }

  function begin() {
    offset = difference();
    look();
    hidden = !inView;
    left = Infinity;
    if (typeof document !== 'object' || typeof document.addEventListener !== 'function' || typeof addEventListener !== 'function') return;
    const seen = () => shown(!document.hidden);
    hidden = document.hidden;
    document.addEventListener('visibilitychange', seen);
    document.addEventListener('resume', check);
    addEventListener('pageshow', check);
    stopListening = () => {
      document.removeEventListener('visibilitychange', seen);
      document.removeEventListener('resume', check);
      removeEventListener('pageshow', check);
    };
  }

  function end() {
    stopLooking();
    stopWaiting();
    stopListening();
    stopListening = () => {};
  }

  return {
    get hidden() { return hidden; },

    /** Calls the listeners if the device has slept since the last check. */
    check,

    /** Whether the app is in the foreground, where there is no `document` to tell. @param {boolean} is */
    shown,

    /** @param {(change: Change) => void} listener @returns {() => void} ends it */
    on(listener) {
      if (listeners.size === 0) begin();
      listeners.add(listener);
      return () => {
        if (listeners.delete(listener) && listeners.size === 0) end();
      };
    },
  };
}
