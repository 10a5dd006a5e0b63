/**
 * Opens the page: the first screen, or what an earlier visit has left. Tokens, keys and input are kept in variables and lost with the
 * page. What survives a reload is in `kept.js`.
 */
import { moonconnect, Problem } from 'moonconnect-client';
import { early } from './early.js';
import { elsewhere, isRefused, whereToOpen } from './elsewhere.js';
import { showReceipt } from './follow.js';
import { forgetReceipt, keptReceipt } from './kept.js';
import { note } from './log.js';
import { problemView } from './problems.js';
import { purchases } from './purchase.js';
import { resetButton } from './reset.js';
import { startView } from './start.js';
import { message, show } from './ui.js';
import { newVisit } from './visit.js';

const START = 0;

/** The origins of the service and of MoonPay's frames. */
const config = await fetch('config.json').then((answer) => (answer.ok ? answer.json() : withoutConfig())).catch(withoutConfig);
/** Calls are made once: what fails is shown, with a button to try again. */
const api = moonconnect(config.api, { tries: 1, note: (line) => note('service', line) });
const ahead = early(api, config.frames);
const visit = newVisit();
const buy = purchases({ api, frames: config.frames, visit, ahead, start });

/** @param {import('./order.js').Order | null} before */
async function start(before) {
  visit.begin();
  visit.order = before;
  show(START, message('Buy crypto', 'One moment …', {}, 'busy'));
  if (!isSecureContext) return show(START, elsewhere(config.api));
  try {
    const { assets } = await api.listAssets();
    show(START, startView(config.customers, assets, before, (order) => buy(order, null), ahead.ask));
  } catch (problem) {
    const view = problemView(problem, { again: () => start(before) });
    if (isRefused(problem, config.api)) view.querySelector('.actions').before(whereToOpen(config.api));
    show(START, view);
  }
}

/** Nothing can be done before a reload. @returns {Promise<never>} */
function withoutConfig() {
  show(START, problemView(new Problem({ type: 'unreachable', title: '' }), { again: () => location.reload() }));
  return new Promise(() => {});
}

if (config.customers.length > 0) resetButton(config.frames, () => { visit.order = null; forgetReceipt(); location.reload(); });
const receipt = keptReceipt();
if (receipt && !visit.order) {
  const { customer, purchase, transaction, acceptance } = receipt;
  const order = { customer, purchase, attempt: { purchase, unknown: false } };
  showReceipt(receipt, { followOn: () => buy(order, transaction.id, acceptance), again: () => start(order) });
} else {
  await start(visit.order);
}
