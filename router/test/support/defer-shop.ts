import { GraphQLError } from 'graphql';
import { federationLink, type SubgraphDefinition } from './test-graph.ts';

/** Quick: orders, things and a mutation. */
export const orders: SubgraphDefinition = {
  name: 'orders',
  sdl:
    federationLink('@key') +
    /* GraphQL */ `
      type Query {
        order: Order
        orders: [Order!]
        things: [Thing!]
        findings: [Finding]
      }
      type Mutation {
        place: Order
      }
      type Subscription {
        placed: Order
      }
      interface Thing {
        id: ID!
      }
      union Finding = Order | Parcel
      type Order implements Thing @key(fields: "id") {
        id: ID!
        total: Int
      }
      type Parcel implements Thing @key(fields: "id") {
        id: ID!
        weight: Int
      }
    `,
  resolvers: {
    Query: {
      order: () => ({ id: 'o1', total: 10 }),
      orders: () => ['o1', 'o2', 'o3'].map((id) => ({ id, total: 10 })),
      things: () => things,
      findings: () => [...things, null],
    },
    Mutation: { place: () => ({ id: 'o9', total: 90 }) },
    Order: { __resolveReference: ({ id }: { id: string }) => ({ id, total: 10 }) },
    Parcel: { __resolveReference: ({ id }: { id: string }) => ({ id, weight: 3 }) },
  },
};

const things = [
  { __typename: 'Order', id: 'o1', total: 10 },
  { __typename: 'Parcel', id: 'p1', weight: 3 },
];

/** Slow, and wrong at times: who ordered. */
export const customers: SubgraphDefinition = {
  name: 'customers',
  sdl:
    federationLink('@key', '@authenticated') +
    /* GraphQL */ `
      type Order @key(fields: "id") {
        id: ID!
        customer: Customer
        note: String!
        broken: String
        secret: String @authenticated
      }
      type Customer @key(fields: "id") {
        id: ID!
        name: String
      }
    `,
  resolvers: {
    Order: {
      __resolveReference: ({ id }: { id: string }) => ({ id }),
      customer: ({ id }: { id: string }) => ({ id: `c ${id}`, name: 'Ada' }),
      note: ({ id }: { id: string }) => {
        if (id === 'o2') throw new GraphQLError('no note', { extensions: { code: 'NO_NOTE' } });
        return `note of ${id}`;
      },
      broken: ({ id }: { id: string }) => {
        throw new GraphQLError(`${id} is broken`, { extensions: { code: 'BROKEN' } });
      },
      secret: () => 'the secret',
    },
    Customer: { __resolveReference: ({ id }: { id: string }) => ({ id, name: 'Ada' }) },
  },
};

/** Slower: what is known of customers. */
export const visits: SubgraphDefinition = {
  name: 'visits',
  sdl:
    federationLink('@key') +
    /* GraphQL */ `
      type Query {
        total: Int
      }
      type Customer @key(fields: "id") {
        id: ID!
        visits: Int
      }
    `,
  resolvers: {
    Query: { total: () => 7 },
    Customer: { __resolveReference: ({ id }: { id: string }) => ({ id, visits: 3 }) },
  },
};
