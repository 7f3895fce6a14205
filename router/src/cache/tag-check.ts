import {
  Kind,
  OperationTypeNode,
  parse,
  type ConstDirectiveNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type InputValueDefinitionNode,
  type InterfaceTypeDefinitionNode,
  type ObjectTypeDefinitionNode,
  type SelectionSetNode,
  type TypeNode,
} from 'graphql';
import { z } from 'zod';
import { argumentsOf } from '../authorization/directive-names.ts';
import type { Placeholder, TagFormat } from './tag-format.ts';

/** Where a tag stands: on a type, or on one of its fields. */
export type TaggedDefinition = {
  type: ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode;
  field: FieldDefinitionNode | null;
  coordinate: string;
};

/** Throws a sentence that says why a format cannot stand there in that graph. */
export type TagCheck = (definition: TaggedDefinition, graph: string, format: TagFormat) => void;

const joinType = z.object({ graph: z.string(), key: z.string().optional(), resolvable: z.boolean().default(true) });

export function createTagCheck(document: DocumentNode): TagCheck {
  const queryType = queryTypeOf(document);
  const hasArgument = createArgumentTest(document);
  return ({ type, field }, graph, format) => {
    const places = format.filter((part) => typeof part !== 'string');
    if (type.kind === Kind.INTERFACE_TYPE_DEFINITION)
      throw new Error('an interface has no tags, only its objects have');
    if (field === null) checkKeys(keysOf(type.directives ?? [], graph), places);
    else if (type.name.value !== queryType) throw new Error(`of fields only those of ${queryType} have tags`);
    for (const { source, path } of field ? places : []) {
      const [name = '', ...rest] = path;
      if (source === 'key') throw new Error('a field has no $key');
      if (!hasArgument(field?.arguments ?? [], name, rest)) throw new Error(`there is no argument ${path.join('.')}`);
    }
  };
}

/** The name of the type at the root of queries. */
export function queryTypeOf({ definitions }: DocumentNode): string {
  const types = definitions.flatMap((node) => (node.kind === Kind.SCHEMA_DEFINITION ? node.operationTypes : []));
  return types.find(({ operation }) => operation === OperationTypeNode.QUERY)?.type.name.value ?? 'Query';
}

/** A fetch may use any of the keys, so each has to have what the tag takes from it. */
function checkKeys(keys: readonly string[], places: readonly Placeholder[]): void {
  if (keys.length === 0) throw new Error('the type is no entity there');
  for (const { source, path } of places) {
    if (source === 'args') throw new Error('a type has no $args');
    const lacking = keys.find((key) => !hasLeaf(selectionSetOf(key), path));
    if (lacking !== undefined) throw new Error(`the key ${JSON.stringify(lacking)} has no field ${path.join('.')}`);
  }
}

function keysOf(directives: readonly ConstDirectiveNode[], graph: string): string[] {
  return directives.flatMap((directive) => {
    if (directive.name.value !== 'join__type') return [];
    const { graph: owner, key, resolvable } = joinType.parse(argumentsOf(directive));
    return owner === graph && key !== undefined && resolvable ? [key] : [];
  });
}

function selectionSetOf(key: string): SelectionSetNode | undefined {
  const [operation] = parse(`{ ${key} }`, { noLocation: true }).definitions;
  return operation?.kind === Kind.OPERATION_DEFINITION ? operation.selectionSet : undefined;
}

function hasLeaf(set: SelectionSetNode | undefined, [name, ...rest]: readonly string[]): boolean {
  const field = set?.selections.find((selection) => selection.kind === Kind.FIELD && selection.name.value === name);
  if (field?.kind !== Kind.FIELD) return false;
  return rest.length === 0 ? !field.selectionSet : hasLeaf(field.selectionSet, rest);
}

/** Whether there is an argument, or a field inside it, that is neither a list nor an input object. */
function createArgumentTest(document: DocumentNode) {
  const inputs = new Map(
    document.definitions.flatMap((node) =>
      node.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION ? [[node.name.value, node.fields ?? []] as const] : [],
    ),
  );
  const test = (values: readonly InputValueDefinitionNode[], name: string, rest: readonly string[]): boolean => {
    const type = values.find((value) => value.name.value === name)?.type;
    const named = type && nameOf(type);
    if (named == null) return false;
    const inside = inputs.get(named);
    const [next, ...others] = rest;
    return next === undefined ? !inside : inside !== undefined && test(inside, next, others);
  };
  return test;
}

function nameOf(type: TypeNode): string | null {
  if (type.kind === Kind.NON_NULL_TYPE) return nameOf(type.type);
  return type.kind === Kind.NAMED_TYPE ? type.name.value : null;
}
