/** Bitcoin's newer addresses: BIP-173 for version 0, BIP-350 for later versions. */

const DIGITS = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l';
const FORM = new RegExp(`^(bc|tb)1[${DIGITS}]{8,87}$`);
const GENERATOR = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];
const OF_VERSION_0 = 1;
const OF_LATER_VERSIONS = 0x2bc830a3;
const CHECKSUM = 6;

/** @param {string} text */
export function isBech32(text) {
  const lower = text.toLowerCase();
  if (![lower, text.toUpperCase()].includes(text) || !FORM.test(lower)) return false;
  const [prefix, digits] = lower.split('1');
  const values = [...digits].map((digit) => DIGITS.indexOf(digit));
  const [version] = values;
  const bits = (values.length - 1 - CHECKSUM) * 5;
  const bytes = Math.floor(bits / 8);
  const length = bits % 8 < 5 && (version === 0 ? bytes === 20 || bytes === 32 : bytes >= 2 && bytes <= 40);
  const codes = [...prefix].map((letter) => letter.charCodeAt(0));
  const sum = [...codes.map((code) => code >> 5), 0, ...codes.map((code) => code & 31), ...values].reduce(step, 1);
  return length && version <= 16 && sum === (version === 0 ? OF_VERSION_0 : OF_LATER_VERSIONS);
}

function step(sum, value) {
  const shifted = ((sum & 0x1ffffff) << 5) ^ value;
  return GENERATOR.reduce((next, term, bit) => ((sum >> 25 >> bit) & 1 ? next ^ term : next), shifted);
}
