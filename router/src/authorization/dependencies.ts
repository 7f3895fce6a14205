import {
  getNamedType,
  isAbstractType,
  isInterfaceType,
  isObjectType,
  Kind,
  parse,
  type DocumentNode,
  type FieldDefinitionNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  type SelectionSetNode,
} from 'graphql';
import { z } from 'zod';
import { argumentsOf, directiveNames } from './directive-names.ts';

const joinField = z.object({
  requires: z.string().optional(),
  contextArguments: z.array(z.object({ context: z.string(), selection: z.string() })).optional(),
});

type Dependencies = Map<string, Set<string>>;

/** The coordinates (`Type` and `Type.field`) that each field needs, by `@requires` or `@fromContext`, whatever the client selects. */
export function readDependencies(document: DocumentNode, schema: GraphQLSchema): Dependencies {
  const contexts = readContexts(document);
  const dependencies: Dependencies = new Map();
  const depend = (coordinates: readonly string[], typeNames: readonly string[], fieldSet: string) => {
    const selectionSet = parseFieldSet(fieldSet);
    const needed = typeNames.flatMap((name) => coordinatesOf(schema, schema.getType(name), selectionSet));
    for (const coordinate of coordinates)
      dependencies.set(coordinate, new Set([...(dependencies.get(coordinate) ?? []), ...needed]));
  };
  for (const { typeName, field } of fieldsOf(document)) {
    // What an interface object's field needs, the field of each object needs.
    const coordinates = objectNames(schema, schema.getType(typeName)).map((name) => `${name}.${field.name.value}`);
    for (const directive of field.directives ?? []) {
      if (directive.name.value !== 'join__field') continue;
      const { requires, contextArguments = [] } = joinField.parse(argumentsOf(directive));
      if (requires !== undefined) depend(coordinates, [typeName], requires);
      for (const { context, selection } of contextArguments)
        depend(coordinates, contexts.get(context) ?? [], selection);
    }
  }
  return dependencies;
}

function* fieldsOf({ definitions }: DocumentNode): Generator<{ typeName: string; field: FieldDefinitionNode }> {
  for (const definition of definitions) {
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION && definition.kind !== Kind.INTERFACE_TYPE_DEFINITION) continue;
    for (const field of definition.fields ?? []) yield { typeName: definition.name.value, field };
  }
}

/** The types that set each context. */
function readContexts(document: DocumentNode): Map<string, string[]> {
  const names = directiveNames(document, 'context');
  const contexts = new Map<string, string[]>();
  for (const definition of document.definitions) {
    if (!('directives' in definition) || !('name' in definition) || !definition.name) continue;
    for (const directive of definition.directives ?? []) {
      const context = argumentsOf(directive)['name'];
      if (!names.has(directive.name.value) || typeof context !== 'string') continue;
      contexts.set(context, [...(contexts.get(context) ?? []), definition.name.value]);
    }
  }
  return contexts;
}

function parseFieldSet(fieldSet: string): SelectionSetNode {
  const text = fieldSet.trim().startsWith('{') ? fieldSet : `{ ${fieldSet} }`;
  const [definition] = parse(text, { noLocation: true }).definitions;
  if (definition?.kind !== Kind.OPERATION_DEFINITION) throw new Error(`not a field set: ${fieldSet}`);
  return definition.selectionSet;
}

/** Everything that a selection set touches: the fields, the objects they are of and the types they return. */
function coordinatesOf(
  schema: GraphQLSchema,
  type: GraphQLNamedType | undefined,
  { selections }: SelectionSetNode,
): string[] {
  return selections.flatMap((selection): string[] => {
    if (selection.kind === Kind.FRAGMENT_SPREAD) return [];
    if (selection.kind === Kind.INLINE_FRAGMENT) {
      const condition = selection.typeCondition?.name.value;
      return coordinatesOf(schema, condition === undefined ? type : schema.getType(condition), selection.selectionSet);
    }
    const name = selection.name.value;
    const definition = isObjectType(type) || isInterfaceType(type) ? type.getFields()[name] : undefined;
    const returned = definition && getNamedType(definition.type);
    const touched = objectNames(schema, type).flatMap((object) => [object, `${object}.${name}`]);
    const nested = selection.selectionSet ? coordinatesOf(schema, returned, selection.selectionSet) : [];
    return [...touched, ...(returned ? [returned.name] : []), ...nested];
  });
}

function objectNames(schema: GraphQLSchema, type: GraphQLNamedType | undefined): string[] {
  if (isAbstractType(type)) return schema.getPossibleTypes(type).map(({ name }) => name);
  return type ? [type.name] : [];
}
