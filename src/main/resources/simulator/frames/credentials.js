// Shared by the frames that connect a customer: the app's public key, and the result encrypted for it.
import { FrameError, parameters } from './channel.js';
import { agree, encrypt, readPublicKey } from './crypto.js';
import { Refused } from './service.js';

const OF_PARAMETERS = ['invalidSessionToken', 'invalidClientToken', 'invalidPublicKey'];

/** Reads and tests the key before any token is used, because not all 32 bytes are a valid key. */
export async function appKey() {
  try {
    const key = await readPublicKey(parameters.get('publicKey'));
    const trial = await crypto.subtle.generateKey({ name: 'X25519' }, false, ['deriveBits']);
    await agree(trial.privateKey, key);
    return key;
  } catch {
    throw FrameError.validation('invalidPublicKey');
  }
}

/** The connection result for the app: credentials are encrypted for the app. */
export async function sealed(result, key) {
  const { credentials, ...open } = result;
  return credentials ? { ...open, credentials: await encrypt(JSON.stringify(credentials), key) } : open;
}

/** Converts a rejection to the error codes of these frames. */
export function connectionError(thrown) {
  if (thrown instanceof Refused && OF_PARAMETERS.includes(thrown.message)) {
    return FrameError.validation(thrown.message);
  }
  if (thrown instanceof Refused && thrown.message === 'ipAddressMismatch') {
    return new FrameError('ipAddressMismatch', 'The session was made for another device address');
  }
  return FrameError.of(thrown);
}
