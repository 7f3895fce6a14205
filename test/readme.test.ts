import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, validate } from 'graphql';
import { queriesToPaste } from '../scripts/demo/queries.ts';
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

  it.each(queriesToPaste({ run: { pipelineId: 'pip_1' }, integration: { id: 'int_1' } }))(
    'from the end of the demo is valid: %s',
    (query) => expect(problemsOf(query)).toEqual([]),
  );
});
