/** Asks a customer for what MoonPay still has to know. `kyc.requirements` decide what is asked; each answer may change them. */
import { isMoonPays } from 'moonconnect-client/frames';
import { frameDialog } from './dialog.js';
import { fileFields, upload } from './files.js';
import { adviceOn, frameProblem } from './problems.js';
import { details, h, message, show } from './ui.js';

const STEP = 1;
const LOOK_AGAIN_MS = 2000;

/** The categories that are filled in, and the fields of each if MoonPay does not name those that are missing. */
const FIELDS = {
  basicDetails: ['firstName', 'lastName', 'dateOfBirth', 'nationality'],
  residentialAddress: ['street', 'locality', 'administrativeArea', 'postalCode', 'country'],
  phoneNumber: ['number'],
  taxIdentifiers: ['value'],
};
const TITLES = {
  basicDetails: 'About you', residentialAddress: 'Where you live', phoneNumber: 'Your phone', taxIdentifiers: 'Your tax number',
  identityDocuments: 'Your identity document', selfie: 'A picture of you', proofOfAddress: 'A proof of your address',
};
const LABELS = {
  firstName: 'First name', lastName: 'Last name', dateOfBirth: 'Date of birth', nationality: 'Nationality, for example USA',
  street: 'Street and number', subStreet: 'Flat', locality: 'City', administrativeArea: 'State or region', postalCode: 'Postal code',
  country: 'Country, for example USA', number: 'Number', value: 'Number',
};
/** What browsers and other aids fill in by themselves. MoonPay's codes of countries have three letters, theirs have two. */
const PURPOSES = {
  firstName: 'given-name', lastName: 'family-name', dateOfBirth: 'bday', street: 'address-line1', subStreet: 'address-line2',
  locality: 'address-level2', administrativeArea: 'address-level1', postalCode: 'postal-code', number: 'tel',
};
const STOPPED = { rejected: 'MoonPay could not verify you.', blocked: 'MoonPay could not verify you.', manualReview: 'MoonPay looks at your details. This can take a while; come back later.' };

/** What is missing. @param {any} customer @returns {[string, any][]} categories with their requirements */
export function outstanding(customer) {
  return Object.entries(customer?.kyc?.requirements ?? {}).filter(([, { status }]) => status === 'incomplete');
}

/** MoonPay may have several customers for one of this shop: the one of whom something is missing. @param {any[]} [customers] */
export function wanting(customers = []) {
  return customers.find((each) => outstanding(each).length > 0) ?? customers[0];
}

/**
 * Asks until nothing is missing and MoonPay has decided.
 * @param {{ api: import('moonconnect-client').Client, frames: string, customerId: string, signal: AbortSignal, leave: () => void }} context
 *   `customerId`: the id of the customer in this shop
 */
export async function completeDetails({ api, frames, customerId, signal, leave }) {
  const customers = async () => (await api.getCustomer({ externalCustomerId: customerId })).customers;
  let customer = wanting(await customers());
  const whose = { externalCustomerId: customerId, customerId: customer.id };
  const read = async () => (await customers()).find(({ id }) => id === whose.customerId);
  for (;;) {
    signal.throwIfAborted();
    const missing = outstanding(customer);
    const { status, challenge } = customer.kyc;
    if (missing.length > 0) customer = (await ask(missing, (given) => submit(api, whose, given), read, leave)) ?? (await read());
    else if (challenge && isMoonPays(challenge.url, frames)) customer = await verify(challenge.url, frames, read, leave);
    else if (status === 'verifying') customer = await wait(read, leave);
    else if (Object.hasOwn(STOPPED, status)) await stop(STOPPED[status], leave);
    else return;
  }
}

/** The form for all that is missing; settles with the customer as MoonPay knows them then. */
function ask(missing, send, read, leave) {
  return new Promise((resolve) => {
    const said = h('div', { class: 'said', role: 'alert', hidden: true });
    const button = h('button', { class: 'primary' }, 'Send to MoonPay');
    /** Whether MoonPay may have taken something, and could not be asked. Nothing is sent before it was. */
    let doubt = false;
    /** Offers the button again, with the focus, which it has lost while it was disabled. */
    const offer = () => {
      button.disabled = false;
      if ([document.body, button].includes(document.activeElement)) button.focus();
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
      button.disabled = true;
      if (doubt && !(await look())) return;
      button.disabled = true;
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
    h('div', { class: 'actions' }, button, h('button', { type: 'button', class: 'quiet', click: leave }, 'Not now')));
    show(STEP, h('section', {}, h('h1', {}, 'Your details for MoonPay'),
      h('p', {}, 'MoonPay has to know who buys. The details go to MoonPay; this shop does not keep them.'), form));
  });
}

function fieldset([category, requirement]) {
  const type = requirement.taxIdentifierType;
  const missing = FIELDS[category] && (requirement.requiredFields ?? FIELDS[category]);
  // A `tin` needs its country.
  const names = missing && type === 'tin' ? [...new Set([...missing, 'country'])] : missing;
  const inputs = names?.map((name) => input(category, name, type)) ?? fileFields(category);
  return h('fieldset', { class: 'details' }, h('legend', {}, TITLES[category] ?? category), type && h('input', { type: 'hidden', name: 'taxIdentifiers.type', value: type }),
    ...inputs ?? [h('p', {}, 'This page does not know how to ask for it.')]);
}

function input(category, name, taxType) {
  const id = `field-${category}-${name}`;
  const label = name === 'value' && taxType ? taxType.toUpperCase() : LABELS[name] ?? name;
  return h('div', { class: 'field' }, h('label', { for: id }, label),
    h('input', { id, name: `${category}.${name}`, type: name === 'dateOfBirth' ? 'date' : 'text', required: true, autocomplete: PURPOSES[name] ?? 'off' }));
}

/** Sends the fields first, then the files. @param {FormData} form @returns {Promise<any>} the customer */
async function submit(api, whose, form) {
  let customer;
  const fields = [...form].filter(([, value]) => typeof value === 'string' && value !== '');
  const kyc = /** @type {any} */ ({});
  for (const [name, value] of fields) {
    const [category, field] = name.split('.');
    if (FIELDS[category]) (kyc[category] ??= {})[field] = String(value).trim();
  }
  if (kyc.taxIdentifiers) kyc.taxIdentifiers = [kyc.taxIdentifiers];
  if (Object.keys(kyc).length > 0) customer = await api.submitCustomerKyc({ ...whose, ...kyc });
  const uploaded = await upload(api, whose, form);
  return uploaded.length > 0 ? api.submitFiles({ ...whose, files: uploaded }) : customer;
}

/** MoonPay's own check, in its challenge frame. */
function verify(url, frames, read, leave) {
  return new Promise((resolve, reject) => {
    const open = () => {
      const close = frameDialog({
        name: 'challenge', origin: frames, parameters: {}, url, title: 'One more check', text: 'MoonPay wants to make sure that it is you.',
        on: {
          complete: () => { close(); read().then(resolve, reject); },
          cancelled: () => close(),
          error: (error) => { close(); reject(frameProblem(error)); },
          unloaded: () => { close(); reject(frameProblem(null)); },
        },
      });
    };
    show(STEP, message('MoonPay has one more check', 'It takes place in MoonPay’s frame.', { 'Begin': open, 'Not now': leave }));
  });
}

async function wait(read, leave) {
  if (document.querySelector('[data-kyc=waiting]') === null) {
    const view = message('MoonPay checks your details', 'This usually takes a moment.', { 'Not now': leave }, 'busy');
    view.dataset.kyc = 'waiting';
    show(STEP, view);
  }
  await new Promise((resolve) => { setTimeout(resolve, LOOK_AGAIN_MS); });
  return read();
}

function stop(text, leave) {
  return new Promise(() => show(STEP, message('MoonPay cannot serve you now', text, { 'Start over': leave })));
}
