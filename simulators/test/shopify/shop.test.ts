import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { createShop } from '../../src/shopify/shop.ts';
import { readState, writeState } from '../../src/shopify/state-file.ts';
import { restOrder, toBody } from '../../src/shopify/webhooks/rest.ts';
import { createSubscriptions } from '../../src/shopify/webhooks/subscriptions.ts';

const start = new Date('2026-11-24T09:00:00Z');
const settings = { domain: 'conea-demo.myshopify.com', orderCount: 1_000, seed: 'conea', start };
const day = 86_400_000;

describe('a shop', () => {
  it('has the same records for the same seed and start', () => {
    const [one, other] = [createShop(settings), createShop(settings)];
    expect([...one.orders.values()]).toEqual([...other.orders.values()]);
    expect([one.orders.size, one.products.size, one.customers.size]).toEqual([1_000, 120, 300]);
  });

  it('has orders of the last 60 days, none from the future, none changed before it was placed', () => {
    for (const { createdAt, updatedAt } of createShop(settings).orders.values()) {
      expect(start.getTime() - createdAt.getTime()).toBeLessThan(60 * day);
      expect(updatedAt.getTime()).toBeLessThan(start.getTime());
      expect(updatedAt.getTime()).toBeGreaterThanOrEqual(createdAt.getTime());
    }
  });

  it('writes ids as bare numbers that do not fit a double', () => {
    const shop = createShop(settings);
    const [order] = shop.orders.values();
    if (!order) throw new Error('a shop has orders');
    const body = toBody(restOrder(shop, order)).toString();
    expect(body).toContain(`"id":${order.id},`);
    expect(BigInt(order.id)).toBeGreaterThan(BigInt(Number.MAX_SAFE_INTEGER));
  });

  it('comes back from its file as it was', () => {
    const directory = mkdtempSync(join(tmpdir(), 'conea-simulator-'));
    const file = join(directory, 'state', 'shopify.json');
    const shop = createShop(settings);
    const subscriptions = createSubscriptions(() => undefined);
    expect(readState(file)).toBeNull();
    writeState(file, start, [shop], subscriptions);
    expect(readState(file)?.shops[0]?.orders).toEqual([...shop.orders.values()]);
    rmSync(directory, { recursive: true });
  });
});
