/** The view of a transaction: how far it is, and what was bought. Drawn again with each state. */
import { money } from './money.js';
import { transferDetails, transferText, waitsForTransfer } from './transfer.js';
import { facts, h, say } from './ui.js';

const TITLES = { completed: 'It is yours', failed: 'The payment did not go through' };
const UNDER_WAY = 'On its way';
const STAGES = { not_started: 'to come', in_progress: 'under way', success: 'done', failed: 'failed' };
/** MoonPay's reasons are meant for branching, not for display. */
const REASONS = {
  payment_authorization_declined: 'Your bank declined the payment. Nothing was taken.',
  timeout_bank_transfer: 'Your transfer did not arrive in time. If you have sent it, ask MoonPay about it.',
};
/** MoonPay's stages may have no name. */
const KINDS = {
  ordering: 'Order', waiting_payment: 'Payment', waiting_authentication: 'Confirmation', verification: 'Verification',
  processing: 'Processing', delivery: 'Delivery', crypto_hold: 'On hold',
};

/** @param {{ status?: string }} transaction */
export const hasEnded = ({ status }) => Object.hasOwn(TITLES, status ?? '');

/** @param {string} id of the transaction @param {string | undefined} acceptance its id @param {...any} buttons */
export function receiptView(id, acceptance, ...buttons) {
  const title = h('h1', {}, UNDER_WAY);
  const status = h('p', { class: 'live', role: 'status' }, 'Following the payment …');
  const transfer = h('section', { class: 'transfer', 'aria-label': 'Transfer' });
  const stages = h('ol', { class: 'stages', 'aria-label': 'Stages' });
  const list = h('dl', { class: 'facts' });
  const element = h('section', { 'data-transaction': id }, title, status, transfer, stages, list, h('div', { class: 'actions' }, ...buttons));
  /** The words for each stage, as last drawn. */
  let known = /** @type {string[]} */ ([]);
  /** The account to transfer to, as last drawn. */
  let account = '';

  function tell(kind, text) {
    status.className = `live ${kind}`;
    if (status.textContent !== text) status.textContent = text;
  }

  return {
    element,
    tell,

    /** @param {any} transaction */
    draw(transaction) {
      const ended = hasEnded(transaction);
      title.textContent = TITLES[transaction.status] ?? UNDER_WAY;
      element.dataset.status = transaction.status;
      const all = transaction.stages ?? [];
      stages.replaceChildren(...all.map((stage) => h('li', { 'data-status': stage.status }, h('span', {}, nameOf(stage)), h('span', {}, stateOf(stage)))));
      list.replaceChildren(...factsOf(transaction, acceptance));
      const waits = waitsForTransfer(transaction);
      const next = waits ? JSON.stringify(transaction.bankTransferDepositInfo ?? null) : '';
      // Drawn again only if it differs, because that would take a selection away.
      if (account !== next) transfer.replaceChildren(...(waits ? transferDetails(transaction) : []));
      account = next;
      const reason = all.map((stage) => stage.failureReason).find(Boolean);
      tell(transaction.status === 'failed' ? 'failed' : ended ? 'done' : 'good', transaction.status === 'completed' ? 'The crypto has been sent to your wallet.'
        : transaction.status === 'failed' ? REASONS[reason] ?? 'MoonPay could not complete it.'
          : waits ? transferText(transaction) : 'You can leave this page: it goes on without you.');
      announce(all.filter(({ status }) => status !== 'not_started').map((stage) => `${nameOf(stage)}: ${stateOf(stage)}`), ended);
    },
  };

  /** Only what has changed. */
  function announce(now, ended) {
    const news = now.filter((words) => !known.includes(words));
    known = now;
    if (news.length > 0) say([...news, ...(ended ? [title.textContent] : [])].map((words) => `${words}.`).join(' '));
  }
}

const nameOf = (stage) => stage.name ?? KINDS[stage.kind] ?? stage.kind ?? '';
const stateOf = (stage) => STAGES[stage.status] ?? stage.status ?? '';

function factsOf(transaction, acceptance) {
  return facts({
    'You pay': money(transaction.source, 2),
    'You get': money(transaction.destination),
    'To': transaction.wallet?.address,
    'Begun': transaction.createdAt && new Date(transaction.createdAt).toLocaleString(),
    'Transaction': transaction.id,
    'Acceptance': acceptance,
  });
}
