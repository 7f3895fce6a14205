import { describe, expect, it } from '@jest/globals';
import { parseMoney } from '../src/domain/amount.ts';

describe('parseMoney', () => {
  it.each([
    ['1980.0', 'JPY', '1980'],
    ['0.0', 'JPY', '0'],
    ['19.9', 'USD', '19.90'],
    ['19', 'USD', '19.00'],
    ['1.5', 'KWD', '1.500'],
    ['-12.30', 'EUR', '-12.30'],
    ['0.005', 'USD', '0.005'],
    ['12.5', 'JPY', '12.5'],
    ['90071992547409931234.56', 'USD', '90071992547409931234.56'],
  ])('writes %s %s as %s', (amount, currencyCode, expected) => {
    expect(parseMoney(amount, currencyCode)).toEqual({ amount: expected, currencyCode });
  });
});
