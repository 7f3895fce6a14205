import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, validate } from 'graphql';
import { createSupergraph } from '../router/src/supergraph.ts';
import { root } from './support/source-files.ts';

const read = (path: string) => readFileSync(join(root, path), 'utf8');
const { apiSchema } = createSupergraph(read('router/supergraph.graphql'));
const blocksOf = (text: string) => [...text.matchAll(/```graphql\n(.*?)```/gs)].map(([, query = '']) => query);
const problemsOf = (query: string) => validate(apiSchema, parse(query)).map(({ message }) => message);

describe('what a newcomer can paste', () => {
  it.each(blocksOf(read('README.md')))('from the README is valid: %s', (query) => {
    expect(problemsOf(query)).toEqual([]);
  });

  it('from the end of the demo is valid', () => {
    const text = read('scripts/demo.ts').replaceAll(/\$\{.*?\}/g, 'an_id');
    const queries = [...text.matchAll(/^ {2}((?:subscription )?\{ .* \})$/gm)].map(([, query = '']) => query);
    expect(queries.length).toBeGreaterThanOrEqual(4);
    expect(queries.flatMap(problemsOf)).toEqual([]);
  });
});
