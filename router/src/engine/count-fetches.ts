import type { PlanNode, SubscriptionNode } from '@apollo/query-planner/dist/QueryPlan.js';
import type { JsonObject } from './result.ts';

type Node = PlanNode | SubscriptionNode | undefined;

/** How many requests to subgraphs a plan has with these variables; without any, how many it has at the most. */
export function countFetches(node: Node, variables?: JsonObject): number {
  const count = (part: Node) => countFetches(part, variables);
  const sumOf = (parts: readonly Node[]) => parts.reduce((sum, part) => sum + count(part), 0);
  switch (node?.kind) {
    case undefined:
      return 0;
    case 'Fetch':
      return 1;
    case 'Flatten':
      return count(node.node);
    case 'Sequence':
    case 'Parallel':
      return sumOf(node.nodes);
    case 'Condition':
      if (variables) return count(variables[node.condition] === true ? node.ifClause : node.elseClause);
      return Math.max(count(node.ifClause), count(node.elseClause));
    case 'Subscription':
      return sumOf([node.primary, node.rest]);
    case 'Defer':
      return sumOf([node.primary.node, ...node.deferred.map((part) => part.node)]);
  }
}
