import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { buildClientSchema, getIntrospectionQuery, lexicographicSortSchema, printSchema } from 'graphql';
import { z } from 'zod';
import { createSupergraph } from '../src/supergraph.ts';
import { streamClients } from './support/stream-clients.ts';
import {
  ask,
  compose,
  federationLink,
  startRouter,
  startSubgraph,
  type TestRouter,
  type TestSubgraph,
} from './support/test-graph.ts';

const shop = {
  name: 'shop',
  sdl: `${federationLink('@key')} "What one may ask for \\"here\\": 品物." type Query { hat(size: Size = M, "How many." count: Int): Hat }
    enum Size { M L @deprecated(reason: "Too large.") }
    interface Thing { name: String }
    type Hat implements Thing @key(fields: "name") { name: String size: Size }`,
  resolvers: {
    Query: { hat: () => ({ name: 'bowler', size: 'M' }) },
    Hat: { __resolveReference: ({ name }: { name: string }) => ({ name, size: 'M' }) },
  },
};
const whole = getIntrospectionQuery({ specifiedByUrl: true, directiveIsRepeatable: true, schemaDescription: true });
const introspected = z.object({ data: z.custom<Parameters<typeof buildClientSchema>[0]>() });
const sdlOf = (answer: unknown) =>
  printSchema(lexicographicSortSchema(buildClientSchema(introspected.parse(answer).data)));

describe.each([0, 1])('the schema, with %i planning threads', (workers) => {
  let subgraph: TestSubgraph;
  let router: TestRouter;
  let sdl: string;

  beforeAll(async () => {
    subgraph = await startSubgraph(shop);
    router = await startRouter([shop], [subgraph], { config: { query_planning: { workers } } });
    sdl = printSchema(lexicographicSortSchema(createSupergraph(compose([shop], [subgraph])).apiSchema));
  });
  afterAll(async () => {
    await router.stop();
    await subgraph.stop();
  });

  it('is told whole, as often as it is asked for', async () => {
    for (const query of [whole, whole, `${whole} `]) expect(sdlOf(await ask(router.url, query))).toBe(sdl);
  });

  it.each(streamClients)('is told whole over %s', async (_, client) => {
    for await (const answer of client(router.url, { query: whole })) expect(sdlOf(answer)).toBe(sdl);
  });

  it('is told beside data, in the order of the query, under the names that the client gives', async () => {
    const query = `query ($type: String!, $with: Boolean!, $count: Int!) {
      hat(count: $count) { name }
      ...Schema
      kind: __type(name: $type) { kind fields { name } }
      none: __type(name: "Nothing") { name }
      left: __type(name: $type) @include(if: $with) { name }
      __typename
    }
    fragment Schema on Query { __schema { ...Root } }
    fragment Root on __Schema { queryType { name } }`;
    const { data, errors } = await ask(router.url, query, { type: 'Hat', with: false, count: 2 });
    expect(errors).toBeUndefined();
    expect(JSON.stringify(data)).toBe(
      JSON.stringify({
        hat: { name: 'bowler' },
        __schema: { queryType: { name: 'Query' } },
        kind: { kind: 'OBJECT', fields: [{ name: 'name' }, { name: 'size' }] },
        none: null,
        __typename: 'Query',
      }),
    );
  });

  it('is told in parts', async () => {
    const accept = 'multipart/mixed;deferSpec=20220824';
    const body = JSON.stringify({
      query: '{ __schema { queryType { name } } hat { name ... @defer { size } } }',
    });
    const headers = { 'content-type': 'application/json', accept };
    const text = await (await fetch(router.url, { method: 'POST', headers, body })).text();
    expect(text).toContain(
      '{"data":{"__schema":{"queryType":{"name":"Query"}},"hat":{"name":"bowler"}},"hasNext":true}',
    );
    expect(text).toContain('"data":{"size":"M"},"path":["hat"]');
  });
});
