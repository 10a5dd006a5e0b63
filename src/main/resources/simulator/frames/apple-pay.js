import { runButton } from './sheet.js';

runButton('Simulated Apple Pay: OK pays, Cancel declines.', {
  dismissed: (channel, payment) => payment.pay({ declined: true }),
});
