// Hidden. Pays as soon as it is open, and after an expired quote with the next one.
import { parameters, runFrame } from './channel.js';
import { clientToken, Payment } from './payment.js';

runFrame(async (channel) => {
  clientToken();
  const payment = new Payment(channel, parameters.get('signature') ?? '');
  let over = false;
  const attempt = async () => {
    over ||= await payment.pay();
  };
  payment.onQuote(() => over || attempt());
  channel.send('ready');
  await attempt();
});
