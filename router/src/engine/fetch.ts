import type { FetchNode } from '@apollo/query-planner/dist/QueryPlan.js';
import { parse } from 'graphql';
import { compileEntityFetch } from './entity-fetch.ts';
import type { PlanFacts, Step } from './execution.ts';
import { mergeInto } from './merge.ts';
import type { PlanPath } from './path.ts';
import { applyRewrites } from './rewrites.ts';
import { rootFieldsOf } from './root-fields.ts';
import { compileSend, pick } from './send.ts';

/** Compiles a fetch that starts at the root of the response, or one of entities at `path`. */
export function compileFetch(node: FetchNode, path: PlanPath, facts: PlanFacts): Step {
  return node.requires ? compileEntityFetch(node, path, facts) : compileRootFetch(node, facts);
}

function compileRootFetch(node: FetchNode, facts: PlanFacts): Step {
  const { isOfType } = facts;
  const send = compileSend(node, facts);
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
  return [...new Set(rootFieldsOf(parse(operation)).map(({ alias, name }) => (alias ?? name).value))];
}
