import {
  isInterfaceType,
  isObjectType,
  Kind,
  visit,
  type DocumentNode,
  type FieldNode,
  type GraphQLSchema,
} from 'graphql';
import { selectionKeys } from './selection-keys.ts';

/**
 * The name under which the data of a field is kept until the response is shaped. The planner adds fields of its own under their own
 * names, so an alias that is the name of another field (`name: label`) would be mixed up with them: it is kept under a longer one.
 */
export type SourceName = (field: FieldNode) => string;

const suffix = '__as';

/** The source names for a schema; it must have every field that a plan may add. */
export function createSourceName(schema: GraphQLSchema): SourceName {
  const types = Object.values(schema.getTypeMap()).filter((type) => isObjectType(type) || isInterfaceType(type));
  const fieldNames = new Set(['__typename', ...types.flatMap((type) => Object.keys(type.getFields()))]);
  // What every object inherits (`constructor`) looks like data that is there already.
  const isTaken = (alias: string) =>
    fieldNames.has(alias) || alias in Object.prototype || alias.endsWith(suffix) || alias.includes('__alias_');
  return ({ name, alias }) => {
    if (!alias || alias.value === name.value) return name.value;
    return isTaken(alias.value) && !isIntrospection(name.value) ? alias.value + suffix : alias.value;
  };
}

const isIntrospection = (name: string) => name === '__schema' || name === '__type';

/** The document to plan: its response names are source names. */
export function withSourceNames(document: DocumentNode, sourceName: SourceName): DocumentNode {
  return visit(
    document,
    {
      Field: (field) => {
        const name = sourceName(field);
        if (name === (field.alias ?? field.name).value) return undefined;
        return { ...field, alias: { kind: Kind.NAME, value: name } };
      },
    },
    selectionKeys,
  );
}
