/** Whether the customer is paying: the page's own button shows it; of a frame with a button of its own, only the focus is known. */
import { h } from './ui.js';

/**
 * @param {{ label: string, press: () => void, busy: (is: boolean) => void, frame: () => HTMLElement | null }} options
 *   `frame`: the frame with its own button, if one is open
 */
export function newPaying({ label, press, busy, frame }) {
  let paying = false;
  /** Whether the frame with its own button has had the focus: it reports nothing between tap and outcome. */
  let touched = false;
  const button = h('button', { type: 'button', class: 'primary pay-button', click: () => { if (!paying) { set(true); press(); } } }, label);
  addEventListener('blur', lookWhereTheFocusIs);

  function inUse() {
    touched ||= frame() !== null && document.activeElement === frame();
    return touched;
  }

  /** The new focus can be read only after the event. */
  function lookWhereTheFocusIs() {
    setTimeout(inUse);
  }

  function set(is) {
    if (is === paying) return;
    paying = is;
    // A disabled button would lose the focus.
    button.setAttribute('aria-disabled', String(is));
    button.textContent = is ? 'Paying …' : label;
    busy(is);
  }

  return {
    button,
    set,
    inUse,
    /** Whether the customer is paying, or may be. */
    maybe: () => paying || inUse(),
    /** It is known what has become of a tap. */
    forgetFocus() { touched = false; },
    end() {
      removeEventListener('blur', lookWhereTheFocusIs);
      button.remove();
    },
  };
}
