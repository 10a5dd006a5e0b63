/** Lets the customer store another card with MoonPay. */
import { frameDialog } from './dialog.js';
import { frameUrl } from './frame.js';
import { adviceOn, frameProblem } from './problems.js';

/**
 * @param {{ frames: string, clientToken: string, added: (card: any) => void, failed: (text: string) => void }} options
 */
export function addCard({ frames, clientToken, added, failed }) {
  const close = frameDialog({
    url: frameUrl(frames, 'add-card', { clientToken }),
    title: 'Add a card',
    text: 'MoonPay stores it. This page never sees its number.',
    on: {
      complete: ({ card }) => { close(); added(card); },
      cancelled: () => close(),
      error: (error) => { close(); failed(error?.message ?? 'The card could not be added.'); },
      unloaded: () => { close(); failed(adviceOn(frameProblem(null)).title); },
    },
  });
}
