/** One of MoonPay's frames in a dialog, for steps that the customer must complete first. */
import { openFrame } from 'moonconnect-client/frames';
import { frameNote } from './log.js';
import { button, h } from './ui.js';

/**
 * @param {{ name: 'add-card' | 'challenge' | 'widget', origin: string, parameters: any, url?: string, title: string, text: string, above?: HTMLElement[], on: Record<string, (payload?: any) => void> & { cancelled: () => void } }} options
 * @returns {() => void} closes the dialog
 */
export function frameDialog({ name, origin, parameters, url, title, text, above = [], on }) {
  const host = h('div', { class: 'frame-host' });
  const dialog = h('dialog', { 'aria-labelledby': 'dialog-title', cancel: () => on.cancelled() },
    h('h2', { id: 'dialog-title' }, title), h('p', {}, text), ...above, host,
    h('div', { class: 'actions' }, button('quiet', 'Cancel', () => on.cancelled())));
  document.body.append(dialog);
  const frame = openFrame(name, { origin, parameters, url, into: host, title, className: 'frame tall', note: frameNote, on: /** @type {any} */ (on) });
  dialog.showModal();
  return () => {
    frame.close();
    dialog.close(); // Returns the focus.
    dialog.remove();
  };
}
