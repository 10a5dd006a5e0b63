// The consent to an export. What MoonPay reports after a refusal is not documented; here it is a generic error.
import { fail, FrameError, runFrame, show } from './channel.js';
import { clientToken, paymentError } from './payment.js';
import { ask } from './service.js';

const buttons = document.querySelectorAll('button');

runFrame(async (channel) => {
  const token = clientToken();
  document.querySelector('#agree').addEventListener('click', () => agree(channel, token));
  document.querySelector('#refuse').addEventListener('click', () => {
    enable(false);
    fail(channel, new FrameError('generic', 'The customer refused'));
  });
  enable(true);
  channel.send('ready');
});

async function agree(channel, token) {
  enable(false);
  try {
    const consent = await ask('export-consent', { clientToken: token });
    show('Shared');
    channel.send('complete', consent);
  } catch (thrown) {
    fail(channel, paymentError(thrown));
  }
}

function enable(enabled) {
  buttons.forEach((button) => (button.disabled = !enabled));
}
