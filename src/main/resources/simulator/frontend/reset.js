/** The button that brings the simulator back to its start, for all who use it. Not for MoonPay's own frames. */
import { byId, h, say } from './ui.js';

/** @param {string} simulator its origin, which is also that of the frames @param {() => void} done */
export function resetButton(simulator, done) {
  const button = h('button', { type: 'button', class: 'link', 'data-action': 'reset', 'aria-describedby': 'reset-hint' }, 'Reset the simulator');
  const hint = h('span', { id: 'reset-hint' }, 'Its customers, payments, faults and clock go back to their start.');
  button.addEventListener('click', async () => {
    button.disabled = true;
    // Its answer is not needed, and not readable from another origin.
    const reached = await fetch(`${simulator}/simulator/reset`, { method: 'POST', mode: 'no-cors' }).then(() => true, () => false);
    button.disabled = false;
    if (reached) {
      done();
      return;
    }
    hint.textContent = 'The simulator cannot be reached.';
    say(hint.textContent);
  });
  byId('simulator').replaceChildren(button, ' ', hint);
}
