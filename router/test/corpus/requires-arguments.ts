import type { JsonObject } from '../../src/engine/result.ts';
import { reference, subgraph, type Suite } from './suite.ts';

const items = [
  { id: 'i1', base: 100, comments: ['a', 'b', 'c', 'd'] },
  { id: 'i2', base: 7, comments: ['e'] },
];
const rates: Record<string, number> = { USD: 1, EUR: 2, JPY: 100 };
const notes = (count: number) => items.map(({ comments }) => comments.slice(0, count).map((text) => ({ text })));

/** `@requires` of fields with arguments, beside what clients ask of the same field with other arguments. */
export const requiresArguments: Suite = {
  name: '@requires with arguments',
  subgraphs: [
    subgraph(
      'items',
      '@key',
      `type Query { items: [Item!]! item(id: ID!): Item }
       type Item @key(fields: "id") {
         id: ID!
         price(currency: String!): Int
         comments(limit: Int = 10): [Comment!]!
         detail: Detail!
       }
       type Detail { size(unit: String!): String! }
       type Comment { text: String! }`,
      {
        Query: {
          items: () => items,
          item: (_: unknown, { id }: { id: string }) => items.find((item) => item.id === id) ?? null,
        },
        Item: {
          __resolveReference: reference(items),
          price: ({ base }: { base: number }, { currency }: { currency: string }) =>
            currency in rates ? base * (rates[currency] ?? 0) : null,
          comments: ({ comments }: { comments: string[] }, { limit }: { limit: number }) =>
            comments.slice(0, limit).map((text) => ({ text })),
          detail: ({ id }: { id: string }) => ({ id }),
        },
        Detail: { size: ({ id }: { id: string }, { unit }: { unit: string }) => `${id} in ${unit}` },
      },
    ),
    subgraph(
      'digest',
      '@key @external @requires',
      `type Item @key(fields: "id") {
         id: ID!
         price(currency: String!): Int @external
         comments(limit: Int = 10): [Comment!]! @external
         detail: Detail! @external
         dollars: String @requires(fields: "price(currency: \\"USD\\")")
         euros: String @requires(fields: "price(currency: \\"EUR\\")")
         digest: String @requires(fields: "comments(limit: 3) { text }")
         wide: String @requires(fields: "detail { size(unit: \\"cm\\") }")
       }
       type Detail { size(unit: String!): String! @external }
       type Comment { text: String! @external }`,
      {
        Item: {
          dollars: ({ price }: JsonObject) => `$${String(price)}`,
          euros: ({ price }: JsonObject) => `€${String(price)}`,
          digest: ({ comments }: { comments: { text: string }[] }) => comments.map(({ text }) => text).join(''),
          wide: ({ detail }: { detail: { size: string } }) => detail.size.toUpperCase(),
        },
      },
    ),
  ],
  cases: [
    {
      name: 'one argument',
      query: '{ items { dollars } }',
      expected: { data: { items: [{ dollars: '$100' }, { dollars: '$7' }] } },
    },
    {
      name: 'the same field twice with different arguments',
      query: '{ items { dollars euros } }',
      expected: {
        data: {
          items: [
            { dollars: '$100', euros: '€200' },
            { dollars: '$7', euros: '€14' },
          ],
        },
      },
    },
    {
      name: 'the same field asked by the client with other arguments',
      query: '{ items { price(currency: "JPY") dollars euros } }',
      expected: {
        data: {
          items: [
            { price: 10000, dollars: '$100', euros: '€200' },
            { price: 700, dollars: '$7', euros: '€14' },
          ],
        },
      },
    },
    {
      name: 'the same field asked by the client with a variable',
      query: 'query ($in: String!) { items { euros price(currency: $in) } }',
      variables: { in: 'USD' },
      expected: {
        data: {
          items: [
            { euros: '€200', price: 100 },
            { euros: '€14', price: 7 },
          ],
        },
      },
    },
    {
      name: 'the same field asked twice by the client under aliases',
      query: '{ items { a: price(currency: "USD") b: price(currency: "EUR") dollars } }',
      expected: {
        data: {
          items: [
            { a: 100, b: 200, dollars: '$100' },
            { a: 7, b: 14, dollars: '$7' },
          ],
        },
      },
    },
    {
      name: 'a list of which the client asks for fewer',
      query: '{ items { comments(limit: 1) { text } digest } }',
      expected: {
        data: {
          items: [
            { comments: notes(1)[0], digest: 'abc' },
            { comments: notes(1)[1], digest: 'e' },
          ],
        },
      },
    },
    {
      name: 'a list of which the client asks for more',
      query: '{ items { digest comments { text } } }',
      expected: {
        data: {
          items: [
            { digest: 'abc', comments: notes(10)[0] },
            { digest: 'e', comments: notes(10)[1] },
          ],
        },
      },
    },
    {
      name: 'an argument inside a nested selection',
      query: '{ items { wide detail { size(unit: "m") } } }',
      expected: {
        data: {
          items: [
            { wide: 'I1 IN CM', detail: { size: 'i1 in m' } },
            { wide: 'I2 IN CM', detail: { size: 'i2 in m' } },
          ],
        },
      },
    },
    {
      name: 'an alias that takes the name of the required field',
      query: '{ items { price: id euros } }',
      expected: {
        data: {
          items: [
            { price: 'i1', euros: '€200' },
            { price: 'i2', euros: '€14' },
          ],
        },
      },
    },
    {
      name: 'through fragments, twice',
      query:
        '{ item(id: "i2") { ...A ...B } } fragment A on Item { dollars } fragment B on Item { euros dollars digest }',
      expected: { data: { item: { dollars: '$7', euros: '€14', digest: 'e' } } },
    },
  ],
};
