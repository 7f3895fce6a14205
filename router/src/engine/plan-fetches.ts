import type { FetchNode, PlanNode } from '@apollo/query-planner/dist/QueryPlan.js';

/** Every fetch of a plan. */
export function planFetches(node: PlanNode | undefined): FetchNode[] {
  switch (node?.kind) {
    case 'Fetch':
      return [node];
    case 'Flatten':
      return planFetches(node.node);
    case 'Sequence':
    case 'Parallel':
      return node.nodes.flatMap(planFetches);
    case 'Condition':
      return [node.ifClause, node.elseClause].flatMap(planFetches);
    case 'Defer':
      return [node.primary.node, ...node.deferred.map((part) => part.node)].flatMap(planFetches);
    default:
      return [];
  }
}
