import type { PlanNode, QueryPlan } from '@apollo/query-planner/dist/QueryPlan.js';
import { compilePlan, type PlanFacts, type Step } from './execution.ts';
import type { JsonObject } from './result.ts';
import type { TypeTest } from './types.ts';

export type PlanSource = {
  plan: QueryPlan;
  /** Plans the operation with the outcome of its conditions. */
  planFor(variables: JsonObject): QueryPlan;
  /** The variables of its conditions. */
  conditions: readonly string[];
  isOfType: TypeTest;
};

// Each outcome of the conditions may be a plan of its own.
const maxConditions = 6;

/**
 * Compiles the plan of an operation. A fetch of entities of which some fields are asked conditionally cannot tell what is required from
 * what was skipped: such an operation is planned for each outcome of its conditions.
 */
export function compilePlans({ plan, planFor, conditions, isOfType }: PlanSource): Step {
  const general = compile(plan, { isOfType, isConditional: conditions.length > 0 });
  const { node } = plan;
  const isAmbiguous = node && node.kind !== 'Subscription' && hasConditionalEntities(node);
  if (!isAmbiguous || conditions.length === 0 || conditions.length > maxConditions) return general;
  const steps = new Map<string, Step>();
  return (execution) => {
    const outcome = conditions.map((name) => (execution.variables[name] === true ? '1' : '0')).join('');
    const step = steps.get(outcome) ?? compile(planFor(execution.variables), { isOfType, isConditional: false });
    steps.set(outcome, step);
    return step(execution);
  };
}

function compile({ node }: QueryPlan, facts: PlanFacts): Step {
  const rest = node?.kind === 'Subscription' ? node.rest : node;
  return rest ? compilePlan(rest, facts) : async () => undefined;
}

function hasConditionalEntities(node: PlanNode): boolean {
  switch (node.kind) {
    case 'Fetch':
      return node.requires !== undefined && /@(?:skip|include)\(/.test(node.operation);
    case 'Flatten':
      return hasConditionalEntities(node.node);
    case 'Sequence':
    case 'Parallel':
      return node.nodes.some(hasConditionalEntities);
    case 'Condition':
      return [node.ifClause, node.elseClause].some((clause) => clause && hasConditionalEntities(clause));
    case 'Defer':
      return false;
  }
}
