// The mock button of test mode: the sheet is a confirm dialog; OK pays, Cancel declines.
import { parameters, runFrame } from './channel.js';
import { clientToken, Payment } from './payment.js';

runFrame(async (channel) => {
  clientToken();
  const payment = new Payment(channel, parameters.get('signature') ?? '');
  payment.onQuote();
  const button = document.querySelector('button');
  button.addEventListener('click', () => {
    button.disabled = true;
    // After the click, because confirm blocks the page.
    setTimeout(async () => {
      const approved = confirm('Simulated Apple Pay: OK pays, Cancel declines.');
      await payment.pay({ declined: !approved });
      button.disabled = false;
    });
  });
  button.disabled = false;
  channel.send('ready');
});
