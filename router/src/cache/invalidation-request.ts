import { z } from 'zod';
import { label } from './labels.ts';

const name = z.string().min(1).max(1_024);

/** What is to be invalidated, in Apollo's words. */
const one = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('subgraph'), subgraph: name }),
  z.strictObject({ kind: z.literal('type'), subgraph: name, type: name }),
  z.strictObject({ kind: z.literal('cache_tag'), subgraphs: z.array(name).min(1).max(100), cache_tag: name }),
]);

export type InvalidationRequest = z.infer<typeof one>;

/** A list of them. */
export const invalidationRequests = (max: number) => z.array(one).min(1).max(max);

export function labelsOf(request: InvalidationRequest): string[] {
  switch (request.kind) {
    case 'subgraph':
      return [label.subgraph(request.subgraph)];
    case 'type':
      return [label.type(request.subgraph, request.type)];
    case 'cache_tag':
      return request.subgraphs.map((subgraph) => label.tag(subgraph, request.cache_tag));
  }
}
