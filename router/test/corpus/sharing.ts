import { reference, subgraph, type Suite } from './suite.ts';

const authors = [
  { id: 'a1', name: 'Sei', born: 966 },
  { id: 'a2', name: 'Basho', born: 1644 },
];
const books = [
  { id: 'b1', title: 'Pillow', author: { id: 'a1', name: 'Sei' }, chapters: [{ id: 'c1', title: 'Spring' }] },
  { id: 'b2', title: 'North', author: { id: 'a2', name: 'Basho' }, chapters: [] },
];
const pages = [{ id: 'c1', pages: 12 }];
const position = { lat: 35.0, lon: 135.8 };

/** `@provides`, `@external`, `@shareable`: a field that several subgraphs can answer, on some paths or everywhere. */
export const sharing: Suite = {
  name: '@provides, @external, @shareable',
  subgraphs: [
    subgraph(
      'books',
      '@key @provides @external @shareable',
      `type Query { books: [Book!]! featured: Book @provides(fields: "author { name }") today: String! @shareable }
       type Book @key(fields: "id") {
         id: ID! title: String! author: Author! chapters: [Chapter!]! @provides(fields: "title") printed: Place
       }
       type Author @key(fields: "id") { id: ID! name: String! @external }
       type Chapter @key(fields: "id") { id: ID! title: String! @external }
       type Place @shareable { lat: Float! lon: Float! }`,
      {
        Query: { books: () => books, featured: () => books[0], today: () => 'Monday' },
        Book: { __resolveReference: reference(books), printed: () => position },
      },
    ),
    subgraph(
      'authors',
      '@key @shareable',
      `type Query { authors: [Author!]! today: String! @shareable }
       type Author @key(fields: "id") { id: ID! name: String! @shareable born: Int! home: Place }
       type Place @shareable { lat: Float! lon: Float! }`,
      {
        Query: { authors: () => authors, today: () => 'Monday' },
        Author: { __resolveReference: reference(authors), home: () => position },
      },
    ),
    subgraph(
      'pages',
      '@key @shareable',
      `type Chapter @key(fields: "id") { id: ID! title: String! @shareable pages: Int! }`,
      { Chapter: { __resolveReference: reference(pages), title: () => 'asked at the owner' } },
    ),
  ],
  cases: [
    {
      name: 'a provided field where it is provided',
      query: '{ featured { author { name } } }',
      expected: { data: { featured: { author: { name: 'Sei' } } } },
    },
    {
      name: 'the same field where it is not provided',
      query: '{ books { author { name } } }',
      expected: { data: { books: [{ author: { name: 'Sei' } }, { author: { name: 'Basho' } }] } },
    },
    {
      name: 'a provided field beside one that is not',
      query: '{ featured { author { born name } } }',
      expected: { data: { featured: { author: { born: 966, name: 'Sei' } } } },
    },
    {
      name: 'a field provided in a list is taken from there',
      query: '{ books { chapters { title } } }',
      expected: { data: { books: [{ chapters: [{ title: 'Spring' }] }, { chapters: [] }] } },
    },
    {
      name: 'a field provided in a list beside one of its owner',
      query: '{ books { chapters { title pages } } }',
      expected: { data: { books: [{ chapters: [{ title: 'Spring', pages: 12 }] }, { chapters: [] }] } },
    },
    {
      name: 'a shared root field',
      query: '{ today authors { name } }',
      expected: { data: { today: 'Monday', authors: [{ name: 'Sei' }, { name: 'Basho' }] } },
    },
    {
      name: 'a shared root field and roots of both subgraphs',
      query: '{ authors { id } today books { id } }',
      expected: {
        data: { authors: [{ id: 'a1' }, { id: 'a2' }], today: 'Monday', books: [{ id: 'b1' }, { id: 'b2' }] },
      },
    },
    {
      name: 'a shared value type from two subgraphs',
      query: '{ featured { printed { lat } author { home { lon lat } } } }',
      expected: { data: { featured: { printed: { lat: 35 }, author: { home: { lon: 135.8, lat: 35 } } } } },
    },
    {
      name: 'the same entity reached on two paths',
      query: '{ featured { author { id born } } books { author { born id } } }',
      expected: {
        data: {
          featured: { author: { id: 'a1', born: 966 } },
          books: [{ author: { born: 966, id: 'a1' } }, { author: { born: 1644, id: 'a2' } }],
        },
      },
    },
  ],
};
