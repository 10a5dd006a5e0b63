/** The form for what MoonPay still has to know, and how it is sent: nothing twice that MoonPay may have taken. */
import { adviceOn } from './advice.js';
import { upload } from './files.js';
import { fieldset, kycOf } from './kycfields.js';
import { outstanding } from './missing.js';
import { button, details, h, show } from './ui.js';

const STEP = 1;

/**
 * Shows the form for all that is missing; settles with the customer as MoonPay knows them then.
 * @param {[string, any][]} missing
 * @param {(form: FormData) => Promise<any>} send
 * @param {() => Promise<any>} read
 * @param {() => void} leave
 */
export function askFor(missing, send, read, leave) {
  return new Promise((resolve) => {
    const said = h('div', { class: 'said', role: 'alert', hidden: true });
    const submit = h('button', { class: 'primary' }, 'Send to MoonPay');
    /** Whether MoonPay may have taken something, and could not be asked. Nothing is sent before it was. */
    let doubt = false;
    /** Offers the button again, with the focus, which it has lost while it was disabled. */
    const offer = () => {
      submit.disabled = false;
      if ([document.body, submit].includes(document.activeElement)) submit.focus();
    };
    /** Whether nothing was taken, for the same is missing: the input and the message stay, and may be sent. */
    const look = async () => {
      const customer = await read().catch(() => null);
      doubt = customer === null;
      offer();
      const taken = customer && JSON.stringify(outstanding(customer)) !== JSON.stringify(missing);
      if (taken) resolve(customer);
      return !doubt && !taken;
    };
    const form = h('form', { submit: async (event) => {
      event.preventDefault();
      submit.disabled = true;
      if (doubt && !(await look())) return;
      submit.disabled = true;
      try {
        resolve(await send(new FormData(form)));
      } catch (problem) {
        said.hidden = false;
        said.replaceChildren(`${adviceOn(problem).title}. `, details(problem.message) || '');
        // Unless it was refused, MoonPay may have taken it or a part of it, so what is missing is asked anew.
        const refused = !problem.retryable && problem.status >= 400 && problem.status < 500;
        if (refused) offer();
        else await look();
      }
    } }, ...missing.flatMap(fieldset), said,
    h('div', { class: 'actions' }, submit, button('quiet', 'Not now', leave)));
    show(STEP, h('section', {}, h('h1', {}, 'Your details for MoonPay'),
      h('p', {}, 'MoonPay has to know who buys. The details go to MoonPay; this shop does not keep them.'), form));
  });
}

/** Sends the fields first, then the files. @param {FormData} form @returns {Promise<any>} the customer */
export async function submitForm(api, whose, form) {
  const kyc = kycOf(form);
  const customer = Object.keys(kyc).length > 0 ? await api.submitCustomerKyc({ ...whose, ...kyc }) : undefined;
  const uploaded = await upload(api, whose, form);
  return uploaded.length > 0 ? api.submitFiles({ ...whose, files: uploaded }) : customer;
}
