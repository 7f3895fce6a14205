import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  Kind,
  parse,
  print,
  type ConstDirectiveNode,
  type FieldDefinitionNode,
  type ObjectTypeDefinitionNode,
  type TypeDefinitionNode,
  type TypeNode,
} from 'graphql';
import { listSubgraphs } from '../../scripts/compose/supergraph-config.ts';
import { root } from './source-files.ts';

/** What one subgraph declares in its schema.graphql. */
export type SubgraphSchema = { name: string; types: readonly TypeDefinitionNode[] };

export type ObjectField = { subgraph: string; parent: ObjectTypeDefinitionNode; field: FieldDefinitionNode };

export const rootTypes: ReadonlySet<string> = new Set(['Query', 'Mutation', 'Subscription']);

/** The schema of every subgraph of supergraph.yaml. */
export function readSubgraphSchemas(): SubgraphSchema[] {
  return listSubgraphs(join(root, 'supergraph.yaml')).map(({ name, schemaPath }) => ({
    name,
    types: typesOf(readFileSync(schemaPath, 'utf8')),
  }));
}

/** The types that an SDL text defines. */
export function typesOf(sdl: string): TypeDefinitionNode[] {
  return parse(sdl).definitions.filter((node): node is TypeDefinitionNode => node.kind.endsWith('TypeDefinition'));
}

export function objectFields({ name, types }: SubgraphSchema): ObjectField[] {
  return types
    .filter((type) => type.kind === Kind.OBJECT_TYPE_DEFINITION)
    .flatMap((parent) => (parent.fields ?? []).map((field) => ({ subgraph: name, parent, field })));
}

/** Whether this subgraph looks the entity up by its key, or only adds to an entity of another one. */
export const isEntity = (type: TypeDefinitionNode) => directive(type, 'key') !== undefined;

export function directive(
  { directives }: { directives?: readonly ConstDirectiveNode[] | undefined },
  name: string,
): ConstDirectiveNode | undefined {
  return directives?.find((node) => node.name.value === name);
}

export function namedType(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type);
}

export const isNonNull = (type: TypeNode) => type.kind === Kind.NON_NULL_TYPE;

/** How an argument is written, such as `first: Int! = 20`. */
export function printArgument(field: FieldDefinitionNode, name: string): string | undefined {
  const argument = field.arguments?.find((node) => node.name.value === name);
  if (argument === undefined) return undefined;
  const value = argument.defaultValue && ` = ${print(argument.defaultValue)}`;
  return `${name}: ${print(argument.type)}${value ?? ''}`;
}
