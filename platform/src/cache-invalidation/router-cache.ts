/** What a router holds of the answers of one subgraph. */
export type RouterCache = {
  url: string;
  /** Resolves once the router gives none of it any longer; saying it twice does no harm. */
  invalidate(tags: readonly string[], signal: AbortSignal): Promise<void>;
};

export type RouterCacheOptions = { urls: readonly string[]; key: (() => string) | null };

type Invalidation =
  { kind: 'cache_tag'; subgraphs: readonly string[]; cache_tag: string } | { kind: 'subgraph'; subgraph: string };

/** In one request: the body stays below the 64 KiB that a router takes. */
const maxTags = 250;
const timeout = 10_000;
const tooMuch: ReadonlySet<number> = new Set([400, 413]);

export function createRouterCaches(subgraph: string, { urls, key }: RouterCacheOptions): RouterCache[] {
  if (urls.length === 0) return [];
  if (key === null) throw new Error('set INVALIDATION_KEY, so that the routers of INVALIDATION_URLS listen');
  return urls.map((url) => {
    const post = (body: readonly Invalidation[], signal: AbortSignal) => postInvalidations(url, key(), body, signal);
    const whole: Invalidation = { kind: 'subgraph', subgraph };
    return {
      url,
      invalidate: async (tags, signal) => {
        for (let start = 0; start < tags.length; start += maxTags) {
          const some = tags.slice(start, start + maxTags);
          const byTag = some.map((tag): Invalidation => ({ kind: 'cache_tag', subgraphs: [subgraph], cache_tag: tag }));
          const status = await post(byTag, signal);
          // It would be refused for ever: then everything goes, so that nothing stays that is untrue.
          if (tooMuch.has(status)) assertTaken(url, await post([whole], signal));
          else assertTaken(url, status);
        }
      },
    };
  });
}

/** Answers the status. */
async function postInvalidations(
  url: string,
  key: string,
  body: readonly Invalidation[],
  signal: AbortSignal,
): Promise<number> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: key },
    body: JSON.stringify(body),
    // The key is for this address only.
    redirect: 'manual',
    signal: AbortSignal.any([signal, AbortSignal.timeout(timeout)]),
  });
  await response.arrayBuffer();
  return response.status;
}

function assertTaken(url: string, status: number): void {
  if (status !== 202) throw new Error(`${url} answered ${status} to an invalidation`);
}
