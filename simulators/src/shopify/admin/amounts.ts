import type { Order } from '../data/records.ts';
import { bothCurrencies, graphqlAmount } from '../money.ts';
import type { Shop } from '../shop.ts';

/** MoneyV2 and MoneyBag objects of a shop. */
export function createAmounts(shop: Shop) {
  const money = (minor: number, currency = shop.currency) => ({
    amount: graphqlAmount(minor, currency),
    currencyCode: currency.code,
  });
  const bag = (minor: number, order: Order) => {
    const { shop: own, presentment } = bothCurrencies(minor, shop.currency, order.presentmentCurrency);
    return {
      shopMoney: money(own.minor, own.currency),
      presentmentMoney: money(presentment.minor, presentment.currency),
    };
  };
  return { money, bag };
}
