import type { RouterConfig } from '../config/config.ts';

/**
 * What one of so many workers may do by itself: limits that no worker sees the whole of are divided, so that the router as a whole keeps
 * them. Each has at least one of everything, so a small limit times many workers can be more than it says. Long connections are not divided:
 * they need not be spread evenly, and a worker that is full closes what another one had room for.
 */
export function shareOfWorker(config: RouterConfig, workers: number): RouterConfig {
  const part = (limit: number) => Math.max(1, Math.ceil(limit / workers));
  const partOrNull = (limit: number | null) => limit && part(limit);
  const { query_planning: planning, budget, traffic_shaping: traffic } = config;
  const { all } = traffic;
  return {
    ...config,
    // Zero workers plan in the thread that answers.
    query_planning: {
      ...planning,
      workers: planning.workers === 0 ? 0 : part(planning.workers),
      max_queued: part(planning.max_queued),
    },
    budget: { ...budget, local_share: budget.local_share / workers },
    traffic_shaping: {
      ...traffic,
      all: {
        ...all,
        max_concurrent_requests: part(all.max_concurrent_requests),
        connection: { ...all.connection, max_connections: partOrNull(all.connection.max_connections) },
        max_waiting_requests: Math.ceil(all.max_waiting_requests / workers),
        retry: { ...all.retry, min_per_second: all.retry.min_per_second / workers },
      },
      subgraphs: Object.fromEntries(
        Object.entries(traffic.subgraphs).map(([name, own]) => {
          const { max_concurrent_requests: max, connection } = own;
          const most = connection?.max_connections;
          return [
            name,
            {
              ...own,
              ...(max !== undefined && { max_concurrent_requests: part(max) }),
              ...(most && { connection: { ...connection, max_connections: part(most) } }),
            },
          ];
        }),
      ),
    },
  };
}
