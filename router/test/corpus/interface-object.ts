import { GraphQLError } from 'graphql';
import { reference, subgraph, type Suite } from './suite.ts';

const media = [
  { __typename: 'Book', id: 'm1', title: 'Kokoro', pages: 250 },
  { __typename: 'Film', id: 'm2', title: 'Ran', minutes: 162 },
  { __typename: 'Film', id: 'm3', title: 'Ikiru', minutes: 143 },
];
const ratings = [
  { id: 'm1', stars: 4, reviews: [{ text: 'Deep' }] },
  { id: 'm2', stars: 5, reviews: [] },
  { id: 'm3', stars: null, reviews: [{ text: 'Sad' }, { text: 'Fine' }] },
];
const prices = [
  { id: 'm1', price: 10 },
  { id: 'm2', price: 30 },
  { id: 'm3', price: 20 },
];

/** `@interfaceObject`: fields added to all implementations of an interface by a subgraph that knows none of them. */
export const interfaceObject: Suite = {
  name: '@interfaceObject',
  subgraphs: [
    subgraph(
      'media',
      '@key',
      `type Query { media: [Media!]! film: Film anything: Any }
       interface Media @key(fields: "id") { id: ID! title: String! }
       interface Titled { title: String! }
       type Book implements Media & Titled @key(fields: "id") { id: ID! title: String! pages: Int! }
       type Film implements Media & Titled @key(fields: "id") { id: ID! title: String! minutes: Int! }
       union Any = Book | Film`,
      {
        Query: { media: () => media, film: () => media[1], anything: () => media[0] },
        Media: { __resolveReference: reference(media) },
        Book: { __resolveReference: reference(media) },
        Film: { __resolveReference: reference(media) },
      },
    ),
    subgraph(
      'ratings',
      '@key @interfaceObject',
      `type Query { best: Media top: [Media!]! }
       type Media @key(fields: "id") @interfaceObject { id: ID! stars: Int reviews: [Review!]! broken: Int }
       type Review { text: String! }`,
      {
        Query: { best: () => ratings[1], top: () => [ratings[1], ratings[0]] },
        Media: {
          __resolveReference: reference(ratings),
          broken: () => {
            throw new GraphQLError('it is broken', { extensions: { code: 'BROKEN' } });
          },
        },
      },
    ),
    subgraph(
      'prices',
      '@key @interfaceObject @external @requires',
      `type Media @key(fields: "id") @interfaceObject {
         id: ID! stars: Int @external price: Int! worth: Boolean @requires(fields: "stars")
       }`,
      {
        Media: {
          __resolveReference: reference(prices),
          worth: ({ stars }: { stars: number | null }) => (stars === null ? null : stars > 4),
        },
      },
    ),
  ],
  cases: [
    {
      name: 'a field of the interface object on every implementation',
      query: '{ media { title stars } }',
      expected: {
        data: {
          media: [
            { title: 'Kokoro', stars: 4 },
            { title: 'Ran', stars: 5 },
            { title: 'Ikiru', stars: null },
          ],
        },
      },
    },
    {
      name: 'a field of the interface object on one implementation',
      query: '{ film { minutes stars } }',
      expected: { data: { film: { minutes: 162, stars: 5 } } },
    },
    {
      name: 'only fields of the interface object, from its own root field',
      query: '{ best { stars id } }',
      expected: { data: { best: { stars: 5, id: 'm2' } } },
    },
    {
      name: 'the type name behind an interface object',
      query: '{ best { __typename stars } top { __typename id } }',
      expected: {
        data: {
          best: { __typename: 'Film', stars: 5 },
          top: [
            { __typename: 'Film', id: 'm2' },
            { __typename: 'Book', id: 'm1' },
          ],
        },
      },
    },
    {
      name: 'a field of the interface behind an interface object',
      query: '{ top { title stars } }',
      expected: {
        data: {
          top: [
            { title: 'Ran', stars: 5 },
            { title: 'Kokoro', stars: 4 },
          ],
        },
      },
    },
    {
      name: 'fragments on the implementations behind an interface object',
      query: '{ top { ... on Film { minutes } ... on Book { pages } stars } }',
      expected: {
        data: {
          top: [
            { minutes: 162, stars: 5 },
            { pages: 250, stars: 4 },
          ],
        },
      },
    },
    {
      name: 'fields of the interface object inside fragments on implementations',
      query: '{ media { ... on Book { stars } ... on Film { reviews { text } } } }',
      expected: { data: { media: [{ stars: 4 }, { reviews: [] }, { reviews: [{ text: 'Sad' }, { text: 'Fine' }] }] } },
    },
    {
      // An interface object is asked for it on all of them, for it cannot tell them apart.
      name: 'an error of what was asked of another implementation has the place of the object',
      query: '{ anything { __typename ... on Titled { ... on Media { stars } } ... on Film { broken } } }',
      expected: {
        data: { anything: { __typename: 'Book', stars: 4 } },
        errors: [{ path: ['anything'], code: 'BROKEN' }],
      },
    },
    {
      name: 'from one interface object to another',
      query: '{ top { price stars } }',
      expected: {
        data: {
          top: [
            { price: 30, stars: 5 },
            { price: 10, stars: 4 },
          ],
        },
      },
    },
    {
      name: '@requires between interface objects',
      query: '{ media { worth } best { worth } }',
      expected: { data: { media: [{ worth: false }, { worth: true }, { worth: null }], best: { worth: true } } },
    },
    {
      name: 'through a union',
      query: '{ anything { __typename ... on Book { stars pages } ... on Film { stars } } }',
      expected: { data: { anything: { __typename: 'Book', stars: 4, pages: 250 } } },
    },
    {
      name: 'a fragment on the interface itself',
      query: '{ best { ...M } } fragment M on Media { price ... on Film { title } }',
      expected: { data: { best: { price: 30, title: 'Ran' } } },
    },
    {
      name: 'a fragment on another interface, in one that is skipped for some',
      query: 'query ($no: Boolean!) { top { stars ... on Titled { title ... on Any @skip(if: $no) { __typename } } } }',
      variables: { no: false },
      expected: {
        data: {
          top: [
            { stars: 5, title: 'Ran', __typename: 'Film' },
            { stars: 4, title: 'Kokoro', __typename: 'Book' },
          ],
        },
      },
    },
    {
      name: 'a spread on a union that is skipped',
      query:
        'query ($no: Boolean!) { best { ...A @skip(if: $no) price } } fragment A on Any { ... on Film { minutes } }',
      variables: { no: true },
      expected: { data: { best: { price: 30 } } },
    },
  ],
};
