import type { QueryPlanSelectionNode } from '@apollo/query-planner';
import type { PlanFacts } from './execution.ts';
import { mergeInto } from './merge.ts';
import { isObject, type JsonObject } from './result.ts';

/** Reads the representation of an entity out of an object; null when the object lacks a required field. */
export type RepresentationReader = (object: JsonObject) => JsonObject | null;

/**
 * Compiles the `requires` of a fetch. In an operation with `@skip` or `@include` a nested object may lack what only a field that
 * is not included requires.
 */
export function compileRepresentation(
  requires: readonly QueryPlanSelectionNode[],
  facts: PlanFacts,
): RepresentationReader {
  const read = compileSelections(requires, facts);
  return (object) => {
    const representation: JsonObject = {};
    return read(object, representation) && Object.keys(representation).length > 1 ? representation : null;
  };
}

type Reader = (source: JsonObject, target: JsonObject) => boolean;

function compileSelections(selections: readonly QueryPlanSelectionNode[], facts: PlanFacts): Reader {
  const readers = selections.map((selection) => compileSelection(selection, facts));
  return (source, target) => {
    for (const read of readers) if (!read(source, target)) return false;
    return true;
  };
}

function compileSelection(selection: QueryPlanSelectionNode, facts: PlanFacts): Reader {
  if (selection.kind === 'InlineFragment') {
    const { typeCondition } = selection;
    const read = compileSelections(selection.selections, facts);
    return (source, target) => {
      if (typeCondition !== undefined && !facts.isOfType(typeCondition, source['__typename'])) return true;
      // What one field requires is missing, as when it is skipped: the entity may still be asked for the others.
      const part: JsonObject = {};
      if (read(source, part)) mergeInto(target, part, facts.isOfType);
      return true;
    };
  }
  const key = selection.alias ?? selection.name;
  const nested = selection.selections && compileNested(selection.selections, facts);
  return (source, target) => {
    const value = source[key];
    if (value === undefined) return false;
    const copy = nested ? copyNested(value, nested) : value;
    if (copy === undefined) return false;
    target[selection.name] = copy;
    return true;
  };
}

function compileNested(selections: readonly QueryPlanSelectionNode[], facts: PlanFacts): Reader {
  if (!facts.isConditional) return compileSelections(selections, facts);
  const readers = selections.map((selection) => compileSelection(selection, facts));
  return (source, target) => {
    for (const read of readers) read(source, target);
    return true;
  };
}

/** Undefined when a nested object lacks a required field. */
function copyNested(value: unknown, read: Reader): unknown {
  if (Array.isArray(value)) {
    const items = value.map((item) => copyNested(item, read));
    return items.includes(undefined) ? undefined : items;
  }
  if (!isObject(value)) return value;
  const target: JsonObject = {};
  return read(value, target) ? target : undefined;
}
