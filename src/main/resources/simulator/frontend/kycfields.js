/** The fields of the form for KYC: what each category asks for, and what was filled in. */
import { fileFields } from './files.js';
import { h } from './ui.js';

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

/** The fields of a category. @param {[string, any]} missing the category with its requirement */
export function fieldset([category, requirement]) {
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

/** What was filled in, by category, as MoonPay takes it; empty if nothing was. @param {FormData} form */
export function kycOf(form) {
  const kyc = /** @type {any} */ ({});
  for (const [name, value] of form) {
    if (typeof value !== 'string' || value === '') continue;
    const [category, field] = name.split('.');
    if (FIELDS[category]) (kyc[category] ??= {})[field] = value.trim();
  }
  if (kyc.taxIdentifiers) kyc.taxIdentifiers = [kyc.taxIdentifiers];
  return kyc;
}
