// As the buy frame, with a button and a sheet of its own. A sheet that is closed reports nothing.
import { runButton } from './sheet.js';

runButton('Simulated MoonPay: OK pays this order, Cancel closes the sheet.');
