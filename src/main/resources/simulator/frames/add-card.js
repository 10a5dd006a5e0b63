// Takes MoonPay's test cards. Only the last four digits leave this page; they identify the test card.
import { fail, runFrame, show } from './channel.js';
import { clientToken, paymentError } from './payment.js';
import { ask, Refused } from './service.js';

const TEST_CARDS = ['5385308360135181', '4485040371536584', '4242424242424242', '4544249167673670'];
const EXPIRY = /^(0[1-9]|1[0-2]) ?\/ ?20([0-9]{2})$/;

const form = document.querySelector('form');

runFrame(async (channel) => {
  const token = clientToken();
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    add(channel, token);
  });
  const { ready } = await ask('add-card', { clientToken: token }).catch((thrown) => {
    throw paymentError(thrown);
  });
  form.hidden = false;
  // MoonPay's page of the frame has this message, that of its SDK does not.
  if (ready) {
    channel.send('ready');
  }
});

async function add(channel, token) {
  const number = form.elements.number.value.replaceAll(/\s/g, '');
  const expiry = EXPIRY.exec(form.elements.expiry.value.trim());
  if (!TEST_CARDS.includes(number)) {
    return refuse(form.elements.number, 'Only the test cards above are taken here.');
  }
  if (!expiry) {
    return refuse(form.elements.expiry, 'The expiry date has the form 12/2030.');
  }
  if (!/^[0-9]{3}$/.test(form.elements.cvc.value)) {
    return refuse(form.elements.cvc, 'The security code has three digits.');
  }
  const card = { last4: number.slice(-4), expirationMonth: expiry[1], expirationYear: `20${expiry[2]}` };
  form.reset();
  try {
    const added = await ask('card', { clientToken: token, ...card });
    form.hidden = true;
    show('The card was added.');
    channel.send('complete', added);
  } catch (thrown) {
    fail(channel, thrown instanceof Refused ? paymentError(thrown) : thrown);
  }
  return undefined;
}

function refuse(field, text) {
  show(text);
  field.focus();
}
