/** The visible state of a problem: its text, what about the money, and a button if something can be done. */
import { Problem } from 'moonconnect-client';
import { adviceOn } from './advice.js';
import { note } from './log.js';
import { button, details, h, say } from './ui.js';

const LABELS = { again: 'Try again', reconnect: 'Connect again', change: 'Change the order' };

/** The text about the money. */
const MONEY = {
  paid: 'Your payment goes on without this page.',
  unpaid: 'Nothing has been paid.',
  unknown: 'We do not know whether it was paid. Please look at your account before you pay again.',
};

/**
 * The visible state of a problem.
 * @param {any} thrown a problem, or an error of the browser or of this page
 * @param {{ again?: () => void, reconnect?: () => void, change?: () => void }} ways the actions that are possible here
 * @param {keyof typeof MONEY} [outcome] undefined if the question does not arise
 */
export function problemView(thrown, ways, outcome) {
  const problem = asProblem(thrown);
  const { action, title, text } = adviceOn(problem);
  const way = ways[action];
  const first = way && button('primary', LABELS[action], way);
  const wait = problem.retryAfterMs ?? 0;
  if (first && action === 'again' && wait > 0) {
    first.disabled = true;
    setTimeout(() => { first.disabled = false; }, wait);
  }
  note('problem', problem === thrown ? problem.type : `${problem.type} (${problem.message})`);
  const money = outcome === undefined ? '' : MONEY[outcome];
  // The title is read out with the focus.
  say(`${text} ${money}`);
  return h('section', { class: 'message problem', 'data-problem': problem.type },
    h('h1', {}, title),
    h('p', {}, `${text} ${money}`),
    problem.violations?.length > 0 && h('ul', {}, ...problem.violations.map((each) =>
      h('li', {}, h('code', {}, each.field), ` ${each.message}`))),
    // Other problems have no sentence of MoonPay's.
    ['moonpay-rejected', 'frame-failed'].includes(problem.type) && details(problem.message),
    problem.requestId && h('p', { class: 'hint' }, 'For support: ', h('code', {}, problem.requestId)),
    h('div', { class: 'actions' }, first, ways.change && action !== 'change' && button('quiet', 'Start over', ways.change)));
}

/** For other errors only the name is shown, because the message may contain confidential data. */
function asProblem(thrown) {
  return thrown instanceof Problem ? thrown : new Problem({ type: 'internal', title: thrown?.name ?? 'Error' });
}

/** Converts a frame's error to a problem; null means that the frame did not load. */
export function frameProblem(error) {
  if (error === null) return new Problem({ type: 'frame-unloaded', title: 'The frame did not load.', retryable: true });
  const codes = [error?.code, ...(error?.errors ?? []).map((each) => each.code)];
  if (codes.includes('ipAddressMismatch')) return new Problem({ type: 'ip-address-mismatch', title: 'The address differs.' });
  if (codes.some((code) => /^(invalid(Session|Client)Token|configurationError)$/.test(code))) {
    return new Problem({ type: 'moonpay-token-rejected', title: 'The token is no longer good.' });
  }
  // `generic`, or a code that is not known: nothing says that the customer did something wrong.
  return new Problem({ type: 'frame-failed', title: error?.message ?? error?.code ?? '', retryable: true });
}
