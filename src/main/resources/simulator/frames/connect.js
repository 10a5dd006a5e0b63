// The frames connect and auth: the email if it is not known, then the one-time code; auth starts with the code.
import { fail, parameters, runFrame, show } from './channel.js';
import { appKey, connectionError, sealed } from './credentials.js';
import { ask, browser, Refused } from './service.js';

const REFUSED = { status: 'failed', reason: 'The customer refused to connect' };

const emailForm = document.querySelector('#email-form');
const codeForm = document.querySelector('#code-form');

runFrame(async (channel) => {
  const key = await appKey();
  const clientToken = parameters.get('clientToken') ?? '';
  let start;
  try {
    start = await ask('connection', { clientToken });
  } catch (thrown) {
    throw connectionError(thrown);
  }
  emailForm?.addEventListener('submit', (event) => {
    event.preventDefault();
    step(codeForm);
  });
  codeForm.addEventListener('submit', (event) => {
    event.preventDefault();
    connect(channel, key, clientToken);
  });
  document.querySelectorAll('.refuse').forEach((button) => {
    button.addEventListener('click', () => end(channel, REFUSED));
  });
  step(emailForm && !start.contactKnown ? emailForm : codeForm);
  channel.send('ready');
});

async function connect(channel, key, clientToken) {
  try {
    const code = codeForm.elements.code.value;
    end(channel, await sealed(await ask('connect', { clientToken, code, browser: browser.id }), key));
  } catch (thrown) {
    if (thrown instanceof Refused && thrown.message === 'wrongCode') {
      show('This code is wrong. Try again.');
      codeForm.elements.code.select();
    } else {
      fail(channel, connectionError(thrown));
    }
  }
}

function step(form) {
  for (const other of [emailForm, codeForm]) {
    if (other) {
      other.hidden = other !== form;
    }
  }
  form.querySelector('input').focus();
}

function end(channel, result) {
  document.querySelectorAll('form').forEach((form) => (form.hidden = true));
  show(result.status === 'active' ? 'You are connected.' : (result.reason ?? 'You are not connected yet.'));
  channel.send('complete', result);
}
