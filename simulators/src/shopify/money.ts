import type { Currency } from './shop.ts';

/** Yen per dollar, for amounts in the buyer's currency. */
const yenPerDollar = 150;

/** An amount as the Admin GraphQL API writes it: at least one decimal place, `1980.0` and `19.9`. */
export function graphqlAmount(minor: number, { decimals }: Currency): string {
  const text = restAmount(minor, decimals);
  return decimals === 0 ? `${text}.0` : text.replace(/(\.\d)0$/, '$1');
}

/** An amount as webhooks write it: `1980` and `19.90`. */
export function restAmount(minor: number, decimals: number): string {
  return (minor / 10 ** decimals).toFixed(decimals);
}

/** An amount in the shop's currency and in the buyer's. */
export function bothCurrencies(minor: number, shop: Currency, presentment: string) {
  const rate = shop.code === presentment ? 1 : shop.code === 'JPY' ? 1 / yenPerDollar : yenPerDollar;
  const decimals = presentment === 'JPY' ? 0 : 2;
  const converted = Math.round((minor / 10 ** shop.decimals) * rate * 10 ** decimals);
  return {
    shop: { minor, currency: shop },
    presentment: { minor: converted, currency: { code: presentment, decimals } },
  };
}
