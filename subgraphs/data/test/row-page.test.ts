import { describe, expect, it } from '@jest/globals';
import { parseNumberedPage, toNumberedConnection } from '../src/domain/row-page.ts';

const cursor = (text: string) => Buffer.from(text).toString('base64url');

describe('a page of a numbered list', () => {
  it.each([cursor('0'), cursor('-1'), cursor('1 or 1=1'), cursor('1e3'), cursor('9999999999999'), '', '!'])(
    'refuses %j as a cursor',
    (after) => {
      expect(() => parseNumberedPage({ first: 1, after })).toThrow('`after` is not a cursor of this list.');
    },
  );

  it.each([0, 101, 1.5])('refuses %d items', (first) => {
    expect(() => parseNumberedPage({ first })).toThrow('`first`');
  });

  it('goes on behind its last item', () => {
    const items = [3, 5, 8].map((number) => ({ number, node: `row ${number}` }));
    const page = parseNumberedPage({ first: 2, after: cursor('2') });
    expect(page).toEqual({ first: 2, limit: 3, after: 2 });
    const { nodes, pageInfo } = toNumberedConnection(items, page);
    expect(nodes).toEqual(['row 3', 'row 5']);
    expect(pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: true });
    expect(parseNumberedPage({ first: 2, after: pageInfo.endCursor })).toMatchObject({ after: 5 });
  });
});
