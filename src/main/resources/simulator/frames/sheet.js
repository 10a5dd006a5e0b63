// Shared by the frames that are a button. The mock sheet of test mode is a confirm dialog; OK pays.
import { parameters, runFrame } from './channel.js';
import { clientToken, Payment } from './payment.js';

/**
 * Runs a frame that is a button. `usable` says whether the button is shown, `pressed` is called before the sheet opens,
 * and `dismissed` when the customer has closed it.
 */
export function runButton(sheet, { usable = async () => true, pressed = () => {}, dismissed = async () => {} } = {}) {
  runFrame(async (channel) => {
    clientToken();
    const payment = new Payment(channel, parameters.get('signature') ?? '');
    payment.onQuote();
    const button = document.querySelector('button');
    button.addEventListener('click', () => {
      button.disabled = true;
      pressed(channel);
      // After the click, because confirm blocks the page.
      setTimeout(async () => {
        await (confirm(sheet) ? payment.pay() : dismissed(channel, payment));
        button.disabled = false;
      });
    });
    if (await usable(channel)) {
      button.disabled = false;
      channel.send('ready');
    }
  });
}
