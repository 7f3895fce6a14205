import {
  getNamedType,
  isAbstractType,
  isCompositeType,
  isRequiredArgument,
  isUnionType,
  Kind,
  type FieldNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  type SelectionNode,
} from 'graphql';

const maxDepth = 3;
const maxFields = 8;
const maxTypes = 4;

/** Fields at the root of queries that need no arguments, with what is in them: to plan what clients may ask before they do. */
export function sampleFields(schema: GraphQLSchema, max: number): FieldNode[] {
  const fieldsOf = (type: GraphQLNamedType | null | undefined, depth: number): FieldNode[] => {
    if (!isCompositeType(type) || isUnionType(type)) return [named('__typename')];
    const fields = Object.values(type.getFields()).filter(({ args }) => !args.some(isRequiredArgument));
    return fields.flatMap((field): FieldNode[] => {
      const inside = getNamedType(field.type);
      if (!isCompositeType(inside)) return [named(field.name)];
      return depth === 0 ? [] : [{ ...named(field.name), selectionSet: set(selectionsOf(inside, depth - 1)) }];
    });
  };
  const selectionsOf = (type: GraphQLNamedType, depth: number): SelectionNode[] => {
    const fields = [named('__typename'), ...fieldsOf(type, depth).slice(0, maxFields)];
    if (!isAbstractType(type)) return fields;
    const objects = schema.getPossibleTypes(type).slice(0, maxTypes);
    return [...fields, ...objects.map(({ name }) => onType(name, [named('__typename')]))];
  };
  return fieldsOf(schema.getQueryType(), maxDepth).slice(0, max);
}

const name = (value: string) => ({ kind: Kind.NAME, value }) as const;
const named = (field: string): FieldNode => ({ kind: Kind.FIELD, name: name(field) });
const set = (selections: readonly SelectionNode[]) => ({ kind: Kind.SELECTION_SET, selections }) as const;

function onType(type: string, selections: readonly SelectionNode[]): SelectionNode {
  const typeCondition = { kind: Kind.NAMED_TYPE, name: name(type) } as const;
  return { kind: Kind.INLINE_FRAGMENT, typeCondition, selectionSet: set(selections) };
}
