import { describe, expect, it } from '@jest/globals';
import { toOrder, sourceIdOf } from '../src/sources/shopify/mapping.ts';
import { order } from '../src/sources/shopify/replies.ts';

const reply = {
  id: 'gid://shopify/Order/9007199254740993',
  createdAt: '2026-11-20T09:00:00Z',
  updatedAt: '2026-11-21T18:00:00+09:00',
  name: '#1001',
  test: false,
  displayFinancialStatus: 'PAID',
  displayFulfillmentStatus: 'UNFULFILLED',
  tags: [],
  currentTotalPriceSet: { shopMoney: { amount: '1980.0', currencyCode: 'JPY' } },
  lineItems: { nodes: [], pageInfo: { hasNextPage: false } },
};

describe('toOrder', () => {
  it('names a status that it does not know UNKNOWN, and a missing payment PENDING', () => {
    const odd = { ...reply, displayFinancialStatus: 'BARTERED', displayFulfillmentStatus: 'TELEPORTED' };
    expect(toOrder(order.parse(odd), [])).toMatchObject({ financialStatus: 'UNKNOWN', fulfillmentStatus: 'UNKNOWN' });
    expect(toOrder(order.parse({ ...reply, displayFinancialStatus: null }), []).financialStatus).toBe('PENDING');
  });

  it('lives with what a shop may leave out, and drops what Postgres cannot store', () => {
    const mapped = toOrder(order.parse({ ...reply, email: 'a\0b@example.jp' }), []);
    expect(mapped).toMatchObject({ email: 'ab@example.jp', customerSourceId: null, shippingAddress: null, tax: null });
  });
});

describe('sourceIdOf', () => {
  it('keeps 64 bits', () => {
    expect(sourceIdOf('gid://shopify/Order/18446744073709551615')).toBe('18446744073709551615');
    expect(() => sourceIdOf('gid://shopify/Order/')).toThrow('ends with a number');
  });
});
