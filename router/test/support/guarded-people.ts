const link = (...imports: unknown[]) =>
  `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ${JSON.stringify(imports).replaceAll(/"(name|as)":/g, '$1:')})\n`;
const needs = { name: '@requiresScopes', as: '@needs' };
const scope = (name: string) => `@needs(scopes: [["${name}"]])`;

/** Subgraphs whose fields and types have rules, under directives of other names, on interfaces, and where others require them. */
export const guardedPeople = [
  {
    name: 'people',
    sdl:
      link('@key', '@shareable', needs, { name: '@authenticated', as: '@login' }, '@policy') +
      /* GraphQL */ `
        type Query {
          person: Person
          node: Node
          found: [Found!]!
          sorted(by: Order): String
          filtered(filter: Filter): String
          open: String
          priced: String @policy(policies: [["read:prices"]])
        }
        type Subscription {
          hired: Person
        }
        interface Node {
          id: ID!
          note: String
        }
        type Person implements Node @key(fields: "id") {
          id: ID! ${scope('read:ids')}
          name: String
          salary: Int ${scope('read:salaries')}
          note: String ${scope('read:notes')}
          boss: Person
        }
        type Secret implements Node @login {
          id: ID!
          note: String
          text: String
        }
        union Found = Person | Secret
        enum Order ${scope('sort')} {
          UP
          DOWN
        }
        input Filter {
          order: Order
          all: [Filter!]
        }
      `,
    resolvers: {
      Query: {
        person: () => ({ id: '1', name: 'Aiko', salary: 100, note: 'private' }),
        node: () => ({ __typename: 'Person', id: '1', note: 'private' }),
        found: () => [
          { __typename: 'Person', id: '1', name: 'Aiko' },
          { __typename: 'Secret', id: '2', text: 'hidden' },
        ],
        sorted: () => 'sorted',
        filtered: () => 'filtered',
        open: () => 'open',
        priced: () => 'priced',
      },
      Subscription: {
        hired: {
          async *subscribe() {
            yield { hired: { id: '1', name: 'Aiko', salary: 100 } };
          },
        },
      },
      Person: {
        __resolveReference: ({ id }: { id: string }) => ({ id, name: 'Aiko', salary: 100, note: 'private' }),
        boss: () => ({ id: '2', name: 'Ben', salary: 200 }),
      },
    },
  },
  {
    name: 'bonuses',
    sdl:
      link('@key', '@external', '@requires', needs) +
      /* GraphQL */ `
        type Person @key(fields: "id") {
          id: ID!
          salary: Int @external
          bonus: Int @requires(fields: "salary") ${scope('read:salaries')}
        }
      `,
    resolvers: {
      Person: {
        __resolveReference: (person: object) => person,
        bonus: ({ salary }: { salary: number }) => salary / 10,
      },
    },
  },
  {
    name: 'reports',
    sdl:
      link('@key', '@external', '@requires', needs) +
      /* GraphQL */ `
        type Person @key(fields: "id") {
          id: ID!
          bonus: Int @external
          report: String @requires(fields: "bonus") ${scope('read:salaries')}
        }
      `,
    resolvers: {
      Person: {
        __resolveReference: (person: object) => person,
        report: ({ bonus }: { bonus: number }) => `bonus ${bonus}`,
      },
    },
  },
];

/** Composition asks for what a required field needs to be repeated; a supergraph of an older one has no such repetition. */
export function withoutRepetitions(supergraph: string): string {
  const stripped = supergraph.replaceAll(
    /^( *(?:bonus|report): .*?) @needs\(scopes: \[\["read:salaries"\]\]\)/gm,
    '$1',
  );
  if (stripped === supergraph) throw new Error('nothing was repeated');
  return stripped;
}
