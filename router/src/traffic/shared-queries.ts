import type { Engine, RequestContext } from '../engine/engine.ts';
import { createFreshness, type FreshnessOfPart } from '../engine/freshness.ts';
import type { CompiledOperation } from '../engine/operation.ts';
import { planFetches } from '../engine/plan-fetches.ts';
import type { ExecutionResult } from '../engine/result.ts';
import type { ToldHeaders } from '../headers/client-headers.ts';
import { withoutHeaders, type SubgraphHeaders } from '../headers/header-rules.ts';
import { callerClass } from './caller-class.ts';
import { createSharing } from './sharing.ts';

/** An answer that nobody writes into, with what is known of how long it holds, and of the headers that come with it. */
type SharedResult = { result: ExecutionResult; parts: readonly FreshnessOfPart[]; headers: readonly ToldHeaders[] };

/** For who has left: nothing was done for it alone, so it costs nothing. */
const unheard: SharedResult = { result: { data: null }, parts: [], headers: [] };

/** Identical queries at the same time are executed once, for callers who may see the same and send subgraphs the same headers. */
export function withSharedQueries(engine: Engine): Engine {
  const sharing = createSharing<SharedResult>();
  const execute = async (...[operation, variables, context]: Parameters<Engine['execute']>): Promise<SharedResult> => {
    const parts: FreshnessOfPart[] = [];
    const headers: ToldHeaders[] = [];
    const freshness = { ...createFreshness(), add: (part: FreshnessOfPart) => void parts.push(part) };
    const clientHeaders = { add: (told: ToldHeaders) => void headers.push(told), values: () => ({}) };
    const recording = { ...context, freshness, clientHeaders };
    return { result: await engine.execute(operation, variables, recording), parts, headers };
  };
  const idOf = createOperationIds();
  return {
    ...engine,
    execute: async (operation, variables, context) => {
      const sent = headersOf(operation, context);
      if (operation.kind !== 'query' || sent.some(({ isPersonal }) => isPersonal))
        return engine.execute(operation, variables, context);
      const key = JSON.stringify([
        idOf(operation),
        variables,
        callerClass(context.caller),
        sent.map((headers) => headers.key),
      ]);
      const shared = await sharing
        .join(key, context.signal, (signal) => execute(operation, variables, { ...context, signal }))
        .catch((error: unknown) => {
          if (context.signal.aborted) return unheard;
          throw error;
        });
      for (const part of shared.parts) context.freshness?.add(part);
      for (const told of shared.headers) context.clientHeaders?.add(told);
      return shared.result;
    },
  };
}

/** Operations of two graphs, or of two grants, are two. */
function createOperationIds() {
  const ids = new WeakMap<CompiledOperation, number>();
  let last = 0;
  return (operation: CompiledOperation): number => {
    const id = ids.get(operation) ?? ++last;
    ids.set(operation, id);
    return id;
  };
}

function headersOf({ plan }: CompiledOperation, { headersFor = withoutHeaders }: RequestContext): SubgraphHeaders[] {
  if (headersFor === withoutHeaders || plan.node?.kind === 'Subscription') return [];
  return planFetches(plan.node).map(({ serviceName }) => headersFor(serviceName));
}
