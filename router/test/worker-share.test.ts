import { expect, it } from '@jest/globals';
import { shareOfWorker } from '../src/cluster/worker-share.ts';
import { routerConfig } from '../src/config/config.ts';

it('a worker has its part of what the router may do, and at least one of everything', () => {
  const config = routerConfig.parse({
    query_planning: { workers: 2, max_queued: 200 },
    budget: { local_share: 0.2 },
    traffic_shaping: {
      all: { max_concurrent_requests: 100, max_waiting_requests: 0, connection: { max_connections: 40 } },
      subgraphs: { slow: { max_concurrent_requests: 6, timeout: '1s' }, plain: { timeout: '2s' } },
    },
  });
  const { server, query_planning, budget, traffic_shaping } = shareOfWorker(config, 4);
  expect(server.max_connections).toBe(50_000);
  expect(query_planning).toMatchObject({ workers: 1, max_queued: 50 });
  expect(budget.local_share).toBe(0.05);
  expect(traffic_shaping.all).toMatchObject({ max_concurrent_requests: 25, max_waiting_requests: 0 });
  expect(traffic_shaping.all.connection.max_connections).toBe(10);
  expect(traffic_shaping.subgraphs).toEqual({
    slow: { max_concurrent_requests: 2, timeout: 1_000 },
    plain: { timeout: 2_000 },
  });
});

it('who plans in the thread that answers goes on doing so', () => {
  const config = routerConfig.parse({ query_planning: { workers: 0 } });
  expect(shareOfWorker(config, 4).query_planning.workers).toBe(0);
});
