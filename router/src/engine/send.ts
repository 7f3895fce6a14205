import type { FetchNode } from '@apollo/query-planner/dist/QueryPlan.js';
import { OperationTypeNode } from 'graphql';
import type { SubgraphResponse } from '../subgraphs.ts';
import type { Execution } from './execution.ts';
import type { JsonObject } from './result.ts';

/** Sends the operation of a fetch with its variables, which are JSON already. */
export type Send = (execution: Execution, variablesJson: string) => Promise<SubgraphResponse>;

/** The parts of the request body that never change are serialised once. */
export function compileSend({ serviceName, operation, operationName, operationKind }: FetchNode): Send {
  const name = operationName === undefined ? '' : `,"operationName":${JSON.stringify(operationName)}`;
  const head = `{"query":${JSON.stringify(operation)}${name},"variables":`;
  const isShareable = operationKind === OperationTypeNode.QUERY;
  return ({ subgraphs, caller, signal }, variablesJson) =>
    subgraphs.fetch({ subgraph: serviceName, body: `${head}${variablesJson}}`, caller, signal, isShareable });
}

/** The variables of these names that have a value. */
export function pick(variables: JsonObject, names: readonly string[] | undefined): JsonObject {
  const picked: JsonObject = {};
  for (const name of names ?? []) if (variables[name] !== undefined) picked[name] = variables[name];
  return picked;
}
