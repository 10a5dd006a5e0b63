/**
 * MoonPay's credentials: the frame encrypts them for a key that is generated here and never leaves this page's memory.
 * X25519, then HKDF-SHA256 with empty salt and info, then AES-256-GCM; https://dev.moonpay.com/platform/frames/check
 */

import { Problem } from './problem.js';

/** @typedef {{ accessToken: string, clientToken: string, expiresAt?: string }} Credentials */

/**
 * A key pair for one connection.
 * @returns {Promise<{ publicKey: string, open: (envelope: string) => Promise<Credentials> }>} the public key as hex; `open` rejects if
 *   the envelope is not for this key pair
 * @throws {Problem} `unsupported-environment` where there are no such keys
 */
export async function newKeys() {
  const pair = await newPair();
  const publicKey = hex(await crypto.subtle.exportKey('raw', pair.publicKey));
  return { publicKey, open: (envelope) => decrypt(pair.privateKey, envelope) };
}

/** @returns {Promise<CryptoKeyPair>} */
async function newPair() {
  try {
    return /** @type {CryptoKeyPair} */ (await crypto.subtle.generateKey('X25519', false, ['deriveBits']));
  } catch {
    throw new Problem({
      type: 'unsupported-environment',
      title: 'There are no X25519 keys: they need a secure context (https or localhost) and a browser that has them.',
    });
  }
}

/** @param {CryptoKey} privateKey @param {string} envelope JSON, or (older frames) base64 of it @returns {Promise<Credentials>} */
async function decrypt(privateKey, envelope) {
  const { ephemeralPublicKey, iv, ciphertext } = JSON.parse(envelope.startsWith('{') ? envelope : atob(envelope));
  const theirs = await crypto.subtle.importKey('raw', bytes(ephemeralPublicKey), 'X25519', false, []);
  const shared = await crypto.subtle.deriveBits({ name: 'X25519', public: theirs }, privateKey, 256);
  const secret = await crypto.subtle.importKey('raw', shared, 'HKDF', false, ['deriveKey']);
  const nothing = new Uint8Array();
  const key = await crypto.subtle.deriveKey(
    { name: 'HKDF', hash: 'SHA-256', salt: nothing, info: nothing }, secret, { name: 'AES-GCM', length: 256 }, false, ['decrypt']);
  const plain = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: bytes(iv) }, key, bytes(ciphertext));
  return JSON.parse(new TextDecoder().decode(plain));
}

/** @param {string} text */
function bytes(text) {
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => parseInt(pair, 16));
}

/** @param {ArrayBuffer} buffer */
function hex(buffer) {
  return [...new Uint8Array(buffer)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
