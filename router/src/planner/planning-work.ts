import { buildSchema, executeSync, GraphQLSchema, parse, type DocumentNode } from 'graphql';
import { LRUCache } from 'lru-cache';
import { isObject } from '../engine/result.ts';
import { validateDocument } from '../validation/validate-document.ts';
import type { OperationPlanner } from './operation-planner.ts';
import type { IntrospectionTexts, PlanningOutcome, PlanningTask, ValidationTask } from './planning-task.ts';

/** Callers who see different parts of a schema: roles, not users. */
const maxVisible = 16;

/** Does what a thread, or whoever has none, is asked. Throws what keeps it from being done. */
export function createPlanningWork(schema: GraphQLSchema, planOperation: OperationPlanner) {
  const schemas = new LRUCache<string, GraphQLSchema>({ max: maxVisible });
  const schemaOf = ({ visible }: ValidationTask): GraphQLSchema => {
    if (visible === null) return schema;
    const known = schemas.get(visible) ?? schemaFrom(visible, schema);
    schemas.set(visible, known);
    return known;
  };
  return (task: PlanningTask): PlanningOutcome => {
    switch (task.kind) {
      case 'plan':
        return {
          plan: planOperation(parse(task.query, { noLocation: true }), task.operationName, task.overrides),
        };
      case 'validate':
        return { mistakes: validateDocument(schemaOf(task), parse(task.query), task.isIntrospectable) };
      case 'introspect':
        return { texts: introspect(schema, parse(task.query, { noLocation: true }), task.variables) };
    }
  };
}

/** Its directives are those of the whole schema. */
function schemaFrom(sdl: string, whole: GraphQLSchema): GraphQLSchema {
  const built = buildSchema(sdl, { assumeValid: true, assumeValidSDL: true });
  return new GraphQLSchema({ ...built.toConfig(), directives: whole.getDirectives(), assumeValid: true });
}

function introspect(
  schema: GraphQLSchema,
  document: DocumentNode,
  variableValues: Readonly<Record<string, unknown>>,
): IntrospectionTexts {
  const { data } = executeSync({ schema, document, variableValues });
  const fields = isObject(data) ? Object.entries(data) : [];
  return Object.fromEntries(fields.map(([key, value]) => [key, JSON.stringify(value)]));
}
