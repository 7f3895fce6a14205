import type { Caller } from '@conea/platform';
import type { FoundRequest } from '../pipeline.ts';
import type { LiveSubscription } from '../subscriptions/client-subscription.ts';
import type { Graph } from './graph.ts';
import type { Graphs } from './graphs.ts';

/** A subscription that is to live on every new version of the graph. */
export type Traveller = { live: LiveSubscription; graph: Graph; request: FoundRequest; caller: Caller };

type Travelling = Traveller & { isMoving: boolean; letGo(): void };

/** So many are planned at a time. */
const concurrency = 16;

/**
 * Moves running subscriptions to each new version of the graph, a few at a time, so that requests have their turn in between. One that the
 * new version does not allow any longer ends with SUBSCRIPTION_SCHEMA_RELOAD.
 */
export function createMoves(graphs: Graphs) {
  const running = new Set<Travelling>();

  const move = async (traveller: Travelling): Promise<void> => {
    const { live, request, caller } = traveller;
    if (traveller.isMoving) return;
    traveller.isMoving = true;
    for (let graph = graphs.current(); graph !== traveller.graph; graph = graphs.current()) {
      const letGo = graph.take();
      // Another caller object is another request: what policies say of it may be old.
      const plan = await graph.pipeline
        .plan(request, { ...caller }, { isPlanOnly: true })
        .then(graph.subscriptionOf, () => null);
      if (!running.has(traveller)) return letGo();
      traveller.letGo();
      traveller.letGo = letGo;
      traveller.graph = graph;
      if (plan) live.moveTo(plan);
      else live.refuse([schemaChanged]);
    }
    traveller.isMoving = false;
  };
  const moveAll = async (): Promise<void> => {
    const waiting = running.values();
    const moveNext = async () => {
      for (const traveller of waiting) await move(traveller);
    };
    await Promise.all(Array.from({ length: concurrency }, moveNext));
  };
  graphs.onReplace(() => void moveAll());

  return {
    /** Answers how to leave. */
    enter: (traveller: Traveller): (() => void) => {
      const entry: Travelling = { ...traveller, isMoving: false, letGo: traveller.graph.take() };
      running.add(entry);
      // It may have been planned just before a new version came.
      void move(entry);
      return () => {
        running.delete(entry);
        entry.letGo();
      };
    },
  };
}

const schemaChanged = {
  message: 'The schema has changed: this subscription is not valid any longer.',
  extensions: { code: 'SUBSCRIPTION_SCHEMA_RELOAD' },
};
