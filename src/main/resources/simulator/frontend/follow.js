/** Follows a transaction to its end, and shows its receipt after a reload. */
import { Problem } from 'moonconnect-client';
import { adviceOn } from './advice.js';
import { forgetReceipt, keepReceipt } from './kept.js';
import { hasEnded, receiptView } from './receipt.js';
import { button, show } from './ui.js';

const STEP = 3;

/**
 * @param {{ api: import('moonconnect-client').Client, accessToken: string, id: string, order: import('./order.js').Order, acceptance?: string, signal: AbortSignal, again: () => void }} context
 */
export async function follow({ api, accessToken, id, order, acceptance, signal, again }) {
  const more = buyAgain(again);
  more.hidden = true;
  const view = receiptView(id, acceptance, more);
  show(STEP, view.element);

  let reason = '';
  for await (const { event, data } of api.followTransaction({ id }, { accessToken, signal })) {
    if (event === 'transaction') {
      view.draw(data);
      more.hidden = !hasEnded(data);
      keepReceipt(order, data, acceptance);
    }
    if (event === 'failure') view.tell('lost', `${adviceOn(data.problem).title}. What you see is the last that is known.`);
    if (event === 'lost') view.tell('lost', `The connection is lost. Trying again in ${Math.ceil(data.retryInMs / 1000)} s. Your payment goes on.`);
    if (event === 'back') view.tell('good', 'Connected again.');
    if (event === 'bye') reason = data.reason;
  }
  if (reason !== 'transaction-ended') throw new Problem({ type: reason, title: 'The service ended the stream.' });
}

/**
 * The receipt of an earlier visit. To follow it, the customer has to be connected again.
 * @param {import('./kept.js').Receipt} receipt @param {{ followOn: () => void, again: () => void }} ways
 */
export function showReceipt({ transaction, acceptance, at }, { followOn, again }) {
  const ended = hasEnded(transaction);
  const view = receiptView(transaction.id, acceptance,
    button('primary', 'See how it goes on', followOn, { 'data-action': 'follow', hidden: ended }),
    buyAgain(again, ended ? 'primary' : 'quiet'));
  view.draw(transaction);
  if (!ended) view.tell('good', `This was known at ${new Date(at).toLocaleTimeString()}. It goes on without this page.`);
  show(STEP, view.element);
}

function buyAgain(again, look = 'primary') {
  return button(look, 'Buy again', () => { forgetReceipt(); again(); });
}
