/** Asks a customer for what MoonPay still has to know. `kyc.requirements` decide what is asked; each answer may change them. */
import { isMoonPays } from 'moonconnect-client/frames';
import { frameDialog } from './dialog.js';
import { askFor, submitForm } from './kycform.js';
import { outstanding, wanting } from './missing.js';
import { frameProblem } from './problems.js';
import { message, show } from './ui.js';

const STEP = 1;
const LOOK_AGAIN_MS = 2000;
const STOPPED = { rejected: 'MoonPay could not verify you.', blocked: 'MoonPay could not verify you.', manualReview: 'MoonPay looks at your details. This can take a while; come back later.' };

/**
 * Asks until nothing is missing and MoonPay has decided.
 * @param {{ api: import('moonconnect-client').Client, frames: string, customerId: string, signal: AbortSignal, leave: () => void }} context
 *   `customerId`: the id of the customer in this shop
 */
export async function completeDetails({ api, frames, customerId, signal, leave }) {
  const customers = async () => (await api.getCustomer({ externalCustomerId: customerId })).customers;
  let customer = wanting(await customers());
  const whose = { externalCustomerId: customerId, customerId: customer.id };
  const read = async () => (await customers()).find(({ id }) => id === whose.customerId);
  for (;;) {
    signal.throwIfAborted();
    const missing = outstanding(customer);
    const { status, challenge } = customer.kyc;
    if (missing.length > 0) customer = (await askFor(missing, (given) => submitForm(api, whose, given), read, leave)) ?? (await read());
    else if (challenge && isMoonPays(challenge.url, frames)) customer = await verify(challenge.url, frames, read, leave);
    else if (status === 'verifying') customer = await wait(read, leave);
    else if (Object.hasOwn(STOPPED, status)) await stop(STOPPED[status], leave);
    else return;
  }
}

/** MoonPay's own check, in its challenge frame. */
function verify(url, frames, read, leave) {
  return new Promise((resolve, reject) => {
    const open = () => {
      const close = frameDialog({
        name: 'challenge', origin: frames, parameters: {}, url, title: 'One more check', text: 'MoonPay wants to make sure that it is you.',
        on: {
          complete: () => { close(); read().then(resolve, reject); },
          cancelled: () => close(),
          error: (error) => { close(); reject(frameProblem(error)); },
          unloaded: () => { close(); reject(frameProblem(null)); },
        },
      });
    };
    show(STEP, message('MoonPay has one more check', 'It takes place in MoonPay’s frame.', { 'Begin': open, 'Not now': leave }));
  });
}

async function wait(read, leave) {
  if (document.querySelector('[data-kyc=waiting]') === null) {
    const view = message('MoonPay checks your details', 'This usually takes a moment.', { 'Not now': leave }, 'busy');
    view.dataset.kyc = 'waiting';
    show(STEP, view);
  }
  await new Promise((resolve) => { setTimeout(resolve, LOOK_AGAIN_MS); });
  return read();
}

function stop(text, leave) {
  return new Promise(() => show(STEP, message('MoonPay cannot serve you now', text, { 'Start over': leave })));
}
