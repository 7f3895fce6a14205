import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { GraphQLError } from 'graphql';
import { allParts, mergeParts, partFormats } from './support/parts.ts';
import {
  ask,
  federationLink,
  startRouter,
  startSubgraph,
  type TestRouter,
  type TestSubgraph,
} from './support/test-graph.ts';

const count = 3_000;
const items = {
  name: 'items',
  sdl: `${federationLink('@key')} type Query { items: [Item!] } type Item @key(fields: "id") { id: ID! }`,
  resolvers: { Query: { items: () => Array.from({ length: count }, (_, index) => ({ id: String(index) })) } },
};
const notes = {
  name: 'notes',
  sdl: `${federationLink('@key')} type Item @key(fields: "id") { id: ID! note: String! }`,
  resolvers: {
    Item: {
      __resolveReference: ({ id }: { id: string }) => ({ id }),
      note: ({ id }: { id: string }) => {
        throw new GraphQLError(`no note of ${id}`);
      },
    },
  },
};

let subgraphs: TestSubgraph[];
let router: TestRouter;

beforeAll(async () => {
  subgraphs = await Promise.all([items, notes].map((definition) => startSubgraph(definition)));
  const config = { traffic_shaping: { all: { timeout: '60s' } }, limits: { max_height: 100_000 } };
  router = await startRouter([items, notes], subgraphs, { config });
});
afterAll(async () => {
  await router.stop();
  await Promise.all(subgraphs.map((subgraph) => subgraph.stop()));
});

describe('thousands of places where something went wrong', () => {
  it.each(partFormats)('are each told with their own part (%s)', async (format) => {
    const payloads = await allParts(router.url, { query: '{ items { id ... @defer { note } } }', format });
    const { data, errors } = mergeParts(payloads);
    expect(data).toEqual({ items: items.resolvers.Query.items() });
    expect(errors).toHaveLength(count);
    const parts = payloads.flatMap(({ incremental = [], completed = [] }) => [...incremental, ...completed]);
    const failed = parts.filter((part) => part.errors);
    expect(failed).toHaveLength(count);
    for (const part of failed) expect(part.errors).toHaveLength(1);
  });

  it('are each told in an answer that is given at once', async () => {
    const { data, errors } = await ask(router.url, '{ items { id note } }');
    expect(data).toEqual({ items: null });
    expect(errors).toHaveLength(count);
  });
});
