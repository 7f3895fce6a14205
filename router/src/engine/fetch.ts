import type { FetchNode } from '@apollo/query-planner/dist/QueryPlan.js';
import { compileEntityFetch } from './entity-fetch.ts';
import type { Step } from './execution.ts';
import { mergeInto } from './merge.ts';
import type { PlanPath } from './path.ts';
import { applyRewrites } from './rewrites.ts';
import { compileSend, pick } from './send.ts';
import type { TypeTest } from './types.ts';

/** Compiles a fetch that starts at the root of the response, or one of entities at `path`. */
export function compileFetch(node: FetchNode, path: PlanPath, isOfType: TypeTest): Step {
  return node.requires ? compileEntityFetch(node, path, isOfType) : compileRootFetch(node, isOfType);
}

function compileRootFetch(node: FetchNode, isOfType: TypeTest): Step {
  const send = compileSend(node);
  return async (execution) => {
    const { data, errors } = await send(execution, JSON.stringify(pick(execution.variables, node.variableUsages)));
    if (data) {
      applyRewrites(node.outputRewrites, data, isOfType);
      mergeInto(execution.data, data, isOfType);
    }
    for (const error of errors) execution.errors.push(error);
  };
}
