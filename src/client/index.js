/** The client: calls, streams, problems, amounts and credentials. Frames are in `moonconnect-client/frames`. */
export { moonconnect } from './client.js';
export { Problem } from './problem.js';
export { compareAmounts, formatAmount } from './amount.js';
export { newKeys } from './credentials.js';

/** The schemas of the OpenAPI document, by name. @typedef {import('./openapi.d.ts').components['schemas']} Schemas */
/** @typedef {import('./client.js').Client} Client */
/** @typedef {import('./client.js').QuoteStreamEvent} QuoteStreamEvent */
/** @typedef {import('./client.js').TransactionStreamEvent} TransactionStreamEvent */
/** @typedef {import('./credentials.js').Credentials} Credentials */
