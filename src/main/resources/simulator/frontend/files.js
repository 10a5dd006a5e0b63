/** Files for MoonPay: the service gives a URL for each, and the page puts the file there, so that it passes no server of the shop. */
import { Problem } from 'moonconnect-client';
import { h } from './ui.js';

const TYPES = ['image/jpeg', 'image/png', 'application/pdf'];
const DOCUMENTS = { passport: 'Passport', drivingLicence: 'Driving licence', nationalIdentityCard: 'Identity card', residencePermit: 'Residence permit' };
const TWO_SIDED = ['drivingLicence', 'nationalIdentityCard', 'residencePermit'];
const OTHERS = { selfie: 'Picture', proofOfAddress: 'Document' };

/** The fields of a category, or undefined if it is none of files. @param {string} category */
export function fileFields(category) {
  if (category !== 'identityDocuments') return Object.hasOwn(OTHERS, category) ? [fileField(category, '', OTHERS[category])] : undefined;
  const files = h('div', { class: 'pair' });
  const draw = (type) => files.replaceChildren(...(TWO_SIDED.includes(type)
    ? [fileField(type, 'front', 'Front'), fileField(type, 'back', 'Back')] : [fileField(type, '', 'Page with your picture')]));
  draw('passport');
  return [h('div', { class: 'field' }, h('label', { for: 'field-document' }, 'Document'),
    h('select', { id: 'field-document', change: ({ target }) => draw(target.value) },
      ...Object.entries(DOCUMENTS).map(([value, label]) => h('option', { value }, label)))), files];
}

function fileField(type, side, label) {
  const id = `field-file-${type}-${side}`;
  return h('div', { class: 'field' }, h('label', { for: id }, label),
    h('input', { id, name: `file.${type}.${side}`, type: 'file', required: true, accept: TYPES.join() }));
}

/**
 * Uploads the files of a form.
 * @param {import('moonconnect-client').Client} api
 * @param {{ externalCustomerId: string, customerId: string }} whose
 * @param {FormData} form
 * @returns {Promise<{ uploadId: string }[]>} what is confirmed to MoonPay next
 */
export async function upload(api, whose, form) {
  const uploaded = [];
  for (const [name, file] of form) {
    if (!(file instanceof File)) continue;
    const [, fileType, side] = name.split('.');
    const { upload: { uploadId, url, headers } } = await api.createFileUploadUrl(
      /** @type {any} */ ({ ...whose, fileType, mimeType: file.type, ...(side && { side }) }));
    await put(url, file, headers);
    uploaded.push({ uploadId });
  }
  return uploaded;
}

async function put(url, file, headers = {}) {
  const answer = await fetch(url, { method: 'PUT', body: file, headers: { 'Content-Type': file.type, ...headers }, credentials: 'omit' }).catch(() => null);
  if (!answer?.ok) throw new Problem({ type: 'upload-failed', title: 'The file could not be uploaded.', status: answer?.status, retryable: answer === null });
}
