import type { FetchNode, PlanNode, QueryPlan } from '@apollo/query-planner/dist/QueryPlan.js';
import type { OperationDefinitionNode } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { Labelling } from '../cache/labels.ts';
import { countFetches } from './count-fetches.ts';
import { compilePlan, type PlanFacts, type Step } from './execution.ts';
import { planFetches } from './plan-fetches.ts';
import type { JsonObject } from './result.ts';
import type { TypeTest } from './types.ts';

export type PlanSource = {
  kind: OperationDefinitionNode['operation'];
  plan: QueryPlan;
  /** Plans the operation with the outcome of its conditions. */
  planFor(variables: JsonObject): Promise<QueryPlan>;
  /** The variables of its conditions. */
  conditions: readonly string[];
  isOfType: TypeTest;
  labelling: Labelling;
};

export type CompiledPlans = {
  run: Step;
  /** How many requests to subgraphs are made with these variables, at the most. */
  fetchCount(variables: JsonObject): number | Promise<number>;
};

/** What is executed for one outcome of the conditions. */
type Outcome = { step: Step; fetches: number };

/** Each outcome of the conditions of an operation may be compiled by itself; the last of them are kept, since a client may try them all. */
export const maxOutcomes = 64;

/**
 * Compiles the plan of an operation. A fetch of entities of which some fields are asked conditionally cannot tell what is required from
 * what was skipped: such an operation is planned for each outcome of its conditions. So is a mutation: a field at its root that is asked for
 * with a condition and without must be executed once, in its place.
 */
export function compilePlans({ kind, plan, planFor, conditions, isOfType, labelling }: PlanSource): CompiledPlans {
  const general = compile(plan, { isOfType, labelling, isConditional: conditions.length > 0 });
  const isAmbiguous = kind === 'mutation' || planFetches(executed(plan)).some(isConditional);
  const most = countFetches(plan.node);
  if (conditions.length === 0) return { run: general, fetchCount: () => most };
  if (!isAmbiguous) return { run: general, fetchCount: (variables) => countFetches(plan.node, variables) };
  const outcomes = new LRUCache<string, Outcome | Promise<Outcome>>({ max: maxOutcomes });
  const planOutcome = async (key: string, variables: JsonObject): Promise<Outcome> => {
    try {
      const own = await planFor(variables);
      const step = compile(own, { isOfType, labelling, isConditional: false });
      const outcome = { step, fetches: countFetches(own.node) };
      outcomes.set(key, outcome);
      return outcome;
    } catch (error) {
      outcomes.delete(key);
      throw error;
    }
  };
  const outcomeOf = (variables: JsonObject): Outcome | Promise<Outcome> => {
    const key = conditions.map((name) => (variables[name] === true ? '1' : '0')).join('');
    const known = outcomes.get(key);
    if (known) return known;
    const planned = planOutcome(key, variables);
    outcomes.set(key, planned);
    return planned;
  };
  return {
    run: async (execution) => (await outcomeOf(execution.variables)).step(execution),
    fetchCount: async (variables) => (await outcomeOf(variables)).fetches,
  };
}

function compile(plan: QueryPlan, facts: Omit<PlanFacts, 'hasContext' | 'placeOf' | 'requestsOf'>): Step {
  const node = executed(plan);
  const fetches = planFetches(node);
  const hasContext = fetches.some(({ contextRewrites }) => contextRewrites !== undefined);
  const placeOf = new Map(fetches.map((fetch, place) => [fetch, place]));
  const requestsOf = new Map<string, number>();
  for (const { id } of fetches) if (id !== undefined) requestsOf.set(id, (requestsOf.get(id) ?? 0) + 1);
  return node ? compilePlan(node, { ...facts, hasContext, placeOf, requestsOf }) : async () => undefined;
}

/** What is executed: of a subscription, what is done for each event. */
function executed({ node }: QueryPlan): PlanNode | undefined {
  return node?.kind === 'Subscription' ? node.rest : node;
}

function isConditional({ requires, operation }: FetchNode): boolean {
  return requires !== undefined && /@(?:skip|include)\(/.test(operation);
}
