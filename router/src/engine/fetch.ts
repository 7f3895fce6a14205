import type { FetchNode } from '@apollo/query-planner/dist/QueryPlan.js';
import { parse, visit } from 'graphql';
import { compileEntityFetch } from './entity-fetch.ts';
import type { PlanFacts, Step } from './execution.ts';
import { mergeInto } from './merge.ts';
import type { PlanPath } from './path.ts';
import { applyRewrites } from './rewrites.ts';
import { compileSend, pick } from './send.ts';
import type { TypeTest } from './types.ts';

/** Compiles a fetch that starts at the root of the response, or one of entities at `path`. */
export function compileFetch(node: FetchNode, path: PlanPath, facts: PlanFacts): Step {
  return node.requires ? compileEntityFetch(node, path, facts) : compileRootFetch(node, facts.isOfType);
}

function compileRootFetch(node: FetchNode, isOfType: TypeTest): Step {
  const send = compileSend(node);
  return async (execution) => {
    const variables = JSON.stringify(pick(execution.variables, node.variableUsages));
    const { data, errors } = await send(execution, variables, null);
    if (data) {
      applyRewrites(node.outputRewrites, data, isOfType);
      mergeInto(execution.data, data, isOfType);
    }
    if (data === null) execution.lost.push(...rootNames(node).map((name) => [name]));
    for (const error of errors) execution.errors.push(error);
  };
}

/** The response names of a fetch at the root. */
function rootNames({ operation }: FetchNode): string[] {
  const names = new Set<string>();
  visit(parse(operation), {
    Field: ({ alias, name }) => {
      names.add((alias ?? name).value);
      return false;
    },
  });
  return [...names];
}
