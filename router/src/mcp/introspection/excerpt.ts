import {
  GraphQLInterfaceType,
  GraphQLObjectType,
  isInputType,
  isInterfaceType,
  isObjectType,
  isSpecifiedScalarType,
  printType,
  type GraphQLNamedType,
} from 'graphql';
import type { TypeGraph } from './type-graph.ts';

/** Types of a schema as SDL: whole ones, and some of which only single fields matter. */
export function createExcerpt({ neighbours }: TypeGraph, maxTypes: number) {
  const whole = new Map<string, GraphQLNamedType>();
  const parts = new Map<string, { type: GraphQLNamedType; fields: Set<string> }>();
  let isCut = false;
  const keep = (type: GraphQLNamedType): boolean => {
    if (isSpecifiedScalarType(type)) return false;
    if (whole.size >= maxTypes && !whole.has(type.name)) isCut = true;
    else whole.set(type.name, type);
    return !isCut;
  };
  const addType = (type: GraphQLNamedType, depth: number): void => {
    const seen = new Set([type]);
    for (let level = 1, at = [type]; at.length > 0 && (depth === 0 || level <= depth); level++) {
      const next = at.filter(keep).flatMap((each) => neighbours(each));
      at = next.filter((each) => !seen.has(each) && seen.add(each));
    }
  };
  return {
    /** A type and what it names, `depth` levels of types in all; 0 is without end. */
    addType,
    /** A field, with the inputs that it takes. */
    addField: (type: GraphQLNamedType, field: string): void => {
      const { fields } = parts.get(type.name) ?? { fields: new Set<string>() };
      parts.set(type.name, { type, fields: fields.add(field) });
      for (const input of neighbours(type, new Set([field])).filter(isInputType)) addType(input, 0);
    },
    print: (): string => {
      const some = [...parts.values()].filter(({ type }) => !whole.has(type.name));
      const printed = [
        ...some.map(({ type, fields }) => printType(only(type, fields))),
        ...[...whole.values()].map(printType),
      ];
      return [...printed, ...(isCut ? [`# There are more: these are the first ${maxTypes} types.`] : [])].join('\n\n');
    },
  };
}

function only(type: GraphQLNamedType, names: ReadonlySet<string>): GraphQLNamedType {
  const pick = <Value>(fields: Record<string, Value>) =>
    Object.fromEntries(Object.entries(fields).filter(([name]) => names.has(name)));
  if (isObjectType(type)) {
    const config = type.toConfig();
    return new GraphQLObjectType({ ...config, interfaces: [], fields: pick(config.fields) });
  }
  if (!isInterfaceType(type)) return type;
  const config = type.toConfig();
  return new GraphQLInterfaceType({ ...config, interfaces: [], fields: pick(config.fields) });
}
