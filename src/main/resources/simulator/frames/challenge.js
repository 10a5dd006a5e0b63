// For two flows: a payment that the bank wants to be confirmed, and an identity that MoonPay wants to verify.
import { fail, FrameError, parameters, runFrame, show } from './channel.js';
import { paymentError } from './payment.js';
import { ask, Refused } from './service.js';

const buttons = document.querySelectorAll('button');

runFrame(async (channel) => {
  const challenge = { clientToken: parameters.get('clientToken'), challengeToken: parameters.get('challengeToken') };
  const begun = await ask('challenge', challenge).catch((thrown) => {
    throw challengeError(thrown);
  });
  document.querySelector('#why').textContent =
    begun.flow === 'buy' ? 'Your bank wants to know that it is you.' : 'MoonPay wants to see you and your document.';
  document.querySelector('#approve').addEventListener('click', () => answer(channel, { ...challenge, approved: true }));
  document.querySelector('#decline').addEventListener('click', () => answer(channel, { ...challenge, approved: false }));
  document.querySelector('#cancel').addEventListener('click', () => {
    end('Cancelled');
    channel.send('cancelled', begun);
  });
  enable(true);
  channel.send('ready');
});

async function answer(channel, choice) {
  enable(false);
  try {
    const result = await ask('challenge-answer', choice);
    end(choice.approved ? 'Confirmed' : 'Declined');
    channel.send('complete', result);
  } catch (thrown) {
    fail(channel, challengeError(thrown));
  }
}

function challengeError(thrown) {
  const unknown = thrown instanceof Refused && thrown.message === 'invalidChallengeToken';
  return unknown ? new FrameError('generic', 'This challenge is over or unknown') : paymentError(thrown);
}

function enable(enabled) {
  buttons.forEach((button) => (button.disabled = !enabled));
}

function end(text) {
  enable(false);
  show(text);
}
