/** One of MoonPay's frames in a dialog, for steps that the customer must complete first. */
import { openFrame } from './frame.js';
import { h } from './ui.js';

/**
 * @param {{ url: string, title: string, text: string, on: Record<string, (payload?: any) => void> & { cancelled: () => void } }} options
 * @returns {() => void} closes the dialog
 */
export function frameDialog({ url, title, text, on }) {
  const host = h('div', { class: 'frame-host' });
  const dialog = h('dialog', { 'aria-labelledby': 'dialog-title', cancel: () => on.cancelled() },
    h('h2', { id: 'dialog-title' }, title), h('p', {}, text), host,
    h('div', { class: 'actions' }, h('button', { type: 'button', class: 'quiet', click: () => on.cancelled() }, 'Cancel')));
  document.body.append(dialog);
  const frame = openFrame({ url, into: host, title, className: 'tall', on });
  dialog.showModal();
  return () => {
    frame.close();
    dialog.close(); // Returns the focus.
    dialog.remove();
  };
}
