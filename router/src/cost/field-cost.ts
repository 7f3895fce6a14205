import {
  getNamedType,
  isAbstractType,
  isInputObjectType,
  isInterfaceType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLOutputType,
  type GraphQLSchema,
} from 'graphql';
import { isObject } from '../engine/result.ts';
import type { ListSize, Weights } from './weights.ts';

/** What is fixed about a field, whatever is selected inside and however long its list is. */
export type FieldCost = {
  definition: GraphQLField<unknown, unknown>;
  named: GraphQLNamedType;
  isList: boolean;
  /** Of each value, without what is inside. */
  weight: number;
  listSize: ListSize | null;
  /** Of the arguments as they are sent; null where no argument can cost anything. */
  ofArguments: ((values: ReadonlyMap<string, unknown>) => number) | null;
};

/** Looks up the cost of fields; null for meta fields, which are free. */
export type FieldCosts = (parent: GraphQLNamedType, name: string) => FieldCost | null;

/** Composite types weigh 1, leaves 0, an input object 1, unless `@cost` says otherwise; an interface weighs what its heaviest type does. */
export function createFieldCosts(schema: GraphQLSchema, { weights, listSizes }: Weights): FieldCosts {
  const typeWeight = (type: GraphQLNamedType): number => {
    const own = weights.get(type.name);
    if (own !== undefined) return own;
    if (isAbstractType(type)) return Math.max(1, ...schema.getPossibleTypes(type).map(typeWeight));
    return isLeafType(type) ? 0 : 1;
  };
  const inputCost = (type: GraphQLInputType, value: unknown, coordinate: string): number => {
    if (isNonNullType(type)) return inputCost(type.ofType, value, coordinate);
    if (value === null || value === undefined) return 0;
    if (isListType(type) && Array.isArray(value))
      return value.reduce((sum: number, item: unknown) => sum + inputCost(type.ofType, item, coordinate), 0);
    const named = getNamedType(type);
    const own = weights.get(coordinate) ?? weights.get(named.name) ?? (isInputObjectType(named) ? 1 : 0);
    if (!isInputObjectType(named) || !isObject(value)) return own;
    return Object.values(named.getFields()).reduce(
      (sum, field) => sum + inputCost(field.type, value[field.name], `${named.name}.${field.name}`),
      own,
    );
  };
  const known = new Map<string, FieldCost | null>();
  return (parent, name) => {
    const key = `${parent.name}.${name}`;
    const earlier = known.get(key);
    if (earlier !== undefined) return earlier;
    const definition = isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[name] : undefined;
    const cost = definition ? describe(definition, coordinatesOf(schema, parent, name)) : null;
    known.set(key, cost);
    return cost;
  };

  function describe(definition: GraphQLField<unknown, unknown>, coordinates: readonly string[]): FieldCost {
    const named = getNamedType(definition.type);
    const own = coordinates.flatMap((coordinate) => weights.get(coordinate) ?? []);
    const argumentWeight = (name: string) => coordinates.map((coordinate) => `${coordinate}(${name}:)`);
    const costly = definition.args.filter(
      ({ name, type }) => isInputObjectType(getNamedType(type)) || argumentWeight(name).some((at) => weights.has(at)),
    );
    return {
      definition,
      named,
      isList: isList(definition.type),
      weight: own.length > 0 ? Math.max(...own) : typeWeight(named),
      listSize: coordinates.map((coordinate) => listSizes.get(coordinate)).find((size) => size !== undefined) ?? null,
      ofArguments:
        costly.length === 0
          ? null
          : (values) =>
              costly.reduce((sum, { name, type }) => {
                const at = argumentWeight(name).find((coordinate) => weights.has(coordinate)) ?? '';
                return sum + inputCost(type, values.get(name), at);
              }, 0),
    };
  }
}

/** Where the field is declared; for an interface also at every type behind it, since directives of cost stand on objects. */
function coordinatesOf(schema: GraphQLSchema, parent: GraphQLNamedType, name: string): string[] {
  const types = isAbstractType(parent) ? [parent, ...schema.getPossibleTypes(parent)] : [parent];
  return types.map((type) => `${type.name}.${name}`);
}

function isList(type: GraphQLOutputType): boolean {
  return isNonNullType(type) ? isList(type.ofType) : isListType(type);
}
