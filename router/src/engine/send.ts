import type { FetchNode } from '@apollo/query-planner/dist/QueryPlan.js';
import { OperationTypeNode } from 'graphql';
import type { SubgraphResponse } from '../subgraphs.ts';
import type { Execution, PlanFacts } from './execution.ts';
import { parseExactly } from './long-numbers.ts';
import { isObject, type JsonObject } from './result.ts';

/** Sends the operation of a fetch with its variables and, for entities, their representations; all of them are JSON already. */
export type Send = (
  execution: Execution,
  variables: string,
  representations: readonly string[] | null,
) => Promise<SubgraphResponse>;

/** The parts of the request body that never change are serialised once. */
export function compileSend(node: FetchNode, { labelling, placeOf }: Pick<PlanFacts, 'labelling' | 'placeOf'>): Send {
  const { serviceName: subgraph, operation, operationName, operationKind } = node;
  const name = operationName === undefined ? '' : `,"operationName":${JSON.stringify(operationName)}`;
  const head = `{"query":${JSON.stringify(operation)}${name},"variables":`;
  const isShareable = operationKind === OperationTypeNode.QUERY;
  const nameless = withoutName(node);
  const place = placeOf.get(node) ?? 0;
  const labelsOf = lazily(() => labelling(node));
  return async (execution, variables, representations) => {
    const { subgraphs, caller, signal, freshness, headersFor, clientHeaders } = execution;
    const bodyFor = (chosen: readonly string[] | null) => `${head}${variablesWith(chosen, variables)}}`;
    const labels = (representation: string | null) =>
      labelsOf()(parseObject(representation), () => parseObject(variables) ?? {});
    const question = { operation: nameless, variables, representations, bodyFor, labels };
    const body = bodyFor(representations);
    const headers = headersFor(subgraph);
    const response = await subgraphs.fetch({ subgraph, body, caller, signal, isShareable, question, headers });
    freshness.add(response);
    if (response.headers) clientHeaders?.add({ subgraph, place, answers: response.headers });
    return response;
  };
}

/** Fetches that differ only in the name of their operation ask for the same. */
export function withoutName({ operation, operationName }: FetchNode): string {
  return operationName === undefined ? operation : operation.replace(operationName, '');
}

/** The variables of these names that have a value. */
export function pick(variables: JsonObject, names: readonly string[] | undefined): JsonObject {
  const picked: JsonObject = {};
  for (const name of names ?? []) if (variables[name] !== undefined) picked[name] = variables[name];
  return picked;
}

function variablesWith(representations: readonly string[] | null, variables: string): string {
  if (representations === null) return variables;
  const rest = variables.slice(1);
  return `{"representations":[${representations.join(',')}]${rest === '}' ? rest : `,${rest}`}`;
}

/** Only what is held has labels. */
function lazily<Value>(make: () => Value): () => Value {
  let made: { value: Value } | null = null;
  return () => (made ??= { value: make() }).value;
}

function parseObject(json: string | null): JsonObject | null {
  const value: unknown = json === null ? null : parseExactly(json);
  return isObject(value) ? value : null;
}
