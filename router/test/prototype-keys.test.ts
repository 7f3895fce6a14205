import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import WebSocket from 'ws';
import { z } from 'zod';
import { startRouter, startSubgraph, type TestRouter, type TestSubgraph } from './support/test-graph.ts';

const definition = {
  name: 'words',
  sdl: 'scalar JSON type Query { kept(value: JSON, by: By): String } input By { constructor: String }',
  resolvers: { Query: { kept: () => 'kept' } },
};

let subgraph: TestSubgraph;
let router: TestRouter;

beforeAll(async () => {
  subgraph = await startSubgraph(definition);
  router = await startRouter([definition], [subgraph], { config: { limits: { warn_only: true } } });
});
afterAll(async () => {
  await router.stop();
  await subgraph.stop();
});

const query = 'query ($value: JSON, $by: By) { kept(value: $value, by: $by) }';
const answer = z.object({
  data: z.unknown().optional(),
  errors: z.array(z.object({ message: z.string() })).optional(),
});
const message = z.object({ type: z.string(), payload: z.unknown().optional() });
const read = (text: string) => answer.parse(JSON.parse(text));

const transports = {
  POST: async (variables: string) => {
    const body = `{ "query": ${JSON.stringify(query)}, "variables": ${variables} }`;
    const headers = { 'content-type': 'application/json' };
    return read(await (await fetch(router.url, { method: 'POST', headers, body })).text());
  },
  GET: async (variables: string) => {
    const url = `${router.url}?${new URLSearchParams({ query, variables }).toString()}`;
    return read(await (await fetch(url, { headers: { 'apollo-require-preflight': '1' } })).text());
  },
  WebSocket: async (variables: string) => {
    const payload = `{ "query": ${JSON.stringify(query)}, "variables": ${variables} }`;
    const socket = new WebSocket(router.url.replace('http', 'ws'), 'graphql-transport-ws');
    await once(socket, 'open');
    const ask = async (text: string) => {
      socket.send(text);
      return message.parse(JSON.parse(String((await once(socket, 'message'))[0])));
    };
    await ask('{ "type": "connection_init" }');
    const { type, payload: result } = await ask(`{ "id": "1", "type": "subscribe", "payload": ${payload} }`);
    socket.terminate();
    return type === 'error' ? answer.parse({ errors: result }) : answer.parse(result);
  },
};

describe.each(['POST', 'GET', 'WebSocket'] as const)('variables by %s', (transport) => {
  it.each([
    '{ "__proto__": { "x": 1 } }',
    '{ "value": { "__proto__": { "x": 1 } } }',
    '{ "value": [{ "a": { "__proto__": null } }] }',
    '{ "value": { "constructor": { "prototype": { "x": 1 } } } }',
  ])('that reach for the prototype of all objects are refused: %s', async (variables) => {
    subgraph.requests.length = 0;
    const { data, errors } = await transports[transport](variables);
    expect(data).toBeUndefined();
    expect(errors).toHaveLength(1);
    expect(subgraph.requests).toEqual([]);
  });

  it('that have a member of a name like it are answered', async () => {
    const variables = '{ "value": { "proto": 1, "prototype": 2 }, "by": { "constructor": "a" } }';
    expect(await transports[transport](variables)).toEqual({ data: { kept: 'kept' } });
  });
});
