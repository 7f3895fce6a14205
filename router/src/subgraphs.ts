import type { Caller, RouterKey } from '@conea/platform';
import type { GraphQLFormattedError } from 'graphql';
import type { Lookup } from './cache/cache-status.ts';
import type { TrafficShapingConfig } from './config/traffic-shaping.ts';
import type { Freshness } from './engine/freshness.ts';
import type { JsonObject } from './engine/result.ts';
import type { AnswerHeaderPicks, AnswerHeaders } from './headers/answer-headers.ts';
import type { SubgraphHeaders } from './headers/header-rules.ts';
import type { BreakerState } from './traffic/circuit-breaker.ts';
import { noAnswer } from './traffic/failure.ts';
import type { Tracer } from './telemetry/tracer.ts';
import type { SubgraphTls } from './traffic/subgraph-tls.ts';
import { createSubgraphClient } from './traffic/subgraph-client.ts';

export type SubgraphRequest = {
  subgraph: string;
  /** The JSON body of a GraphQL request. */
  body: string;
  caller: Caller;
  signal: AbortSignal;
  /** Whether an identical request in flight may answer this one too: never a mutation. */
  isShareable: boolean;
  /** Of what is held: a request in flight answers it only when it has seen the same invalidations. */
  position?: string;
  /** Besides the router's own. */
  headers?: SubgraphHeaders;
  /** The same in parts; without it the answer is not held. */
  question?: Question;
};

/** What a request asks for, in the parts that a cache tells apart. */
export type Question = {
  /** Without its name. */
  operation: string;
  /** JSON, beside the representations. */
  variables: string;
  /** Of a fetch of entities: each as JSON, and none of them twice. */
  representations: readonly string[] | null;
  /** The body that asks for some of the entities only. */
  bodyFor(representations: readonly string[] | null): string;
  /** What the answer, or the entity of a representation, is invalidated by; null: it must not be held. */
  labels(representation: string | null): readonly string[] | null;
};

/** What came back, or what stands for it when nothing usable did. */
export type SubgraphResponse = {
  data: JsonObject | null;
  errors: GraphQLFormattedError[];
  /** Of an answer that comes from the subgraph itself and not from a cache before it. */
  caching?: CachingHeaders | null;
  tags?: AnswerTags;
  /** Those that clients may be told of, of each answer that is in it. */
  headers?: readonly AnswerHeaders[];
  /** How long it holds, of a subgraph whose answers may be held; null: it does not. */
  freshness?: Freshness | null;
  /** The labels of all that is in it; null for what has none that are known. */
  labels?: readonly (readonly string[] | null)[];
  /** What a cache did for it. */
  lookup?: Lookup;
  /** Nothing usable came: the errors are the router's own. */
  isUnanswered?: true;
};

/** The tags that a subgraph gives its answer, and each of the entities in it. */
export type AnswerTags = { answer: readonly string[]; entities: readonly (readonly string[])[] };

/** What an answer says of how long it holds; `age` in seconds. */
export type CachingHeaders = { control: string | null; age: string | null };

/** The only way out to the subgraphs. A failure is an answer with errors, never a rejection. */
export type Subgraphs = {
  fetch(request: SubgraphRequest): Promise<SubgraphResponse>;
  close(): Promise<void>;
};

/** `key`: what calls are signed with at the moment; null: they are not signed. `tls`: how it is spoken to where its URL is `https`. */
export type SubgraphTarget = {
  name: string;
  url: string;
  key: (() => RouterKey | null) | null;
  tls?: SubgraphTls | null;
};

export type SubgraphsOptions = {
  traffic: TrafficShapingConfig;
  onFailure(failure: { subgraph: string; error: unknown }): void;
  /** One request over the network, whatever it answered: `status` null when nothing came, `seconds` until its last byte. */
  onExchange(exchange: { subgraph: string; status: number | null; seconds: number }): void;
  onBreakerChange(change: { subgraph: string; state: BreakerState }): void;
  /** Without it clients are told nothing of the headers of answers. */
  answerHeaders?: AnswerHeaderPicks;
  tracer?: Tracer;
};

/** Opens keep-alive pools to the subgraphs. */
export function createSubgraphs(targets: readonly SubgraphTarget[], options: SubgraphsOptions): Subgraphs {
  const clients = new Map(targets.map((target) => [target.name, createSubgraphClient(target, options)]));
  return {
    fetch: async (request) =>
      clients.get(request.subgraph)?.fetch(request) ?? noAnswer(request.subgraph, 'SUBGRAPH_NOT_FOUND'),
    close: async () => {
      await Promise.all([...clients.values()].map((client) => client.close()));
    },
  };
}
