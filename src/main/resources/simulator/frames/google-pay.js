import { FrameError } from './channel.js';
import { clientToken, paymentError } from './payment.js';
import { ask } from './service.js';
import { runButton } from './sheet.js';

runButton('Simulated Google Pay: OK pays, Cancel closes the sheet.', {
  usable,
  pressed: (channel) => channel.send('buttonPressed'),
  dismissed: async (channel) => channel.send('cancelled'),
});

/** Whether this device has Google Pay; otherwise the app is notified, and no button is shown. */
async function usable(channel) {
  const { support } = await ask('google-pay', { clientToken: clientToken() }).catch((thrown) => {
    throw paymentError(thrown);
  });
  if (support === 'UNAVAILABLE') {
    throw new FrameError('googlePayUnavailable', 'Google Pay could not be loaded');
  }
  if (support === 'UNSUPPORTED') {
    channel.send('unsupported', { message: 'This device has no Google Pay' });
  }
  return support === 'READY';
}
