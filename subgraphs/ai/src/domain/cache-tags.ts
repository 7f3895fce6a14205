import type { CacheTagsByEvent } from '@conea/platform';

/** What of the `@cacheTag`s of schema.graphql each event makes untrue. */
export const cacheTags: CacheTagsByEvent = {
  'model.registered': ['models', 'model-{subject}'],
};
