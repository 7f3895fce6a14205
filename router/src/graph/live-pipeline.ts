import { runningOf } from '../engine/running.ts';
import type { FoundRequest, Pipeline, PlannedRequest } from '../pipeline.ts';
import type { FindQuery } from '../stages/find-query.ts';
import type { Subscribe } from '../subscriptions/subscribe.ts';
import type { Graph } from './graph.ts';
import type { Graphs } from './graphs.ts';
import { createMoves } from './moves.ts';

export type LivePipelineOptions = { graphs: Graphs; findQuery: FindQuery; subscribe: Subscribe };

/** The pipeline over whatever graph is in force: a request ends on the graph that planned it, a subscription moves to every new one. */
export function createLivePipeline({ graphs, findQuery, subscribe }: LivePipelineOptions): Pipeline {
  const plannedBy = new WeakMap<PlannedRequest, { graph: Graph; request: FoundRequest }>();
  const moves = createMoves(graphs);
  const originOf = (planned: PlannedRequest) => {
    const origin = plannedBy.get(planned);
    if (!origin) throw new Error('the request was not planned here');
    return origin;
  };
  return {
    plan: async (asked, caller, options = {}) => {
      const { operationName, variables, headers } = asked;
      const request = { query: await findQuery(asked), operationName, variables, headers };
      const graph = graphs.current();
      const letGo = graph.take();
      try {
        const planned = await graph.pipeline.plan(request, caller, options);
        plannedBy.set(planned, { graph, request });
        return planned;
      } finally {
        letGo();
      }
    },
    execute: async (planned, caller, signal) => {
      const { graph } = originOf(planned);
      const letGo = graph.take();
      try {
        return await graph.pipeline.execute(planned, caller, signal);
      } finally {
        letGo();
      }
    },
    deliver: async function* deliver(planned, caller, signal) {
      const { graph } = originOf(planned);
      const letGo = graph.take();
      try {
        yield* graph.pipeline.deliver(planned, caller, signal);
      } finally {
        letGo();
      }
    },
    subscribe: (planned, caller, after) => {
      const { graph, request } = originOf(planned);
      const plan = graph.subscriptionOf(planned);
      if (plan === null) return runningOf({ data: null, ...planned.told });
      return subscribe(plan, { caller, after, onStart: (live) => moves.enter({ live, graph, request, caller }) });
    },
  };
}
