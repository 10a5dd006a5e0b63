// MoonPay's whole checkout in a frame; the simulator has only its last button.
import { fail, FrameError, parameters, runFrame, show } from './channel.js';
import { clientToken, paymentError } from './payment.js';
import { ask } from './service.js';

const button = document.querySelector('button');

runFrame(async (channel) => {
  const token = clientToken();
  if (parameters.get('flow') !== 'buy') {
    throw new FrameError('configurationError', 'flow has to be buy');
  }
  button.addEventListener('click', () => pay(channel, token, parameters.get('quoteSignature') ?? ''));
  button.disabled = false;
  channel.send('ready');
});

async function pay(channel, token, signature) {
  button.disabled = true;
  try {
    const { challenge, transaction } = await ask('pay', { clientToken: token, signature, widget: true });
    if (challenge) {
      throw new FrameError('generic', 'The simulated widget has no challenges');
    }
    if (transaction.id) {
      channel.send('transactionCreated', { transaction });
    }
    show(transaction.failureReason ?? 'Paid');
    channel.send('complete', { transaction });
  } catch (thrown) {
    button.disabled = false;
    fail(channel, paymentError(thrown));
  }
}
