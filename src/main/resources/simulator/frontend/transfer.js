/** What a customer has to do for a bank transfer: where to send the money, and that the payment waits for it. */
import { money } from './money.js';
import { facts, h } from './ui.js';

/** Stages that begin when the money is there. */
const AFTER_PAYMENT = ['verification', 'processing', 'delivery', 'crypto_hold'];

/**
 * Whether the payment waits for the customer's transfer. MoonPay may name no stages, or other ones: then too, the customer has to see
 * the account. Money for a payment that has failed would come too late.
 * @param {import('moonconnect-client').Schemas['Transaction']} transaction
 */
export function waitsForTransfer({ status, paymentMethod, bankTransferDepositInfo, stages }) {
  const over = (stages ?? []).some((stage) => (stage.kind === 'waiting_payment' ? ['success', 'failed'].includes(stage.status)
    : AFTER_PAYMENT.includes(stage.kind) && stage.status !== 'not_started'));
  return status === 'pending' && (paymentMethod?.type === 'sepa' || Boolean(bankTransferDepositInfo)) && !over;
}

/** MoonPay makes the account details after the transaction, so they may be missing at first. */
export function transferText({ bankTransferDepositInfo }) {
  return bankTransferDepositInfo ? 'Waiting for your transfer. You can leave this page: MoonPay waits without it.'
    : 'MoonPay prepares the account for your transfer …';
}

/** The account details, or nothing while there are none. @param {import('moonconnect-client').Schemas['Transaction']} transaction */
export function transferDetails({ source, bankTransferDepositInfo: account }) {
  if (!account) return [];
  return [
    h('h2', {}, 'Transfer the money from your bank'),
    h('dl', { class: 'facts' }, ...facts({
      Amount: money(source, 2), Recipient: account.recipientName, IBAN: account.iban, BIC: account.bic, Bank: account.bankName,
      Reference: account.reference,
    })),
    h('p', { class: 'hint' }, 'Use exactly this reference, so that MoonPay recognises your transfer. '
      + 'The amount of crypto is an estimate until it arrives.'),
  ];
}
