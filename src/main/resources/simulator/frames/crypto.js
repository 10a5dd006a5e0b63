// Encrypts credentials for the app that embeds the frame: X25519, HKDF-SHA256 with empty salt and info, AES-256-GCM.

const NOTHING = new Uint8Array();
const KEY_BITS = 256;
const IV_BYTES = 12;

export const toHex = (bytes) => Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('');

export const fromHex = (hex) => Uint8Array.from(hex.match(/../g) ?? [], (pair) => parseInt(pair, 16));

/** The X25519 public key of 64 hex characters. */
export async function readPublicKey(hex) {
  if (!/^[0-9a-f]{64}$/i.test(hex ?? '')) {
    throw new TypeError('A public key has 64 hex characters');
  }
  return crypto.subtle.importKey('raw', fromHex(hex), { name: 'X25519' }, false, []);
}

/** The shared secret; throws if the public key is invalid. */
export function agree(privateKey, publicKey) {
  return crypto.subtle.deriveBits({ name: 'X25519', public: publicKey }, privateKey, KEY_BITS);
}

export async function hkdf(secret, salt, info, bits) {
  const material = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveBits']);
  return crypto.subtle.deriveBits({ name: 'HKDF', hash: 'SHA-256', salt, info }, material, bits);
}

/** Encrypts text for the holder of the private key: JSON of {ephemeralPublicKey, iv, ciphertext}, all hex. */
export async function encrypt(text, publicKey) {
  const ephemeral = await crypto.subtle.generateKey({ name: 'X25519' }, false, ['deriveBits']);
  const secret = await agree(ephemeral.privateKey, publicKey);
  const derived = await hkdf(secret, NOTHING, NOTHING, KEY_BITS);
  const key = await crypto.subtle.importKey('raw', derived, 'AES-GCM', false, ['encrypt']);
  const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
  const ciphertext = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, new TextEncoder().encode(text));
  return JSON.stringify({
    ephemeralPublicKey: toHex(await crypto.subtle.exportKey('raw', ephemeral.publicKey)),
    iv: toHex(iv),
    ciphertext: toHex(ciphertext),
  });
}
