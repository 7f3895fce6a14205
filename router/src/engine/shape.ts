import {
  getNamedType,
  isAbstractType,
  isEnumType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  isScalarType,
  type GraphQLEnumType,
  type GraphQLOutputType,
  type GraphQLScalarType,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import {
  createFieldCollector,
  type CollectedField,
  type DeferredFragment,
  type FieldCollector,
  type FieldSource,
  type Fragments,
} from './fields.ts';
import { isLongNumber } from './long-numbers.ts';
import { isObject, type JsonObject } from './result.ts';

/** A response path while it grows. */
export type Path = { before: Path | null; key: string | number };

/** What one shaping found: with `path` tracking off, only whether there is a violation at all. */
export type Findings = {
  isTracked: boolean;
  violations: { message: string; path: (string | number)[] }[];
  parts: DeferredPart[];
};

/** A deferred fragment at one place of the response, which has the data of `source`. */
export type DeferredPart = {
  fragment: DeferredFragment;
  typeName: string;
  source: JsonObject;
  path: (string | number)[];
};

/** Completes a value: `invalid` when it is null but must not be, so that the nearest nullable parent becomes null. */
export type Shape = (value: unknown, path: Path | null, findings: Findings) => unknown;

const invalid = Symbol('invalid');

/** A value that the schema does not allow, with its response path. */
export type Violation = Findings['violations'][number];

/** Makes the client's response out of merged data: its fields, in its order, with nulls propagated as GraphQL says. */
export type Shaper = (data: JsonObject) => { data: JsonObject | null; violations: readonly Violation[] };

/** Compiles the shaper of an operation for one outcome of its `@skip` and `@include` conditions. */
export function compileShaper(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  fragments: Fragments,
  variables: JsonObject,
  sourceOf: FieldSource,
): Shaper {
  const rootType = schema.getRootType(operation.operation);
  if (!rootType) throw new Error(`the schema has no ${operation.operation} type`);
  const collector = createFieldCollector(schema, fragments, variables, sourceOf);
  const shapeRoot = createTypeShaper(schema, collector).object(rootType.name, [operation.selectionSet]);
  return (data) => {
    const fast: Findings = { isTracked: false, violations: [], parts: [] };
    const shaped = shapeRoot(data, null, fast);
    if (fast.violations.length === 0) return { data: isObject(shaped) ? shaped : null, violations: [] };
    const tracked: Findings = { isTracked: true, violations: [], parts: [] };
    shapeRoot(data, null, tracked);
    return { data: isObject(shaped) ? shaped : null, violations: tracked.violations };
  };
}

type SelectionSets = CollectedField['selectionSets'];

/** Compiles the shapes of types, each when an answer first has such a place. */
export function createTypeShaper(schema: GraphQLSchema, collect: FieldCollector) {
  const position = (type: GraphQLOutputType, field: CollectedField): Shape => {
    if (isWithoutObjects(schema, type)) return nobody(field, isNonNullType(type));
    if (!isNonNullType(type)) {
      const shape = value(type, field);
      return (source, path, findings) => {
        const shaped = source === null || source === undefined ? null : shape(source, path, findings);
        return shaped === invalid ? null : shaped;
      };
    }
    const shape = value(type.ofType, field);
    const message = `Cannot return null for non-nullable field ${field.coordinate}.`;
    return (source, path, findings) => {
      if (source !== null && source !== undefined) return shape(source, path, findings);
      report(findings, message, path);
      return invalid;
    };
  };

  const value = (type: GraphQLOutputType, field: CollectedField): Shape => {
    if (isListType(type)) return list(position(type.ofType, field), field);
    if (isScalarType(type)) return leaf(scalarTest(type), field);
    if (isEnumType(type)) return leaf(enumTest(type), field);
    if (isObjectType(type)) return object(type.name, field.selectionSets);
    const named = getNamedType(type);
    if (isAbstractType(named)) return abstract(named.name, field);
    throw new Error(`${field.coordinate} is of no output type`);
  };

  const abstract = (abstractName: string, { selectionSets, coordinate }: CollectedField): Shape => {
    const shapes = new Map<string, Shape>();
    const possible = new Set(possibleNames(schema, abstractName));
    return (source, path, findings) => {
      // What only interface objects answered has no type name: the interface's own stands for it.
      const typename = isObject(source) ? (source['__typename'] ?? abstractName) : undefined;
      if (typeof typename !== 'string' || !possible.has(typename)) {
        report(findings, `${coordinate} is not of a type that the schema knows.`, path);
        return invalid;
      }
      let shape = shapes.get(typename);
      if (!shape) shapes.set(typename, (shape = object(typename, selectionSets)));
      return shape(source, path, findings);
    };
  };

  const object = (typeName: string, selectionSets: SelectionSets): Shape => {
    let fields: { key: string; from: string | null; shape: Shape }[] | undefined;
    let later: readonly DeferredFragment[] = [];
    const compile = () => {
      const collected = collect(typeName, selectionSets);
      later = collected.deferred;
      return collected.fields.map((field) => ({
        ...{ key: field.key, from: field.source },
        shape: fieldShape(typeName, field),
      }));
    };
    return (source, path, findings) => {
      if (!isObject(source)) {
        report(findings, `Expected an object of type ${typeName}.`, path);
        return invalid;
      }
      fields ??= compile();
      const target: JsonObject = {};
      for (const { key, from, shape } of fields) {
        const shaped = shape(
          from === null ? null : source[from],
          findings.isTracked ? { before: path, key } : null,
          findings,
        );
        if (shaped === invalid) return invalid;
        target[key] = shaped;
      }
      for (const fragment of later) findings.parts.push({ fragment, typeName, source, path: keysOf(path) });
      return target;
    };
  };

  const fieldShape = (typeName: string, field: CollectedField): Shape => {
    if (field.isTypename) return isObjectType(schema.getType(typeName)) ? () => typeName : unknownTypename(typeName);
    if (field.isIntrospection) return (source) => source ?? null;
    return position(field.type, field);
  };
  return { object };
}

/** An interface object answers with the interface's own name: its fields are shaped, only its `__typename` is not known. */
function possibleNames(schema: GraphQLSchema, abstractName: string): string[] {
  const type = schema.getType(abstractName);
  return isAbstractType(type)
    ? [...(isInterfaceType(type) ? [abstractName] : []), ...schema.getPossibleTypes(type).map(({ name }) => name)]
    : [];
}

/** An interface that no object type stands behind. The planner asks nobody for it, so that its null would have no reason. */
function isWithoutObjects(schema: GraphQLSchema, type: GraphQLOutputType): boolean {
  const named = getNamedType(type);
  return isAbstractType(named) && schema.getPossibleTypes(named).length === 0;
}

function nobody({ coordinate }: CollectedField, isRequired: boolean): Shape {
  return (_, path, findings) => {
    report(findings, `${coordinate} is of a type that no object type implements.`, path);
    return isRequired ? invalid : null;
  };
}

/** An interface object of which nobody could say what it is. */
function unknownTypename(typeName: string): Shape {
  return (_, path, findings) => {
    report(findings, `The type of an object of ${typeName} is not known.`, path);
    return invalid;
  };
}

function list(item: Shape, { coordinate }: CollectedField): Shape {
  return (source, path, findings) => {
    if (!Array.isArray(source)) {
      report(findings, `Expected a list for ${coordinate}.`, path);
      return invalid;
    }
    const items = new Array<unknown>(source.length);
    for (let index = 0; index < source.length; index++) {
      const shaped = item(source[index], findings.isTracked ? { before: path, key: index } : null, findings);
      if (shaped === invalid) return invalid;
      items[index] = shaped;
    }
    return items;
  };
}

function leaf(isAllowed: (value: unknown) => boolean, { coordinate }: CollectedField): Shape {
  return (source, path, findings) => {
    if (isAllowed(source)) return source;
    report(findings, `${coordinate} has a value that the schema does not allow.`, path);
    return invalid;
  };
}

function scalarTest({ name }: GraphQLScalarType): (value: unknown) => boolean {
  switch (name) {
    case 'Int':
      return isInteger;
    case 'Float':
      return (value) => typeof value === 'number' || isLongNumber(value);
    case 'Boolean':
      return (value) => typeof value === 'boolean';
    case 'String':
      return (value) => typeof value === 'string';
    case 'ID':
      return (value) => typeof value === 'string' || isInteger(value);
    default:
      return () => true;
  }
}

function isInteger(value: unknown): boolean {
  return Number.isInteger(value) || (isLongNumber(value) && /^-?\d+$/.test(value.rawJSON));
}

function enumTest(type: GraphQLEnumType): (value: unknown) => boolean {
  const names = new Set<unknown>(type.getValues().map(({ name }) => name));
  return (value) => names.has(value);
}

function report(findings: Findings, message: string, path: Path | null): void {
  findings.violations.push({ message, path: keysOf(path) });
}

function keysOf(path: Path | null): (string | number)[] {
  const keys: (string | number)[] = [];
  for (let at = path; at; at = at.before) keys.push(at.key);
  return keys.reverse();
}
