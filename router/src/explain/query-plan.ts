import queryPlanner, { type QueryPlan } from '@apollo/query-planner';
import type { PlanNode } from '@apollo/query-planner/dist/QueryPlan.js';
import type { IncomingHttpHeaders } from 'node:http';
import type { CompiledOperation } from '../engine/operation.ts';
import type { ExecutionResult } from '../engine/result.ts';
import type { PlannedRequest } from '../pipeline.ts';

const { prettyFormatQueryPlan } = queryPlanner;

/** What a client wants to know of the plan of its operation: nothing, the plan beside the answer, or the plan alone. */
export type PlanWish = 'none' | 'beside' | 'alone';

/** Reads `Apollo-Expose-Query-Plan: true | dry-run`, the header of Apollo's router. */
export function planWishOf(headers: IncomingHttpHeaders): PlanWish {
  const value = headers['apollo-expose-query-plan'];
  if (value === 'dry-run') return 'alone';
  return value === 'true' ? 'beside' : 'none';
}

/** The answer with the plan in `extensions.apolloQueryPlan`: as an object, and as text for people. */
export function withQueryPlan(result: ExecutionResult, { compiled }: PlannedRequest): ExecutionResult {
  const plan = compiled ? withClientLabels(compiled) : { kind: 'QueryPlan' as const };
  const apolloQueryPlan = { object: withoutDocuments(plan), text: prettyFormatQueryPlan(plan) };
  return { ...result, extensions: { ...result.extensions, apolloQueryPlan } };
}

/** Deferred fragments are planned under labels of the router's own. */
function withClientLabels({ plan, deferred }: CompiledOperation): QueryPlan {
  if (!deferred || !plan.node || plan.node.kind === 'Subscription') return plan;
  const rename = (node: PlanNode): PlanNode => {
    if (node.kind !== 'Defer') return node;
    const parts = node.deferred.map(({ label: own, ...part }) => {
      const label = deferred.labels[Number(own)];
      return { ...part, ...(label && { label }), ...(part.node && { node: rename(part.node) }) };
    });
    return { ...node, deferred: parts };
  };
  return { ...plan, node: rename(plan.node) };
}

/** The plan of an operation that is not executed. */
export function planOnly(planned: PlannedRequest): ExecutionResult {
  const unanswered = { data: null };
  return withQueryPlan(planned.charge?.settle(unanswered) ?? unanswered, planned);
}

/** The parsed form of each operation says nothing that its text does not. */
function withoutDocuments(plan: object): unknown {
  return JSON.parse(
    JSON.stringify(plan, (key, value: unknown) => (key === 'operationDocumentNode' ? undefined : value)),
  );
}
