import type { Caller } from '@conea/platform';
import type { GraphQLFormattedError } from 'graphql';
import type { JsonObject } from '../engine/result.ts';
import type { SubgraphTarget } from '../subgraphs.ts';
import { SubscriptionRefused, type Upstream } from '../upstream.ts';
import type { SourceEvent } from './shared-event.ts';
import type { Source } from './source.ts';

export type FollowOptions = {
  upstream: Upstream;
  target: SubgraphTarget;
  source: Source;
  variables: JsonObject;
  headers: Readonly<Record<string, string>>;
  /** Where to begin; null: as the client asked. */
  after: string | null;
  /** In whose name, at each connection anew: whoever began may have left. */
  callerNow(): Caller;
  maxReconnects: number;
  signal: AbortSignal;
};

/** Why a source ended before its subgraph completed it; the errors are for clients. */
export class SourceLost extends Error {
  readonly errors: readonly GraphQLFormattedError[];

  constructor(errors: readonly GraphQLFormattedError[]) {
    super('the source of the events ended');
    this.errors = errors;
  }
}

const firstDelay = 100;
const maxDelay = 5_000;

/** A lost connection to a subgraph is made again with backoff, behind the last cursor, so that its restart is not noticed. */
export async function* followSource(options: FollowOptions): AsyncGenerator<SourceEvent, void, undefined> {
  const { upstream, target, source, headers, callerNow, maxReconnects, signal } = options;
  const { query, operationName } = source;
  let cursor = options.after;
  for (let failures = 0; !signal.aborted; failures++) {
    const payload = { query, operationName, variables: source.variables(options.variables, cursor), headers };
    try {
      for await (const { data, errors } of upstream.subscribe(target, payload, callerNow(), signal)) {
        const own = data && source.takeCursor(data);
        cursor = own ?? cursor;
        failures = 0;
        yield { data, errors, cursor: own };
      }
      return;
    } catch (error) {
      if (error instanceof SubscriptionRefused) throw new SourceLost(error.errors);
      if (!source.isResumable || failures >= maxReconnects) throw new SourceLost([lost]);
      await pause(failures, signal);
    }
  }
}

const lost: GraphQLFormattedError = {
  message: 'The connection to the source of the events was lost.',
  extensions: { code: 'SUBSCRIPTION_UPSTREAM_LOST' },
};

function pause(failures: number, signal: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, Math.random() * Math.min(maxDelay, firstDelay * 2 ** failures));
  const onAbort = () => resolve();
  signal.addEventListener('abort', onAbort, { once: true });
  return promise.finally(() => {
    clearTimeout(timer);
    signal.removeEventListener('abort', onAbort);
  });
}
