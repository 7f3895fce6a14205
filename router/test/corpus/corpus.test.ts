import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ask, startRouter, startSubgraph, type TestRouter, type TestSubgraph } from '../support/test-graph.ts';
import { suites } from './suites.ts';

describe.each(suites.map((suite) => [suite.name, suite] as const))(
  '%s',
  (_, { subgraphs, cases, isIntrospectable, overrideLabels, down = [] }) => {
    let servers: TestSubgraph[];
    let router: TestRouter;

    beforeAll(async () => {
      servers = await Promise.all(subgraphs.map((definition) => startSubgraph(definition)));
      for (const server of servers.filter(({ name }) => down.includes(name)))
        server.misbehave(() => ({ status: 500, body: '' }));
      router = await startRouter(subgraphs, servers, {
        config: { supergraph: { introspection: isIntrospectable }, override_labels: overrideLabels },
      });
    });
    afterAll(async () => {
      await router.stop();
      await Promise.all(servers.map((server) => server.stop()));
    });

    it.each(cases.map((each) => [each.name, each] as const))('%s', async (_, { query, variables = {}, expected }) => {
      const { data, errors = [] } = await ask(router.url, query, variables);
      const places = errors.map(({ path, extensions }) => ({ ...(path && { path }), code: extensions?.['code'] }));
      expect({ data, errors: places }).toEqual({ data: expected.data, errors: expected.errors ?? [] });
      expect(JSON.stringify(data)).toBe(JSON.stringify(expected.data));
    });
  },
);

it('is a corpus of at least 150 cases', () => {
  expect(suites.flatMap(({ cases }) => cases).length).toBeGreaterThanOrEqual(150);
});
