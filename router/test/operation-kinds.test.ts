import { afterEach, expect, it } from '@jest/globals';
import { createCleanup } from './support/cleanup.ts';
import { ask, startRouter } from './support/test-graph.ts';

const { stopping, stopAll } = createCleanup();
afterEach(stopAll);

it('a graph of queries refuses every other kind of operation as invalid', async () => {
  const library = { name: 'library', sdl: 'type Query { book: String }', resolvers: {} };
  const router = stopping(await startRouter([library], [{ name: 'library', url: 'http://127.0.0.1:1/graphql' }]));
  for (const kind of ['mutation', 'subscription']) {
    const message = `The ${kind} operation is not supported by the schema.`;
    expect(await ask(router.url, `${kind} { book }`)).toMatchObject({
      errors: [{ message, extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }],
    });
  }
});
