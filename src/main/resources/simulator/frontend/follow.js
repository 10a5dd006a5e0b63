/** Follows a transaction to its end. */
import { Problem } from './api.js';
import { live } from './live.js';
import { adviceOn } from './problems.js';
import { h, money, say, show } from './ui.js';

const STEP = 3;

const TITLES = { completed: 'It is yours', failed: 'The payment did not go through' };
const UNDER_WAY = 'On its way';
const STAGES = { not_started: 'to come', in_progress: 'under way', success: 'done', failed: 'failed' };
/** MoonPay's reasons are meant for branching, not for display. */
const REASONS = { payment_authorization_declined: 'Your bank declined the payment. Nothing was taken.' };

/**
 * @param {{ api: ReturnType<import('./api.js').moonconnect>, accessToken: string, id: string, signal: AbortSignal, again: () => void }} context
 */
export async function follow({ api, accessToken, id, signal, again }) {
  const title = h('h1', {}, UNDER_WAY);
  const status = h('p', { class: 'live', role: 'status' }, 'Following the payment …');
  const stages = h('ol', { class: 'stages', 'aria-label': 'Stages' });
  const facts = h('dl', { class: 'facts' });
  const more = h('button', { type: 'button', class: 'primary', click: again, hidden: true }, 'Buy again');
  show(STEP, h('section', { 'data-transaction': id }, title, status, stages, facts, h('div', { class: 'actions' }, more)));

  function draw(transaction) {
    const ended = Object.hasOwn(TITLES, transaction.status);
    title.textContent = TITLES[transaction.status] ?? UNDER_WAY;
    title.parentElement.dataset.status = transaction.status;
    stages.replaceChildren(...(transaction.stages ?? []).map((stage) =>
      h('li', { 'data-status': stage.status }, h('span', {}, stage.name ?? stage.kind ?? ''), h('span', {}, STAGES[stage.status] ?? stage.status ?? ''))));
    facts.replaceChildren(...factsOf(transaction));
    more.hidden = !ended;
    const reason = (transaction.stages ?? []).map((stage) => stage.failureReason).find(Boolean);
    tell(ended ? 'done' : 'good', transaction.status === 'completed' ? 'The crypto has been sent to your wallet.'
      : transaction.status === 'failed' ? REASONS[reason] ?? 'MoonPay could not complete it.' : 'You can leave this page: it goes on without you.');
    if (ended) say(title.textContent);
  }

  function tell(kind, text) {
    status.className = `live ${kind}`;
    if (status.textContent !== text) status.textContent = text;
  }

  const reason = await live((hangUp) => api.transaction(accessToken, id, hangUp), {
    event({ event, data }) {
      if (event === 'transaction') draw(data);
      if (event === 'failure') tell('lost', `${adviceOn(data.problem).title}. What you see is the last that is known.`);
    },
    lost: (inMs) => tell('lost', `The connection is lost. Trying again in ${Math.ceil(inMs / 1000)} s. Your payment goes on.`),
    back: () => tell('good', 'Connected again.'),
  }, signal);
  if (reason !== 'transaction-ended') throw new Problem({ type: reason, title: 'The service ended the stream.' });
}

function factsOf(transaction) {
  const bank = transaction.bankTransferDepositInfo;
  const facts = {
    'You pay': money(transaction.source, 2),
    'You get': money(transaction.destination),
    'To': transaction.wallet?.address,
    'Transaction': transaction.id,
    'Transfer to': bank && `${bank.recipientName}, ${bank.iban}, ${bank.bic}`,
    'With the reference': bank?.reference,
  };
  return Object.entries(facts).filter(([, value]) => value).flatMap(([name, value]) =>
    [h('dt', {}, name), h('dd', { class: 'number' }, value)]);
}
