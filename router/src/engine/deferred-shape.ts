import { isInterfaceType, isObjectType, Kind, type GraphQLSchema, type OperationDefinitionNode } from 'graphql';
import { createFieldCollector, type FieldSource, type Fragments } from './fields.ts';
import { isObject, type JsonObject } from './result.ts';
import { createTypeShaper, type DeferredPart, type Findings, type Path, type Shape, type Violation } from './shape.ts';

/** One part of an answer; `data` is null when it had a null that the schema does not allow. */
export type ShapedPart = {
  data: JsonObject | null;
  violations: readonly Violation[];
  /** What comes later of it; some of it may stand in what became null. */
  parts: readonly DeferredPart[];
};

/** Makes an answer in parts: what is there at first, and each deferred fragment at its place. */
export type DeferredShaper = {
  first(data: JsonObject): ShapedPart;
  /** Nulls go no further than the fragment. */
  part(part: DeferredPart): ShapedPart;
};

/** Compiles the shaper of an operation whose answer comes in parts. */
export function compileDeferredShaper(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  fragments: Fragments,
  variables: JsonObject,
  sourceOf: FieldSource,
): DeferredShaper {
  const rootType = schema.getRootType(operation.operation);
  if (!rootType) throw new Error(`the schema has no ${operation.operation} type`);
  const shaper = createTypeShaper(schema, createFieldCollector(schema, fragments, variables, sourceOf));
  const shapeRoot = shaper.object(rootType.name, [operation.selectionSet]);
  const shapes = new Map<string, Shape>();
  const shapeOf = ({ fragment: { label, node } }: DeferredPart, typeName: string): Shape => {
    const key = `${label} ${typeName}`;
    const known = shapes.get(key);
    if (known) return known;
    const selections = [{ ...node, directives: [] }];
    const shape = shaper.object(typeName, [{ kind: Kind.SELECTION_SET, selections }]);
    shapes.set(key, shape);
    return shape;
  };
  return {
    first: (data) => shapeWith(shapeRoot, data, []),
    part: (part) => shapeWith(shapeOf(part, typeNow(schema, part)), part.source, part.path),
  };
}

function shapeWith(shape: Shape, source: JsonObject, at: DeferredPart['path']): ShapedPart {
  const findings: Findings = { isTracked: true, violations: [], parts: [] };
  const path = at.reduce<Path | null>((before, key) => ({ before, key }), null);
  const shaped = shape(source, path, findings);
  return { data: isObject(shaped) ? shaped : null, violations: findings.violations, parts: findings.parts };
}

/** An interface object may be known by its own type by now. */
function typeNow(schema: GraphQLSchema, { typeName, source }: DeferredPart): string {
  const name = source['__typename'];
  const isKnownNow = isInterfaceType(schema.getType(typeName)) && typeof name === 'string';
  return isKnownNow && isObjectType(schema.getType(name)) ? name : typeName;
}
