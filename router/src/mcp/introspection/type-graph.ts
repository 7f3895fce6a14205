import {
  getNamedType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isUnionType,
  type GraphQLNamedType,
} from 'graphql';
import type { VisibleTypes } from '../../authorization/schema-access.ts';

/** A type and one of its fields. */
export type Step = { type: GraphQLNamedType; field: string };

/** The types that can be asked for, and how to come to each. */
export type TypeGraph = {
  types: VisibleTypes;
  /** The shortest way from a root. */
  wayTo(name: string): readonly Step[];
  /** Those that a type names; with `fields` only through these. */
  neighbours(type: GraphQLNamedType, fields?: ReadonlySet<string>): GraphQLNamedType[];
};

/** Leaves out what no root leads to. */
export function createTypeGraph(visible: VisibleTypes, roots: readonly string[]): TypeGraph {
  const named = (names: readonly string[]) => names.flatMap((name) => visible.get(name) ?? []);
  const neighbours: TypeGraph['neighbours'] = (type, only) => {
    if (isUnionType(type)) return named(type.getTypes().map(({ name }) => name));
    if (isInputObjectType(type))
      return named(Object.values(type.getFields()).map((field) => getNamedType(field.type).name));
    if (!isObjectType(type) && !isInterfaceType(type)) return [];
    const fields = Object.values(type.getFields()).filter(({ name }) => !only || only.has(name));
    const used = fields.flatMap((field) => [field.type, ...field.args.map((argument) => argument.type)]);
    return named([...used.map((each) => getNamedType(each).name), ...type.getInterfaces().map(({ name }) => name)]);
  };
  const objectsOf = (type: GraphQLNamedType) =>
    isInterfaceType(type)
      ? [...visible.values()].filter(
          (object) => isObjectType(object) && object.getInterfaces().some(isNamed(type.name)),
        )
      : [];
  const ways = new Map<string, readonly Step[]>(named(roots).map(({ name }) => [name, []]));
  // A map that grows while it is walked through: breadth first.
  for (const [name, way] of ways) {
    for (const type of named([name])) {
      const unknown = [...neighbours(type), ...objectsOf(type)].filter((next) => !ways.has(next.name));
      for (const next of unknown) ways.set(next.name, [...way, ...fieldTo(type, next)]);
    }
  }
  const types = new Map([...visible].filter(([name]) => ways.has(name)));
  return { types, wayTo: (name) => ways.get(name) ?? [], neighbours };
}

const isNamed = (name: string) => (type: GraphQLNamedType) => type.name === name;

/** The field that returns a type or is given it; none leads to the members of a union and the like. */
function fieldTo(type: GraphQLNamedType, next: GraphQLNamedType): Step[] {
  if (!isObjectType(type) && !isInterfaceType(type)) return [];
  const field = Object.values(type.getFields()).find(({ type: returned, args }) =>
    [returned, ...args.map((argument) => argument.type)].some((each) => getNamedType(each).name === next.name),
  );
  return field ? [{ type, field: field.name }] : [];
}
