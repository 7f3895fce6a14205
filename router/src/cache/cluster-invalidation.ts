import type { Bus } from '../cluster/bus.ts';
import type { ResponseCacheConfig } from '../config/response-cache.ts';
import { invalidationRequests } from './invalidation-request.ts';
import type { ResponseCache } from './response-cache.ts';

const topic = 'cache invalidation';

/** Invalidates in every worker of this router; answers how much was dropped in this one. */
export function createClusterInvalidation(
  invalidate: ResponseCache['invalidate'],
  { max_items: maxItems }: ResponseCacheConfig['invalidation'],
  bus: Bus,
): ResponseCache['invalidate'] {
  const told = invalidationRequests(maxItems);
  bus.on(topic, (requests) => invalidate(told.parse(requests)));
  return (requests) => {
    bus.broadcast(topic, requests);
    return invalidate(requests);
  };
}
