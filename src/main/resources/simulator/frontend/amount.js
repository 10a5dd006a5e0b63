/** Reads an amount as people type it. */

const ARABIC_DECIMAL = '\u066b';
const PLAIN = /^[0-9]{1,12}([.][0-9]{1,2})?$/;

/**
 * The amount as the API takes it, or null if it is none above zero. Digits may be those of the locale. The decimal separator is that of
 * the locale, or a comma or point that cannot stand between thousands; "1.250" is 1250 in German, and "120,50" is none in English. Nor
 * is "0,500": no number with thousands begins with a zero.
 * @param {string} text
 * @param {string | string[]} [locale] that of the browser by default
 */
export function amountOf(text, locale = [...navigator.languages]) {
  const numbers = new Intl.NumberFormat(locale);
  const { group = ',', decimal = '.' } = Object.fromEntries(numbers.formatToParts(1234567.5).map(({ type, value }) => [type, value]));
  const digits = [...Array(10).keys()].map((digit) => numbers.format(digit));
  const typed = [...text].map((letter) => (digits.includes(letter) ? digits.indexOf(letter) : letter)).join('');
  const plain = withoutGroups(typed.trim().replace(/\s/g, ' ').replaceAll('’', "'"), likeTyped(group)).replace(group === ',' ? decimal : ',', '.')
    .replace(ARABIC_DECIMAL, '.');
  return PLAIN.test(plain) && Number(plain) > 0 ? plain : null;
}

/** Keyboards have neither narrow spaces nor typographic apostrophes. */
function likeTyped(separator) {
  return separator.replace(/\s/, ' ').replace('’', "'");
}

/** Only separators with three digits after each of them separate groups. */
function withoutGroups(text, group) {
  const [first, ...others] = text.split(group);
  const grouped = /^[1-9][0-9]{0,2}$/.test(first) && others.every((each, index) => (index < others.length - 1 ? /^[0-9]{3}$/ : /^[0-9]{3}([.,\u066b][0-9]*)?$/).test(each));
  return grouped ? [first, ...others].join('') : text;
}
