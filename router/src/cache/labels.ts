import type { FetchNode } from '@apollo/query-planner/dist/QueryPlan.js';
import {
  isAbstractType,
  isObjectType,
  parse,
  TypeInfo,
  valueFromASTUntyped,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
  type FieldNode,
  type GraphQLSchema,
} from 'graphql';
import { rootFieldsOf } from '../engine/root-fields.ts';
import type { JsonObject } from '../engine/result.ts';
import { tagsOfField, tagsOfType, type CacheTags } from './cache-tags.ts';
import { fillTag } from './tag-format.ts';

/** What an invalidation names, and what held pieces are found by. */
export const label = {
  subgraph: (subgraph: string) => `subgraph\n${subgraph}`,
  type: (subgraph: string, type: string) => `type\n${subgraph}\n${type}`,
  tag: (subgraph: string, tag: string) => `tag\n${subgraph}\n${tag}`,
};

/** The labels of what a fetch brings: of one entity, by its representation, or of the whole. Null: a tag cannot be made, so that it must not be held. */
export type LabelReader = (representation: JsonObject | null, variables: () => JsonObject) => readonly string[] | null;

/** Compiles the labels of a fetch. */
export type Labelling = (fetch: FetchNode) => LabelReader;

export function createLabelling(tags: CacheTags, schema: GraphQLSchema): Labelling {
  return (fetch) => {
    const { serviceName: subgraph } = fetch;
    const document = parse(fetch.operation, { noLocation: true });
    const types = typesIn(document, schema, fetch.requires !== undefined).map((type) => label.type(subgraph, type));
    const fixed = [label.subgraph(subgraph), ...types];
    const complete = (own: readonly (string | null)[]) => {
      const found = own.flatMap((tag) => (tag === null ? [] : label.tag(subgraph, tag)));
      if (found.length < own.length) return null;
      return found.length === 0 ? fixed : [...fixed, ...found];
    };
    if (fetch.requires)
      return (representation) => {
        const type = representation?.['__typename'];
        if (typeof type !== 'string' || !representation) return null;
        return complete(tagsOfType(tags, subgraph, type).map((format) => fillTag(format, { key: representation })));
      };
    const fields = rootFieldsOf(document).map((field) => ({
      argumentsFor: compileArguments(field, schema),
      formats: tagsOfField(tags, subgraph, field.name.value),
    }));
    return (_, readVariables) => {
      const variables = readVariables();
      return complete(
        fields.flatMap(({ argumentsFor, formats }) =>
          formats.map((format) => fillTag(format, { args: argumentsFor(variables) })),
        ),
      );
    };
  };
}

function compileArguments({ name, arguments: given = [] }: FieldNode, schema: GraphQLSchema) {
  const defined = schema.getQueryType()?.getFields()[name.value]?.args ?? [];
  const defaults = defined.map((argument) => [argument.name, argument.defaultValue] as const);
  return (variables: JsonObject): JsonObject => {
    const values = given.map(
      (argument) => [argument.name.value, valueFromASTUntyped(argument.value, variables)] as const,
    );
    // A variable without a value leaves an argument out.
    return Object.fromEntries([...defaults, ...values.filter(([, value]) => value !== undefined)]);
  };
}

/** Every object type that the answer can have something of. */
function typesIn(document: DocumentNode, schema: GraphQLSchema, isOfEntities: boolean): string[] {
  const types = new Set<string>();
  const info = new TypeInfo(schema);
  const add = () => {
    const parent = info.getParentType();
    if (isObjectType(parent)) types.add(parent.name);
    if (isAbstractType(parent)) for (const { name } of [parent, ...schema.getPossibleTypes(parent)]) types.add(name);
  };
  visit(document, visitWithTypeInfo(info, { Field: add }));
  const root = schema.getQueryType()?.name;
  return [...types].filter((name) => !isOfEntities || name !== root);
}
