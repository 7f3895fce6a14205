import type { ResponseCacheConfig } from '../config/response-cache.ts';

/** What a CDN can purge an answer by; null when it could not, since a part has no labels or there are too many for a header. */
export type CdnTags = (labels: readonly (readonly string[] | null)[]) => string | null;

export function createCdnTags({ max_bytes: maxLength }: ResponseCacheConfig['cdn_invalidation']): CdnTags {
  return (labels) => {
    const tags = new Set<string>();
    let length = 0;
    // Parts of one kind have one list of labels.
    for (const list of new Set(labels)) {
      if (list === null) return null;
      for (const tag of list.map(toTag)) {
        if (tags.has(tag)) continue;
        length += tag.length + 1;
        if (length > maxLength) return null;
        tags.add(tag);
      }
    }
    return [...tags].join(',');
  };
}

/** In Apollo's form; what a header cannot carry, or would take for the end of a tag, is percent-encoded. */
function toTag(label: string): string {
  const [kind, subgraph = '', name = ''] = label.split('\n');
  const tag = kind === 'tag' ? name : [kind, subgraph, name].filter((part) => part !== '').join('-');
  return tag.replace(/[^!-+\--~]/gu, (character) => encodeURIComponent(character));
}
