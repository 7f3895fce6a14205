import {
  getNamedType,
  GraphQLInputObjectType,
  GraphQLInterfaceType,
  GraphQLObjectType,
  GraphQLUnionType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isUnionType,
  type GraphQLNamedType,
  type GraphQLSchema,
  type GraphQLType,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import { objectsOf } from './place.ts';
import { isGranted, policiesOf, type Grant, type Rules } from './rules.ts';

/** Types by name, without the fields, arguments and members that callers may not see. */
export type VisibleTypes = ReadonlyMap<string, GraphQLNamedType>;

/** What callers may see of a schema, whatever they ask for. */
export type SchemaAccess = {
  /** All that are asked for anywhere. */
  policies: readonly string[];
  visibleTo(grant: Grant): VisibleTypes;
};

// Distinct outcomes of all rules: roles, not users.
const maxOutcomes = 16;

export function createSchemaAccess(schema: GraphQLSchema, rules: Rules): SchemaAccess {
  const all = [...rules.values()].flat();
  const known = new LRUCache<string, VisibleTypes>({ max: maxOutcomes });
  return {
    policies: policiesOf(all),
    visibleTo: (grant) => {
      const outcome = all.map((rule) => (isGranted(rule, grant) ? '1' : '0')).join('');
      const visible = known.get(outcome) ?? prune(schema, rules, grant);
      known.set(outcome, visible);
      return visible;
    },
  };
}

function prune(schema: GraphQLSchema, rules: Rules, grant: Grant): VisibleTypes {
  const isOpen = (coordinate: string) => (rules.get(coordinate) ?? []).every((rule) => isGranted(rule, grant));
  const isSeen = (type: GraphQLType) => isOpen(getNamedType(type).name);
  /** A selection on an interface meets the rules of every object that it can be of. */
  const isFieldSeen = (type: GraphQLNamedType, field: string) =>
    [type, ...objectsOf(schema, type)].every(({ name }) => isOpen(name) && isOpen(`${name}.${field}`));
  const fieldsOf = (type: GraphQLObjectType | GraphQLInterfaceType) =>
    entriesOf(
      type.toConfig().fields,
      (field, name) => isSeen(field.type) && isFieldSeen(type, name),
      (field) => ({
        ...field,
        args: entriesOf(field.args ?? {}, (argument) => isSeen(argument.type)),
      }),
    );
  const withoutHidden = (type: GraphQLNamedType): GraphQLNamedType => {
    if (isObjectType(type))
      return new GraphQLObjectType({
        ...type.toConfig(),
        interfaces: type.getInterfaces().filter(isSeen),
        fields: fieldsOf(type),
      });
    if (isInterfaceType(type))
      return new GraphQLInterfaceType({
        ...type.toConfig(),
        interfaces: type.getInterfaces().filter(isSeen),
        fields: fieldsOf(type),
      });
    if (isUnionType(type)) return new GraphQLUnionType({ ...type.toConfig(), types: type.getTypes().filter(isSeen) });
    if (!isInputObjectType(type)) return type;
    const { fields, ...config } = type.toConfig();
    return new GraphQLInputObjectType({ ...config, fields: entriesOf(fields, (field) => isSeen(field.type)) });
  };
  const seen = Object.values(schema.getTypeMap()).filter((type) => !isIntrospectionType(type) && isSeen(type));
  return new Map(seen.map((type) => [type.name, withoutHidden(type)]));
}

function entriesOf<Value>(
  members: Readonly<Record<string, Value>>,
  isKept: (value: Value, name: string) => boolean,
  change: (value: Value) => Value = (value) => value,
): Record<string, Value> {
  const kept = Object.entries(members).filter(([name, value]) => isKept(value, name));
  return Object.fromEntries(kept.map(([name, value]) => [name, change(value)]));
}
