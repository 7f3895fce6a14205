import { z } from 'zod';
import type { AnswerTags } from '../subgraphs.ts';

const tags = z.array(z.string().min(1).max(1_024)).max(1_000);
const shape = z.looseObject({
  apolloCacheTags: tags.nullish(),
  apolloEntityCacheTags: z.array(tags.nullable()).nullish(),
});
const none: AnswerTags = { answer: [], entities: [] };

/** The tags in the `extensions` of an answer, by Apollo's names; null when they cannot be read. */
export function readAnswerTags(extensions: unknown): AnswerTags | null {
  if (extensions === undefined || extensions === null) return none;
  const { data } = shape.safeParse(extensions);
  return data
    ? { answer: data.apolloCacheTags ?? [], entities: (data.apolloEntityCacheTags ?? []).map((list) => list ?? []) }
    : null;
}
