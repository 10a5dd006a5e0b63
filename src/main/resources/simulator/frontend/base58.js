/** Numbers in 58 digits, as addresses of Bitcoin, Solana and the XRP Ledger are written, and the checksum of some of them. */

/** The version of an address of 21 bytes before a correct checksum; -1 for any other text. */
export async function versionOf(text, digits) {
  const bytes = base58(text, digits);
  if (bytes?.length !== 25) return -1;
  const sum = await sha256(await sha256(bytes.slice(0, 21)));
  return sum.slice(0, 4).every((byte, at) => byte === bytes[21 + at]) ? bytes[0] : -1;
}

async function sha256(bytes) {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
}

/** @returns {Uint8Array | null} the bytes of a number in 58 digits, null if it is none; each leading zero digit is a zero byte */
export function base58(text, digits) {
  if (text.length > 128) return null;
  const values = [...text].map((digit) => digits.indexOf(digit));
  if (values.includes(-1)) return null;
  const number = values.reduce((sum, value) => sum * 58n + BigInt(value), 0n).toString(16);
  const hex = number === '0' ? '' : number.padStart(number.length + (number.length % 2), '0');
  const zeros = values.findIndex((value) => value !== 0);
  return Uint8Array.from([...Array(zeros < 0 ? values.length : zeros).fill(0), ...(hex.match(/../g) ?? []).map((byte) => parseInt(byte, 16))]);
}
