/** Decimal places of currencies that do not have two (ISO 4217). */
const decimals: Record<string, number> = {
  ...{ BIF: 0, CLP: 0, DJF: 0, GNF: 0, ISK: 0, JPY: 0, KMF: 0, KRW: 0, PYG: 0, RWF: 0, UGX: 0, VND: 0, VUV: 0 },
  ...{ XAF: 0, XOF: 0, XPF: 0, BHD: 3, IQD: 3, JOD: 3, KWD: 3, LYD: 3, OMR: 3, TND: 3 },
};

/** An amount of money: a decimal number as text. */
export type Money = { amount: string; currencyCode: string };

/** Writes an amount with the decimal places of its currency: `1980.0` yen is `1980`, `19.9` dollars are `19.90`. Digits that count are never cut. */
export function parseMoney(amount: string, currencyCode: string): Money {
  const [whole = '0', fraction = ''] = amount.split('.');
  const significant = fraction.replace(/0+$/, '').padEnd(decimals[currencyCode] ?? 2, '0');
  return { amount: significant === '' ? whole : `${whole}.${significant}`, currencyCode };
}
