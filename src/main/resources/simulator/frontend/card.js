/** Lets the customer store another card with MoonPay. */
import { adviceOn } from './advice.js';
import { frameDialog } from './dialog.js';
import { frameProblem } from './problems.js';

/**
 * @param {{ frames: string, clientToken: string, added: (card: any) => void, failed: (text: string, own?: string) => void }} options
 */
export function addCard({ frames, clientToken, added, failed }) {
  const close = frameDialog({
    name: 'add-card', origin: frames, parameters: { clientToken },
    title: 'Add a card',
    text: 'MoonPay stores it. This page never sees its number.',
    on: {
      complete: ({ card }) => { close(); added(card); },
      cancelled: () => close(),
      error: (error) => { close(); failed('The card could not be added.', error?.message); },
      unloaded: () => { close(); failed(adviceOn(frameProblem(null)).title); },
    },
  });
}
