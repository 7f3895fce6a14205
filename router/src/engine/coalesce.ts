import type { SubgraphResponse } from '../subgraphs.ts';
import type { Execution } from './execution.ts';
import { copyJson } from './result.ts';
import type { Send } from './send.ts';

/** Only what is merged into the answer is written into. */
const copyOf = ({ data, ...rest }: SubgraphResponse): SubgraphResponse => ({ ...rest, data: data && copyJson(data) });

/** A request about entities, to which representations are added until it is sent at the end of the tick. */
export type EntityRequest = {
  /** The place of a representation (JSON) in the request; equal ones share it. */
  add(representation: string): number;
  /** Everybody gets an answer of their own: what is merged into one place of the response must not show up at another. */
  response(): Promise<SubgraphResponse>;
};

/** What makes two fetches the same: `id` covers the subgraph and the operation. */
export type EntityFetch = { id: string; send: Send };

/** Entity fetches of one tick that ask one subgraph the same are one request. `variablesJson` are the variables beside the representations. */
export function joinEntityRequest(
  execution: Execution,
  { id, send }: EntityFetch,
  variablesJson: string,
): EntityRequest {
  const key = `${id}\n${variablesJson}`;
  const open = execution.openRequests.get(key);
  if (open) return open;
  const places = new Map<string, number>();
  const takers: PromiseWithResolvers<SubgraphResponse>[] = [];
  const answer = async () => {
    execution.openRequests.delete(key);
    const response = await send(execution, variablesJson, [...places.keys()]);
    const copies = takers.slice(1).map(() => copyOf(response));
    for (const [index, taker] of takers.entries()) taker.resolve(copies[index - 1] ?? response);
  };
  const request: EntityRequest = {
    add: (representation) => {
      const place = places.get(representation) ?? places.size;
      places.set(representation, place);
      return place;
    },
    response: () => {
      const taker = Promise.withResolvers<SubgraphResponse>();
      takers.push(taker);
      return taker.promise;
    },
  };
  execution.openRequests.set(key, request);
  process.nextTick(() => {
    answer().catch((error: unknown) => {
      for (const taker of takers) taker.reject(error);
    });
  });
  return request;
}
