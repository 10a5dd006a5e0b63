import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compareAmounts, formatAmount } from '../amount.js';

const plain = (text) => text.replace(/\s/g, ' ');

test('amounts are compared exactly, however many digits they have', () => {
  assert.equal(compareAmounts('0.1', '0.10'), 0);
  assert.equal(compareAmounts('9', '10'), -1);
  assert.equal(compareAmounts('0.000000000000000001', '0.000000000000000002'), -1);
  assert.equal(compareAmounts('9007199254740993', '9007199254740992'), 1);
  assert.equal(compareAmounts('123456789012345678901234567890.000000000000000000000000000001', '123456789012345678901234567890'), 1);
  assert.equal(compareAmounts('-1', '0'), -1);
  assert.equal(compareAmounts('-0.5', '-0.25'), -1);
});

test('what is not a decimal string is refused', () => {
  for (const text of ['', '1e3', '1,5', 'NaN', '1.', '.5', ' 1']) assert.throws(() => compareAmounts(text, '1'), TypeError);
});

test('an amount has the locale\u2019s separators, and the asset\u2019s precision', () => {
  const money = { amount: '1234567.5', asset: { code: 'EUR', precision: 2 } };
  assert.equal(plain(formatAmount(money, 'en')), '1,234,567.50 EUR');
  assert.equal(plain(formatAmount(money, 'de')), '1.234.567,50 EUR');
  assert.equal(plain(formatAmount(money, 'en-IN')), '12,34,567.50 EUR');
  assert.equal(plain(formatAmount({ amount: '0.00131', asset: { code: 'BTC', precision: 8 } }, 'fr')), '0,00131000 BTC');
  assert.equal(plain(formatAmount({ amount: '12.5', asset: { precision: 2 } }, 'ar-EG')), '١٢٫٥٠');
});

test('groups are those of the locale, some of which have none in numbers of four digits', () => {
  const money = (amount) => plain(formatAmount({ amount }, 'es'));
  assert.deepEqual(['1234.5', '12345.5', '0012345678'].map(money), ['1234,5', '12.345,5', '12.345.678']);
  assert.equal(formatAmount({ amount: '123456789012345678901' }, 'en-IN'), '12,34,56,78,90,12,34,56,78,901');
});

test('amounts are formatted also on React Native, whose engine formats no bigint and has no formatToParts', () => {
  const { NumberFormat } = Intl;
  Intl.NumberFormat = class {
    #real;
    constructor(...given) { this.#real = new NumberFormat(...given); }
    format(value) { return this.#real.format(+value); } // Throws for a bigint.
  };
  try {
    assert.equal(plain(formatAmount({ amount: '-1234567.5', asset: { code: 'EUR', precision: 2 } }, 'de')), '-1.234.567,50 EUR');
    assert.equal(plain(formatAmount({ amount: '12.5', asset: { precision: 2 } }, 'ar-EG')), '١٢٫٥٠');
  } finally {
    Intl.NumberFormat = NumberFormat;
  }
});

test('no digit is lost: an amount with more digits than its asset keeps them, and is never rounded', () => {
  assert.equal(plain(formatAmount({ amount: '0.129', asset: { code: 'USD', precision: 2 } }, 'en')), '0.129 USD');
  assert.equal(formatAmount({ amount: '9007199254740993.123456789012345678' }, 'en'), '9,007,199,254,740,993.123456789012345678');
  assert.equal(formatAmount({ amount: '5.00', asset: { precision: 0 } }, 'en'), '5');
  assert.equal(formatAmount({ amount: '-0.50' }, 'en'), '-0.5');
  assert.equal(formatAmount({}, 'en'), '');
});
