import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { decideMerge, hashContent, type StoredVersion } from '../src/domain/merge.ts';
import type { CustomerContent } from '../src/domain/records.ts';

const at = (second: number) => new Date(Date.UTC(2026, 10, 24, 9, 0, second));
const version = (updated: number, contentHash = 'a', read = updated) => ({
  updatedAt: at(updated),
  readAt: at(read),
  contentHash,
});
const stored = (updated: number, contentHash = 'a', read = updated, deleted: number | null = null): StoredVersion => ({
  ...version(updated, contentHash, read),
  deletedAt: deleted === null ? null : at(deleted),
});

describe('decideMerge', () => {
  it.each([
    ['an older version', stored(5), version(4, 'b'), 'unchanged'],
    ['the same version again', stored(5), version(5), 'unchanged'],
    ['another content of the same second that was read earlier', stored(5, 'a', 9), version(5, 'b', 8), 'unchanged'],
    ['an update from before the deletion', stored(5, 'a', 5, 7), version(6, 'b'), 'unchanged'],
    ['an update of the second of the deletion', stored(5, 'a', 5, 7), version(7, 'b'), 'unchanged'],
    ['a newer time with the same content', stored(5), version(6), 'touched'],
    ['another content of the same second that was read later', stored(5, 'a', 6), version(5, 'b', 7), 'updated'],
    ['a newer version', stored(5), version(6, 'b'), 'updated'],
    ['a record that is there again', stored(5, 'a', 5, 7), version(8), 'updated'],
    ['a record that is not stored', undefined, version(1), 'created'],
  ])('%s', (_, before, incoming, decision) => {
    expect(decideMerge(before, incoming)).toBe(decision);
  });

  it('ends with the newest version, in whatever order and how often versions arrive', () => {
    const versions = Array.from({ length: 5 }, (_, second) => version(second, `content ${second}`));
    const arrivals = fc.shuffledSubarray([...versions, ...versions, ...versions], { minLength: 1 });
    fc.assert(
      fc.property(arrivals, (sequence) => {
        let current: StoredVersion | undefined;
        for (const incoming of sequence) {
          if (decideMerge(current, incoming) !== 'unchanged') current = { ...incoming, deletedAt: null };
        }
        const newest = sequence.reduce((best, next) => (next.updatedAt > best.updatedAt ? next : best));
        expect(current?.contentHash).toBe(newest.contentHash);
      }),
    );
  });
});

describe('hashContent', () => {
  const customer: CustomerContent = {
    name: '佐藤 陽菜',
    email: null,
    phone: null,
    address: null,
    tags: ['VIP', 'ギフト'],
    orderCount: 2,
    totalSpent: { amount: '1980', currencyCode: 'JPY' },
  };

  it('does not depend on the order of members, but on that of lists and on every value', () => {
    const reordered = Object.fromEntries(Object.entries(customer).reverse());
    expect(hashContent({ ...customer, ...reordered })).toBe(hashContent(customer));
    expect(hashContent({ ...customer, tags: ['ギフト', 'VIP'] })).not.toBe(hashContent(customer));
    expect(hashContent({ ...customer, email: '' })).not.toBe(hashContent(customer));
  });
});
