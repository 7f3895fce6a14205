import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { stripIgnoredCharacters } from 'graphql';
import { createCleanup } from './support/cleanup.ts';
import { ask, federationLink, startRouter, startSubgraph } from './support/test-graph.ts';
import type { SubgraphDefinition, TestSubgraph } from './support/test-graph.ts';

const definitions: readonly SubgraphDefinition[] = [
  {
    name: 'things',
    sdl: `${federationLink('@key')}
      scalar Any
      enum Size { SMALL }
      input Filter { any: Any, size: Size, count: Int }
      type Query { thing(any: Any, list: [Any], filter: Filter, count: Int, ratio: Float, id: ID): Thing }
      type Thing @key(fields: "id") { id: ID! }`,
    resolvers: { Query: { thing: () => ({ id: '1' }) } },
  },
  {
    name: 'notes',
    sdl: `${federationLink('@key')} scalar Any type Thing @key(fields: "id") { id: ID! note(any: Any): String }`,
    resolvers: { Thing: { note: () => 'a note' } },
  },
];

const cleanup = createCleanup();
const subgraphs: TestSubgraph[] = [];
let url: string;
beforeAll(async () => {
  for (const definition of definitions) subgraphs.push(cleanup.stopping(await startSubgraph(definition)));
  url = cleanup.stopping(await startRouter(definitions, subgraphs)).url;
});
afterAll(() => cleanup.stopAll());
beforeEach(() => {
  for (const { requests } of subgraphs) requests.length = 0;
});

/** What a subgraph was asked. */
const askedOf = (index: number) => subgraphs[index]?.requests.map(({ query }) => query).join();

describe('a literal of a custom scalar', () => {
  it.each([
    'any:12345678901234567890',
    'any:1.10',
    'any:-0',
    'any:1E3',
    'any:0.1234567890123456789',
    'any:A_NAME',
    'any:[1.50,[A_NAME,"1.50"],2]',
    'any:{price:1.10,inside:[{count:12345678901234567890}],kind:A_NAME}',
    'list:[1.10,{a:2.0}]',
    'filter:{any:1.10,size:SMALL,count:3}',
  ])('comes to the subgraph as the client wrote it: %s', async (argument) => {
    const answer = await ask(url, `{ thing(${argument}) { id } }`);
    expect(answer.data).toEqual({ thing: { id: '1' } });
    expect(askedOf(0)).toContain(stripIgnoredCharacters(`{ thing(${argument}) { id } }`));
  });

  it('does so in a fetch of entities, too', async () => {
    const answer = await ask(url, '{ thing { a: note(any: 1.10) b: note(any: 1.1) } }');
    expect(answer.data).toEqual({ thing: { a: 'a note', b: 'a note' } });
    expect(askedOf(1)).toContain('a:note(any:1.10)');
    expect(askedOf(1)).toContain('b:note(any:1.1)');
  });

  it('does so as the default of a variable', async () => {
    await ask(url, 'query ($any: [Any] = [{ price: 1.10 }]) { thing(list: $any) { id } }', { any: [] });
    expect(askedOf(0)).toContain('$any:[Any]=[{price:1.10}]');
  });
});

it('reads other literals as what they are', async () => {
  const { data } = await ask(url, '{ thing(count: 2, ratio: 1.0, id: 12345678901234567890) { id } }');
  expect(data).toEqual({ thing: { id: '1' } });
  expect(askedOf(0)).toContain('id:12345678901234567890');
});
