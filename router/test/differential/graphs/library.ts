import type { JsonObject } from '../../../src/engine/result.ts';
import { reference, subgraph, type Graph } from '../graph.ts';

const media: JsonObject[] = [
  { __typename: 'Book', id: 'b1', title: 'Kokoro', pages: 250, authorId: 'h1', year: 1914 },
  { __typename: 'Film', id: 'f1', title: 'Ikiru', minutes: 143, directorId: 'h2', year: null },
  { __typename: 'Book', id: 'b2', title: 'Botchan', pages: null, authorId: 'h1', year: 1906 },
];
const people: JsonObject[] = [
  { __typename: 'Person', id: 'h1', name: 'Natsume' },
  { __typename: 'Person', id: 'h2', name: 'Kurosawa' },
];
const ratings: JsonObject[] = [
  { id: 'x1', mediaId: 'b1', stars: 5, by: 'h2' },
  { id: 'x2', mediaId: 'f1', stars: 3, by: null },
  { id: 'x3', mediaId: 'b1', stars: 1, by: 'h1' },
];
const byId = (rows: readonly JsonObject[], id: unknown) => rows.find((row) => row['id'] === id) ?? null;
const onlyId = ({ __typename, id }: JsonObject) => ({ __typename, id });

/** Interfaces of entities and of values, unions, an interface object, lists of lists of abstract types. */
export const library: Graph = {
  name: 'library',
  texts: ['b1', 'f1', 'b2', 'h1', 'nothing'],
  subgraphs: [
    subgraph(
      'media',
      '@key @shareable',
      /* GraphQL */ `
        interface Media @key(fields: "id") {
          id: ID!
          title: String!
          year: Int
        }
        interface Work {
          title: String!
          makers: [Person!]
        }
        type Book implements Media & Work @key(fields: "id") {
          id: ID!
          title: String!
          year: Int
          pages: Int
          makers: [Person!]
          author: Person!
        }
        type Film implements Media & Work @key(fields: "id") {
          id: ID!
          title: String!
          year: Int
          minutes: Int!
          makers: [Person!]
          director: Person
          similar: [Media]
        }
        type Person @key(fields: "id") {
          id: ID!
          name: String! @shareable
          works: [Media!]!
        }
        union Hit = Book | Film | Person
        type Query {
          media(id: ID!): Media
          all: [Media!]!
          works: [Work]
          search(text: String): [Hit!]
          shelves: [[Media!]]!
        }
      `,
      {
        Query: {
          media: (_: unknown, { id }: { id: string }) => byId(media, id),
          all: () => media,
          works: () => media,
          search: (_: unknown, { text }: { text?: string }) =>
            [...media, ...people].filter(({ id }) => !text || id === text),
          shelves: () => [media.slice(0, 2), [], null, media.slice(1)],
        },
        Media: { __resolveReference: reference(media) },
        Book: {
          __resolveReference: reference(media),
          makers: ({ authorId }: JsonObject) => [byId(people, authorId)],
          author: ({ authorId }: JsonObject) => byId(people, authorId),
        },
        Film: {
          __resolveReference: reference(media),
          makers: () => null,
          director: ({ directorId }: JsonObject) => byId(people, directorId),
          similar: () => [media[0], null, media[1]],
        },
        Person: {
          __resolveReference: reference(people),
          works: ({ id }: JsonObject) =>
            media.filter(({ authorId, directorId }) => [authorId, directorId].includes(id)),
        },
      },
    ),
    subgraph(
      'ratings',
      '@key @interfaceObject',
      /* GraphQL */ `
        type Media @interfaceObject @key(fields: "id") {
          id: ID!
          score(scale: Int = 1): Float
          ratings: [Rating!]!
        }
        type Rating {
          stars: Int!
          media: Media!
          by: Person
        }
        type Person @key(fields: "id", resolvable: false) {
          id: ID!
        }
        type Query {
          best: [Media!]!
          rated(id: ID!): Media
        }
      `,
      {
        Query: {
          best: () => [{ id: 'f1' }, { id: 'b1' }],
          rated: (_: unknown, { id }: { id: string }) => (byId(media, id) ? { id } : null),
        },
        Media: {
          __resolveReference: ({ id }: JsonObject) => ({ id }),
          score: ({ id }: JsonObject, { scale }: { scale: number | null }) =>
            id === 'b2' ? null : (scale ?? 1) * (id === 'b1' ? 3 : 2.5),
          ratings: ({ id }: JsonObject) => ratings.filter(({ mediaId }) => mediaId === id),
        },
        Rating: {
          media: ({ mediaId }: JsonObject) => ({ id: mediaId }),
          by: ({ by }: JsonObject) => by && { id: by },
        },
      },
    ),
    subgraph(
      'lending',
      '@key @shareable',
      /* GraphQL */ `
        interface Borrowable {
          copies: Int!
          holders: [Person]
        }
        type Book implements Borrowable @key(fields: "id") {
          id: ID!
          copies: Int!
          holders: [Person]
        }
        type Disc implements Borrowable {
          copies: Int!
          holders: [Person]
          film: Film
        }
        type Film @key(fields: "id") {
          id: ID!
          discs: [Disc!]
        }
        type Person @key(fields: "id") {
          id: ID!
          name: String! @shareable
          borrowed: [Borrowable!]!
        }
        union Thing = Book | Disc
        type Query {
          borrowables: [Borrowable]!
          things: [Thing!]!
        }
      `,
      {
        Query: {
          borrowables: () => [onlyId(media[0] ?? {}), { __typename: 'Disc', id: 'd1', of: 'f1' }, null],
          things: () => [
            { __typename: 'Disc', id: 'd1', of: 'f1' },
            { __typename: 'Book', id: 'b2' },
          ],
        },
        Book: {
          copies: ({ id }: JsonObject) => (id === 'b1' ? 2 : 0),
          holders: ({ id }: JsonObject) => (id === 'b1' ? [people[1], null] : []),
        },
        Disc: {
          copies: () => 1,
          holders: () => null,
          film: ({ of }: JsonObject) => ({ id: of }),
        },
        Film: { discs: ({ id }: JsonObject) => [{ id: 'd1', of: id }] },
        Person: {
          __resolveReference: reference(people),
          borrowed: ({ id }: JsonObject) =>
            id === 'h2'
              ? [
                  { __typename: 'Book', id: 'b1' },
                  { __typename: 'Disc', id: 'd1', of: 'f1' },
                ]
              : [],
        },
      },
    ),
  ],
};
