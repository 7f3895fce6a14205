import { isInterfaceType, type GraphQLInterfaceType, type GraphQLSchema } from 'graphql';
import type { Rule, Rules } from './rules.ts';

/**
 * Moves the rules of interfaces to the objects that implement them, so that a fragment on an object gets around no rule. Composition
 * repeats the rules of objects on their interfaces: a rule of a kind that an object has itself is such a repetition, and dropped,
 * since a selection on the interface meets the rules of every object that it can be of.
 */
export function inheritRules(rules: ReadonlyMap<string, readonly Rule[]>, schema: GraphQLSchema): Rules {
  const inherited = new Map(rules);
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isInterfaceType(type)) continue;
    inherit(inherited, rules, type.name, implementationsOf(schema, type));
    for (const name of Object.keys(type.getFields())) {
      const fields = implementationsOf(schema, type).map((object) => `${object}.${name}`);
      inherit(inherited, rules, `${type.name}.${name}`, fields);
    }
  }
  return inherited;
}

function inherit(target: Map<string, readonly Rule[]>, rules: Rules, from: string, to: readonly string[]): void {
  const own = rules.get(from);
  if (!own || to.length === 0) return;
  target.delete(from);
  for (const rule of own) {
    const isRepeated = to.some((coordinate) => rules.get(coordinate)?.some(({ kind }) => kind === rule.kind));
    if (isRepeated) continue;
    for (const coordinate of to) target.set(coordinate, [...(target.get(coordinate) ?? []), rule]);
  }
}

function implementationsOf(schema: GraphQLSchema, type: GraphQLInterfaceType): string[] {
  return schema.getPossibleTypes(type).map(({ name }) => name);
}
