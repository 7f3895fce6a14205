import type { JsonObject } from '../../src/engine/result.ts';
import { reference, subgraph, type Suite } from './suite.ts';

const items = [
  { __typename: 'Book', id: 'i1', title: 'Genji', pages: 900, cents: 1000, author: { id: 'a1' } },
  { __typename: 'Disc', id: 'i2', title: 'Etude', minutes: 60, cents: 2000 },
];
const authors = [
  { id: 'a1', handle: 'murasaki', name: 'Murasaki' },
  { id: 'a2', handle: 'sei', name: 'Sei' },
];
const lives = [
  { id: 'a1', born: 973 },
  { id: 'a2', born: 966 },
];
const rates: Record<string, number> = { EUR: 2, USD: 1 };
const price = ({ cents }: { cents: number }, { currency }: { currency: string }) => cents * (rates[currency] ?? 0);

/** Directives together: what one of them adds is needed by another. */
export const interactions: Suite = {
  name: 'directives together',
  overrideLabels: { moved: true },
  subgraphs: [
    subgraph(
      'library',
      '@key @shareable @tag @inaccessible',
      `type Query { items: [Item!]! search: [Result!]! author(id: ID!): Author nothing: Empty box: Box! }
       interface Item @key(fields: "id") { id: ID! title: String! price(currency: String!): Int }
       type Book implements Item @key(fields: "id") {
         id: ID! title: String! price(currency: String!): Int pages: Int! author: Author!
       }
       type Disc implements Item @key(fields: "id") { id: ID! title: String! price(currency: String!): Int minutes: Int! }
       type Author @key(fields: "id") @key(fields: "handle") { id: ID! handle: String! @inaccessible name: String! @shareable mood: String }
       union Result = Book | Disc | Author
       interface Empty { value: Int }
       type Box { label: String! empty: Empty items: [Item!]! }`,
      {
        Query: {
          items: () => items,
          search: () => [items[1], { __typename: 'Author', ...authors[1] }, items[0]],
          author: (_: unknown, { id }: { id: string }) => authors.find((author) => author.id === id),
          box: () => ({ label: 'box', items }),
        },
        Item: { __resolveReference: reference(items) },
        Book: { __resolveReference: reference(items), price, author: () => authors[0] },
        Disc: { __resolveReference: reference(items), price },
        Author: { __resolveReference: reference(authors), mood: () => 'old' },
      },
    ),
    subgraph(
      'pricing',
      '@key @interfaceObject @external @requires',
      `type Item @key(fields: "id") @interfaceObject {
         id: ID!
         price(currency: String!): Int @external
         taxed: Int @requires(fields: "price(currency: \\"EUR\\")")
         net: Int @requires(fields: "price(currency: \\"USD\\")")
         related: [Item!]!
       }`,
      {
        Item: {
          taxed: (item: JsonObject) => Number(item['price']) + 1,
          net: (item: JsonObject) => Number(item['price']) - 1,
          related: ({ id }: { id: string }) => [{ id: id === 'i1' ? 'i2' : 'i1' }],
        },
      },
    ),
    subgraph(
      'lives',
      '@key @override @shareable',
      `type Author @key(fields: "id") @key(fields: "handle", resolvable: false) {
         id: ID! handle: String! @shareable born: Int! mood: String @override(from: "library", label: "moved")
       }`,
      { Author: { __resolveReference: reference(lives), mood: () => 'new' } },
    ),
    subgraph(
      'social',
      '@key @external @requires @provides @shareable',
      `type Query { famous: Author! @provides(fields: "name") }
       type Author @key(fields: "handle") {
         handle: String! name: String! @external born: Int! @external followers: Int!
         card: String @requires(fields: "name born")
       }`,
      {
        Query: { famous: () => ({ handle: 'sei', name: 'Sei' }) },
        Author: {
          __resolveReference: (author: JsonObject) => author,
          followers: ({ handle }: { handle: string }) => handle.length,
          card: ({ name, born }: JsonObject) => `${String(name)} *${String(born)}`,
        },
      },
    ),
  ],
  cases: [
    {
      name: 'an interface object requires a call of a field that each implementation has',
      query: '{ items { title taxed } }',
      expected: {
        data: {
          items: [
            { title: 'Genji', taxed: 2001 },
            { title: 'Etude', taxed: 4001 },
          ],
        },
      },
    },
    {
      name: 'two calls of it, and a third by the client',
      query: '{ items { taxed net price(currency: "USD") } }',
      expected: {
        data: {
          items: [
            { taxed: 2001, net: 999, price: 1000 },
            { taxed: 4001, net: 1999, price: 2000 },
          ],
        },
      },
    },
    {
      name: 'the same inside a fragment on an implementation',
      query: '{ items { ... on Disc { net minutes } ... on Book { taxed } } }',
      expected: { data: { items: [{ taxed: 2001 }, { net: 1999, minutes: 60 }] } },
    },
    {
      name: 'from interface object to interface object and back to an implementation',
      query: '{ items { id related { __typename title ... on Disc { minutes } ... on Book { author { name } } } } }',
      expected: {
        data: {
          items: [
            { id: 'i1', related: [{ __typename: 'Disc', title: 'Etude', minutes: 60 }] },
            { id: 'i2', related: [{ __typename: 'Book', title: 'Genji', author: { name: 'Murasaki' } }] },
          ],
        },
      },
    },
    {
      name: 'related of related, with what it requires',
      query: '{ items { related { taxed related { id net } } } }',
      expected: {
        data: {
          items: [
            { related: [{ taxed: 4001, related: [{ id: 'i1', net: 999 }] }] },
            { related: [{ taxed: 2001, related: [{ id: 'i2', net: 1999 }] }] },
          ],
        },
      },
    },
    {
      name: 'a hidden key that cannot be resolved where another can',
      query: '{ famous { born followers } }',
      expected: { data: { famous: { born: 966, followers: 3 } } },
    },
    {
      name: 'a provided field beside one that requires it',
      query: '{ famous { name card } }',
      expected: { data: { famous: { name: 'Sei', card: 'Sei *966' } } },
    },
    {
      name: 'a moved field behind a hidden key',
      query: '{ famous { mood } author(id: "a1") { mood card } }',
      expected: { data: { famous: { mood: 'new' }, author: { mood: 'new', card: 'Murasaki *973' } } },
    },
    {
      name: 'a union of implementations and an entity, each with fields of other subgraphs',
      query: '{ search { ... on Item { taxed } ... on Author { card followers } ... on Book { author { born } } } }',
      expected: {
        data: {
          search: [{ taxed: 4001 }, { card: 'Sei *966', followers: 3 }, { taxed: 2001, author: { born: 973 } }],
        },
      },
    },
    {
      name: 'aliases that take the names of everything that is required',
      query: '{ items { price: title id: net taxed } author(id: "a2") { name: card born: followers handle: born } }',
      expected: {
        data: {
          items: [
            { price: 'Genji', id: 999, taxed: 2001 },
            { price: 'Etude', id: 1999, taxed: 4001 },
          ],
          author: { name: 'Sei *966', born: 3, handle: 966 },
        },
      },
    },
    {
      name: 'conditions on fields that require different things',
      query:
        'query ($a: Boolean!, $b: Boolean!) { items { taxed @include(if: $a) net @skip(if: $a) } author(id: "a1") { card @include(if: $b) followers } }',
      variables: { a: false, b: true },
      expected: {
        data: { items: [{ net: 999 }, { net: 1999 }], author: { card: 'Murasaki *973', followers: 8 } },
      },
    },
    {
      name: 'an interface that nothing implements is null, with the reason',
      query: '{ nothing { value } items { id } }',
      expected: {
        data: { nothing: null, items: [{ id: 'i1' }, { id: 'i2' }] },
        errors: [{ path: ['nothing'], code: 'RESPONSE_VALIDATION_FAILED' }],
      },
    },
    {
      name: 'an interface that nothing implements and nothing else',
      query: '{ nothing { value } }',
      expected: { data: { nothing: null }, errors: [{ path: ['nothing'], code: 'RESPONSE_VALIDATION_FAILED' }] },
    },
    {
      name: 'an interface that nothing implements, further down',
      query: '{ box { label empty { value } } }',
      expected: {
        data: { box: { label: 'box', empty: null } },
        errors: [{ path: ['box', 'empty'], code: 'RESPONSE_VALIDATION_FAILED' }],
      },
    },
    {
      name: 'the same fields of the same entities at two places at once',
      query: '{ box { items { taxed } } items { taxed } }',
      expected: {
        data: { box: { items: [{ taxed: 2001 }, { taxed: 4001 }] }, items: [{ taxed: 2001 }, { taxed: 4001 }] },
      },
    },
    {
      name: 'the same entities at two places with different arguments further down',
      query: '{ a: items { related { price(currency: "EUR") } } b: items { related { price(currency: "USD") } } }',
      expected: {
        data: {
          a: [{ related: [{ price: 4000 }] }, { related: [{ price: 2000 }] }],
          b: [{ related: [{ price: 2000 }] }, { related: [{ price: 1000 }] }],
        },
      },
    },
  ],
};
