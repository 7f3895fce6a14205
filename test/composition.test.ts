import { describe, expect, it } from '@jest/globals';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'graphql';
import { CompositionError, composeSupergraph } from '../scripts/compose/compose.ts';
import { readSupergraphConfig } from '../scripts/compose/supergraph-config.ts';
import { root } from './support/source-files.ts';

const sources = readSupergraphConfig(join(root, 'supergraph.yaml'));
const link = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable"])';
const shop = (sdl: string) => ({ name: 'shop', url: 'http://127.0.0.1:1/graphql', sdl: `${link}\n${sdl}` });
const stock = (sdl: string) => ({ ...shop(sdl), name: 'stock' });

describe('composition', () => {
  it('refuses subgraphs that disagree about a value type, and names both', () => {
    const compose = () =>
      composeSupergraph([
        shop('type Query { price: Money } type Money @shareable { amount: String! }'),
        stock('type Query { worth: Money } type Money @shareable { amount: Float! }'),
      ]);
    expect(compose).toThrow(CompositionError);
    expect(compose).toThrow(/- .*Money\.amount.*"shop".*"stock"/);
  });

  it('refuses a schema that does not parse, with the subgraph and the line', () => {
    const compose = () => composeSupergraph([shop('type Query {\n  price: Money!!\n}')]);
    expect(compose).toThrow(/\[shop\] Syntax Error: .* \(line 3\)/);
  });

  it('gives the same bytes in whatever order the subgraphs are listed', () => {
    expect(composeSupergraph(sources.toReversed())).toBe(composeSupergraph(sources));
  });

  it('of our subgraphs is what router/supergraph.graphql says', () => {
    expect(readFileSync(join(root, 'router/supergraph.graphql'), 'utf8')).toBe(composeSupergraph(sources));
  });
});

describe('every subgraph', () => {
  it.each(sources)('$name is a federation subgraph by itself', ({ sdl }) => {
    expect(buildSubgraphSchema(parse(sdl)).getQueryType()).toBeDefined();
  });

  it('listens on a port of its own', () => {
    expect(new Set(sources.map(({ url }) => url)).size).toBe(5);
  });
});
