import type { RouterConfig } from '../config/config.ts';
import type { ExecutionResult } from '../engine/result.ts';
import { variesBy } from '../headers/header-rules.ts';
import type { PlannedRequest } from '../pipeline.ts';
import { cacheStatusOf } from './cache-status.ts';
import { createCdnTags } from './cdn-tags.ts';

/** The headers by which browsers and a CDN hold an answer; none: they do not. */
export type ClientCaching = (planned: PlannedRequest, result: ExecutionResult) => Record<string, string>;

/**
 * What clients are told is the least of all that went into an answer. It is public only when everybody gets the same: no rule of
 * authorization was met, and it tells nothing of the caller's budget.
 */
export function createClientCaching(config: RouterConfig): ClientCaching {
  const { authentication, authorization, persisted_queries: persisted, response_cache } = config;
  const tagsOf = response_cache.cdn_invalidation.enabled ? createCdnTags(response_cache.cdn_invalidation) : null;
  const credentials = ['Authorization', authentication.api_key.header];
  // A client's name can decide which document an id stands for.
  const names = persisted.enabled ? ['apollographql-client-name', 'graphql-client-name'] : [];
  const forwarded = variesBy(config.headers);
  const isForEverybody = ({ isRestricted, charge }: PlannedRequest) =>
    !authorization.require_authentication && !isRestricted && Object.keys(charge?.headers ?? {}).length === 0;

  const statusOf = ({ freshness }: PlannedRequest): Record<string, string> => {
    const lookups = response_cache.debug ? freshness.lookups() : [];
    return lookups.length > 0 ? { 'cache-status': cacheStatusOf(lookups) } : {};
  };
  const headersOf: ClientCaching = (planned, { errors }) => {
    const freshness = planned.freshness.least();
    if (freshness === null || forwarded === null || planned.rateLimit !== null || (errors && errors.length > 0))
      return {};
    const now = Date.now();
    if (freshness.freshUntil <= now) return {};
    // With the age rounded down, this is what the subgraph said.
    const rest = Math.ceil((freshness.freshUntil - now) / 1_000);
    const age = Math.max(0, Math.floor((now - freshness.bornAt) / 1_000));
    // What a CDN could not purge is not given to it.
    const isOpen = freshness.isPublic && isForEverybody(planned);
    const tags = isOpen && tagsOf ? tagsOf(planned.freshness.labels()) : null;
    const isPublic = isOpen && (!tagsOf || tags !== null);
    return {
      'cache-control': `max-age=${rest + age}, ${isPublic ? 'public' : 'private'}`,
      vary: ['Origin', 'Accept', ...names, ...forwarded, ...(isPublic ? [] : credentials)].join(', '),
      ...(age > 0 && { age: String(age) }),
      ...(tags !== null && { 'cache-tag': tags }),
    };
  };
  return (planned, result) => ({ ...statusOf(planned), ...headersOf(planned, result) });
}
