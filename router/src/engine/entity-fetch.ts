import type { FetchNode } from '@apollo/query-planner/dist/QueryPlan.js';
import type { GraphQLFormattedError } from 'graphql';
import { joinEntityRequest, type EntityRequest } from './coalesce.ts';
import { compileContext } from './context.ts';
import type { Execution, PlanFacts, Step } from './execution.ts';
import { mergeInto } from './merge.ts';
import { collectObjects, collectTargets, type PlanPath } from './path.ts';
import { compileRepresentation } from './representations.ts';
import { copyJson, isObject, type JsonObject } from './result.ts';
import { applyRewrites } from './rewrites.ts';
import { compileSend, pick, withoutName } from './send.ts';

/** The objects that one request asks about, each with the place of its representation. */
type Batch = { request: EntityRequest; targets: { object: JsonObject; place: number }[] };

/** Compiles a fetch of entities: each representation is sent once, and objects with different context arguments are asked about apart. */
export function compileEntityFetch(node: FetchNode, path: PlanPath, facts: PlanFacts): Step {
  const { isOfType } = facts;
  const fetch = { send: compileSend(node, facts), id: `${node.serviceName}\n${withoutName(node)}` };
  const readRepresentation = compileRepresentation(node.requires ?? [], facts);
  const readContext = compileContext(node.contextRewrites ?? [], isOfType);

  const collect = (execution: Execution): Iterable<Batch> => {
    const batches = new Map<string, Batch>();
    const add = (object: JsonObject, variables: string): void => {
      const representation = readRepresentation(object);
      if (representation === null) return;
      applyRewrites(node.inputRewrites, representation, isOfType);
      const batch = batches.get(variables) ?? { request: joinEntityRequest(execution, fetch, variables), targets: [] };
      batches.set(variables, batch);
      batch.targets.push({ object, place: batch.request.add(JSON.stringify(representation)) });
    };
    const variables = pick(execution.variables, node.variableUsages);
    if (readContext) {
      for (const { object, parents } of collectTargets(execution.data, path))
        add(object, JSON.stringify({ ...variables, ...readContext(object, parents) }));
    } else {
      const json = JSON.stringify(variables);
      for (const object of collectObjects(execution.data, path)) add(object, json);
    }
    return batches.values();
  };

  const receive = async (execution: Execution, { request, targets }: Batch): Promise<void> => {
    const { data, errors } = await request.response();
    const found = data?.['_entities'];
    const entities: readonly unknown[] = Array.isArray(found) ? found : [];
    for (const entity of entities) applyRewrites(node.outputRewrites, entity, isOfType);
    for (const { object, place } of targets) {
      const entity = entities[place];
      if (isObject(entity)) mergeInto(object, facts.hasContext ? copyJson(entity) : entity, isOfType);
    }
    if (errors.length === 0) return;
    const locate = createLocate(execution, path, targets);
    for (const error of errors) {
      const located = locate(error);
      execution.errors.push(...located);
      const [, place, ...rest] = error.path ?? [];
      if (typeof place === 'number' && entities[place] === null)
        execution.lost.push(...located.map(({ path: at = [] }) => at.slice(0, at.length - rest.length)));
    }
  };
  return async (execution) => {
    await Promise.all([...collect(execution)].map((batch) => receive(execution, batch)));
  };
}

/**
 * Moves errors of an entity fetch to where the client asked: one error for each object that the entity stands for. The objects are gone through
 * once, since there may be as many errors.
 */
function createLocate({ data }: Execution, path: PlanPath, targets: Batch['targets']) {
  const places = new Map(targets.map(({ object, place }) => [object, place]));
  const paths = Map.groupBy(collectTargets(data, path), ({ object }) => places.get(object));
  return (error: GraphQLFormattedError): GraphQLFormattedError[] => {
    const [root, place, ...rest] = error.path ?? [];
    if (root !== '_entities' || typeof place !== 'number') return [{ ...error, path: pathBeforeList(path) }];
    return (paths.get(place) ?? []).map((target) => ({ ...error, path: [...target.path, ...rest] }));
  };
}

function pathBeforeList(path: PlanPath): (string | number)[] {
  const list = path.indexOf('@');
  return list < 0 ? [...path] : path.slice(0, list);
}
