import type { FetchNode } from '@apollo/query-planner/dist/QueryPlan.js';
import { OperationTypeNode, type GraphQLFormattedError } from 'graphql';
import type { SubgraphResponse } from '../subgraphs.ts';
import type { Execution, Step } from './execution.ts';
import { mergeInto } from './merge.ts';
import { collectObjects, collectPaths, type PlanPath } from './path.ts';
import { compileRepresentation } from './representations.ts';
import { isObject, type JsonObject } from './result.ts';
import { applyRewrites } from './rewrites.ts';
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

function compileEntityFetch(node: FetchNode, path: PlanPath, isOfType: TypeTest): Step {
  const send = compileSend(node);
  const readRepresentation = compileRepresentation(node.requires ?? [], isOfType);
  return async (execution) => {
    const batch = createBatch(isOfType);
    for (const object of collectObjects(execution.data, path)) {
      const representation = readRepresentation(object);
      if (representation === null) continue;
      applyRewrites(node.inputRewrites, representation, isOfType);
      batch.add(object, JSON.stringify(representation));
    }
    if (batch.isEmpty()) return;
    const { data, errors } = await send(execution, batch.variables(pick(execution.variables, node.variableUsages)));
    const entities = data?.['_entities'];
    if (Array.isArray(entities)) {
      for (const entity of entities) applyRewrites(node.outputRewrites, entity, isOfType);
      batch.spread(entities);
    }
    for (const error of errors) execution.errors.push(...locate(error, execution, path, batch));
  };
}

/** The distinct representations of a fetch, and the objects each one stands for. */
function createBatch(isOfType: TypeTest) {
  const places = new Map<string, number>();
  const targets: { object: JsonObject; place: number }[] = [];
  return {
    add: (object: JsonObject, representation: string) => {
      const place = places.get(representation) ?? places.size;
      places.set(representation, place);
      targets.push({ object, place });
    },
    isEmpty: () => targets.length === 0,
    variables: (others: JsonObject) => {
      const rest = JSON.stringify(others).slice(1);
      return `{"representations":[${[...places.keys()].join(',')}]${rest === '}' ? rest : `,${rest}`}`;
    },
    spread: (entities: readonly unknown[]) => {
      for (const { object, place } of targets) {
        const entity = entities[place];
        if (isObject(entity)) mergeInto(object, entity, isOfType);
      }
    },
    isTarget: (object: JsonObject, place: number) =>
      targets.some((target) => target.object === object && target.place === place),
  };
}

type Send = (execution: Execution, variablesJson: string) => Promise<SubgraphResponse>;

/** The parts of the request body that never change are serialised once. */
function compileSend({ serviceName, operation, operationName, operationKind }: FetchNode): Send {
  const name = operationName === undefined ? '' : `,"operationName":${JSON.stringify(operationName)}`;
  const head = `{"query":${JSON.stringify(operation)}${name},"variables":`;
  const isShareable = operationKind === OperationTypeNode.QUERY;
  return ({ subgraphs, caller, signal }, variablesJson) =>
    subgraphs.fetch({ subgraph: serviceName, body: `${head}${variablesJson}}`, caller, signal, isShareable });
}

function pick(variables: JsonObject, names: readonly string[] | undefined): JsonObject {
  const picked: JsonObject = {};
  for (const name of names ?? []) if (variables[name] !== undefined) picked[name] = variables[name];
  return picked;
}

/** Moves an error of an entity fetch to where the client asked: one error for each object that the entity stands for. */
function locate(
  error: GraphQLFormattedError,
  { data }: Execution,
  path: PlanPath,
  batch: ReturnType<typeof createBatch>,
): GraphQLFormattedError[] {
  const [root, place, ...rest] = error.path ?? [];
  if (root !== '_entities' || typeof place !== 'number') return [{ ...error, path: pathBeforeList(path) }];
  return collectPaths(data, path)
    .filter(({ object }) => batch.isTarget(object, place))
    .map((target) => ({ ...error, path: [...target.path, ...rest] }));
}

function pathBeforeList(path: PlanPath): (string | number)[] {
  const list = path.indexOf('@');
  return list < 0 ? [...path] : path.slice(0, list);
}
