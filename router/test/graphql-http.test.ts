import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { serverAudits } from 'graphql-http';
import {
  federationLink,
  startRouter,
  startSubgraph,
  type TestRouter,
  type TestSubgraph,
} from './support/test-graph.ts';

const definition = {
  name: 'shop',
  sdl:
    federationLink() +
    /* GraphQL */ `
      type Query {
        hello: String
      }
      type Mutation {
        rename(name: String!): String
      }
    `,
  resolvers: { Query: { hello: () => 'hello' } },
};

let subgraph: TestSubgraph;
let router: TestRouter;

beforeAll(async () => {
  subgraph = await startSubgraph(definition);
  router = await startRouter([definition], [subgraph]);
});
afterAll(async () => {
  await router.stop();
  await subgraph.stop();
});

/** The audits know nothing of the header that shows that no browser was tricked into a `GET`. */
const fetchFn = (url: string, init: RequestInit = {}) =>
  fetch(url, {
    ...init,
    headers: { 'apollo-require-preflight': 'yes', ...Object.fromEntries(new Headers(init.headers)) },
  });

describe('the audits of graphql-http', () => {
  it.each(
    serverAudits({ url: () => router.url, fetchFn }).map((audit) => [`${audit.id} ${audit.name}`, audit] as const),
  )('%s', async (_, audit) => {
    expect(await audit.fn()).toMatchObject({ status: 'ok' });
  });
});
