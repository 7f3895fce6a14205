import { expect, it } from '@jest/globals';
import { Kind, parse } from 'graphql';
import { anonymous } from '../src/authorization/rules.ts';
import { createSupergraph } from '../src/supergraph.ts';
import { compose } from './support/test-graph.ts';

it('keeps what was compiled for the last outcomes of the conditions of an operation, and not for all that a client tries', async () => {
  const sdl = compose([{ name: 'words', sdl: 'type Query { word: String }', resolvers: {} }], []);
  const names = Array.from({ length: 7 }, (_, index) => `v${index}`);
  const fields = names.map((name) => `${name}: word @include(if: $${name})`);
  const document = parse(`query (${names.map((name) => `$${name}: Boolean!`).join(' ')}) { word ${fields.join(' ')} }`);
  const definition = document.definitions.find((node) => node.kind === Kind.OPERATION_DEFINITION);
  if (!definition) throw new Error('no operation');
  const { compiled } = await createSupergraph(sdl).prepare(document, definition).compileFor(anonymous);
  if (!compiled) throw new Error('nothing compiled');

  const outcomeOf = (number: number) =>
    Object.fromEntries(names.map((name, bit) => [name, ((number >> bit) & 1) === 1]));
  const first = compiled.shaperFor(outcomeOf(0));
  for (let number = 1; number < 64; number++) compiled.shaperFor(outcomeOf(number));
  expect(compiled.shaperFor(outcomeOf(0))).toBe(first);
  for (let number = 64; number < 128; number++) compiled.shaperFor(outcomeOf(number));
  expect(compiled.shaperFor(outcomeOf(0))).not.toBe(first);
  expect(compiled.shaperFor(outcomeOf(5))({ v0: 'a', v2: 'c', word: 'w' }).data).toMatchObject({ word: 'w' });
});
