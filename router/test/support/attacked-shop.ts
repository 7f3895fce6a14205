import { ClientError, scalars } from '@conea/platform';
import { federationLink, type SubgraphDefinition } from './test-graph.ts';

const aPerson = { id: '1', name: 'Aiko', friends: [], passwordHash: 'hash' };
const same = (_: unknown, { value }: { value: unknown }) => value;

/** A subgraph with what attackers look for: opaque JSON, cycles, lists, a hidden field, a sign-in, a stream. */
export const attackedShop: SubgraphDefinition = {
  name: 'shop',
  sdl:
    federationLink('@key', '@inaccessible', '@authenticated', '@listSize') +
    /* GraphQL */ `
      scalar JSON
      type Query {
        hello: String
        mine: String @authenticated
        person: Person
        people(first: Int = 10, ids: [ID!]): [Person!]! @listSize(slicingArguments: ["first"])
        echo(value: JSON): JSON
        text(value: String): String
        number(value: Float): Float
        colored(by: Color): String
        filtered(by: Filter): String
        mistaken: String
      }
      type Person @key(fields: "id") {
        id: ID!
        name: String
        friends(first: Int = 10): [Person!]! @listSize(slicingArguments: ["first"])
        passwordHash: String @inaccessible
      }
      input Filter {
        name: String
        all: [Filter!]
      }
      enum Color {
        RED
        GREEN
      }
      type Mutation {
        signIn(email: String!, password: String!): Boolean
      }
      type Subscription {
        countTo(last: Int!): Int
      }
    `,
  resolvers: {
    ...scalars,
    Query: {
      hello: () => 'hello',
      mine: () => 'mine',
      person: () => aPerson,
      people: () => [aPerson],
      echo: same,
      text: same,
      number: same,
      colored: () => 'colored',
      filtered: () => 'filtered',
      mistaken: () => {
        throw new ClientError(
          'GRAPHQL_VALIDATION_FAILED',
          'Cannot query field "nam" on "Person". Did you mean "name"?',
        );
      },
    },
    Person: { __resolveReference: () => aPerson },
    Mutation: { signIn: () => true },
    Subscription: {
      countTo: {
        subscribe: async function* (_: unknown, { last }: { last: number }) {
          for (let count = 1; count <= last; count++) yield { countTo: count };
        },
      },
    },
  },
};
