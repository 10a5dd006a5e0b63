/** Exact amounts: decimal strings of any length, which numbers of JavaScript cannot hold. */

const DECIMAL = /^(-?)([0-9]+)(?:\.([0-9]+))?$/;

/**
 * Compares two decimal strings.
 * @param {string} one @param {string} other
 * @returns {-1 | 0 | 1} negative if `one` is less
 * @throws {TypeError} for what is not a decimal string
 */
export function compareAmounts(one, other) {
  const [a, b] = [parts(one), parts(other)];
  const digits = Math.max(a.fraction.length, b.fraction.length);
  const [left, right] = [a, b].map(({ sign, whole, fraction }) => BigInt(sign + whole + fraction.padEnd(digits, '0')));
  return left < right ? -1 : left > right ? 1 : 0;
}

/**
 * Formats an amount with the locale's digits and separators and the asset's code. No digit is lost: zeros fill up to the asset's
 * precision, and an amount with more digits keeps them.
 * @param {{ amount?: string, asset?: { code?: string, precision?: number } }} money as in a quote
 * @param {string | string[]} [locale] that of the platform by default
 * @returns {string} for example `1.234,50 EUR`; empty without an amount
 */
export function formatAmount({ amount, asset = {} }, locale) {
  if (amount === undefined) return '';
  const { sign, whole, fraction } = parts(amount);
  const precision = asset.precision ?? 0;
  const all = fraction.replace(/0+$/, '').padEnd(Math.max(precision, 0), '0');
  const numbers = new Intl.NumberFormat(locale);
  // Not by parts, and not as a bigint: the engine of React Native can do neither.
  const digits = [...Array(10).keys()].map((digit) => numbers.format(digit));
  /** @param {string} text */
  const own = (text) => text.replace(/[0-9]/g, (digit) => digits[Number(digit)]);
  const decimal = numbers.format(1.5).replace(digits[1], '').replace(digits[5], '');
  const minus = sign !== '' && /[1-9]/.test(whole + all) ? numbers.format(-1).replace(digits[1], '') : '';
  const integer = own(grouped(whole.replace(/^0+(?=.)/, ''), numbers, digits));
  return `${minus}${integer}${all === '' ? '' : decimal + own(all)}${asset.code ? `\u00a0${asset.code}` : ''}`;
}

/**
 * An integer of any length with the locale's separators: as it groups a number that is long enough.
 * @param {string} integer @param {Intl.NumberFormat} numbers @param {string[]} digits those of the locale
 */
function grouped(integer, numbers, digits) {
  const sample = numbers.format(1e12);
  const between = [...sample].find((letter) => !digits.includes(letter));
  // Some locales do not group four digits.
  if (between === undefined || (integer.length < 5 && !numbers.format(1234).includes(between))) return integer;
  const [others, last] = sample.split(between).slice(-2).map((group) => [...group].length);
  let text = integer.slice(-last);
  for (let rest = integer.slice(0, -last); rest !== ''; rest = rest.slice(0, -others)) text = rest.slice(-others) + between + text;
  return text;
}

/** @param {string} text */
function parts(text) {
  const [, sign, whole, fraction = ''] = DECIMAL.exec(text) ?? [];
  if (whole === undefined) throw new TypeError('An amount is a decimal string, for example "120.00".');
  return { sign, whole, fraction };
}
