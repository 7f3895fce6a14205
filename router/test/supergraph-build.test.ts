import { describe, expect, it } from '@jest/globals';
import { lexicographicSortSchema, parse, printSchema } from 'graphql';
import { readFileSync } from 'node:fs';
import { anonymous } from '../src/authorization/rules.ts';
import { buildSupergraphBeside } from '../src/graph/build/supergraph-build.ts';
import { createSupergraph, type Supergraph } from '../src/supergraph.ts';
import { contracts } from './corpus/contracts.ts';
import { interfaceObject } from './corpus/interface-object.ts';
import { inputs } from './corpus/inputs.ts';
import { override } from './corpus/override.ts';
import { compose } from './support/test-graph.ts';
import { turnsUntil } from './support/turns.ts';

const conea = readFileSync(new URL('../supergraph.graphql', import.meta.url), 'utf8');
const options = { hasRateLimitField: true };

const sdlOf = ({ apiSchema }: Supergraph) => printSchema(lexicographicSortSchema(apiSchema));
const visible = ({ access }: Supergraph) =>
  JSON.stringify([access.policies, [...access.visibleTo(anonymous).keys()].toSorted()]);

describe('a supergraph that is made beside the thread that answers', () => {
  it.each([
    ['conea', conea],
    ...[contracts, inputs, interfaceObject, override].map(({ name, subgraphs }) => [name, compose(subgraphs, [])]),
  ])('is the one that is made at once: %s', async (_, sdl) => {
    const [beside, here] = [await buildSupergraphBeside({ sdl, options }, 60_000), createSupergraph(sdl, options)];
    expect(sdlOf(beside)).toBe(sdlOf(here));
    expect(visible(beside)).toBe(visible(here));
    expect(beside.subgraphs).toEqual(here.subgraphs);
  });

  it('prices, labels and plans the same', async () => {
    const document = parse('{ orders(first: 3) { nodes { id customer { name } } } }');
    const costs = [await buildSupergraphBeside({ sdl: conea, options }, 60_000), createSupergraph(conea, options)].map(
      async (supergraph) => {
        const [definition] = document.definitions;
        if (definition?.kind !== 'OperationDefinition') throw new Error('it is an operation');
        const prepared = supergraph.prepare(document, definition);
        const { compiled, denied } = await prepared.compileFor(anonymous);
        return JSON.stringify([prepared.cost().estimate({}), denied, compiled?.plan ?? null]);
      },
    );
    const [one, other] = await Promise.all(costs);
    expect(one).toBe(other);
  });

  it('lets others have their turn', async () => {
    expect(await turnsUntil(buildSupergraphBeside({ sdl: conea, options }, 60_000))).toBeGreaterThan(4);
  });

  it('is refused with the reason, also when it takes too long', async () => {
    await expect(buildSupergraphBeside({ sdl: 'type Query { a: Int }', options }, 60_000)).rejects.toThrow(
      'must be a core schema',
    );
    await expect(buildSupergraphBeside({ sdl: conea, options }, 1)).rejects.toThrow('in time');
  });
});
