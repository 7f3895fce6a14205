import { describe, expect, it } from '@jest/globals';
import { parseSearch } from '../../src/shopify/admin/search.ts';

const record = { id: '7', updated_at: new Date('2026-11-20T00:00:00Z'), tag: ['VIP'], name: '#1001' };

describe('parseSearch', () => {
  it.each([
    ["updated_at:>='2026-11-20T00:00:00Z' AND updated_at:<'2026-11-21T00:00:00Z'", true],
    ["updated_at:>'2026-11-20T00:00:00Z'", false],
    ['updated_at:<=2026-11-20T00:00:00Z', true],
    ['tag:VIP name:#1001', true],
    ['tag:new', false],
    ['id:8', false],
    ['no_such_field:1', true],
    ['', true],
  ])('%p matches: %p', (query, expected) => {
    expect(parseSearch(query)(record)).toBe(expected);
  });
});
