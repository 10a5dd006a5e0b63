/** Asks MoonPay about the customer, without showing anything: a session, and the check frame with it. */
import { newKeys } from 'moonconnect-client';
import { untilComplete } from './frame.js';
import { byId } from './ui.js';

/** @typedef {{ status: string, credentials?: string, capabilities?: unknown, reason?: string }} Outcome what a frame reports */
/** @typedef {{ outcome: Outcome, keys: Awaited<ReturnType<typeof newKeys>> }} Checked */

/**
 * @param {import('moonconnect-client').Client} api
 * @param {string} frames
 * @param {import('./order.js').Order['customer']} customer
 * @returns {Promise<Checked>}
 */
export async function checkConnection(api, frames, customer) {
  const keys = await newKeys();
  // A session token is valid for one check frame.
  const { sessionToken, mode } = await api.createSession(customer);
  showMode(mode);
  const { outcome } = untilComplete('check-connection', {
    origin: frames, parameters: { sessionToken, publicKey: keys.publicKey },
    into: document.body, title: 'MoonPay connection check', className: 'frame',
  });
  return { outcome: await outcome, keys };
}

/** Whether money moves. */
function showMode(mode) {
  byId('mode').hidden = false;
  byId('mode').textContent = mode === 'live' ? 'live: money moves' : 'test: no money moves';
}
