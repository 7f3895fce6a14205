import { Kind, parse, type DirectiveNode, type DocumentNode, type GraphQLSchema } from 'graphql';
import { z } from 'zod';
import { readDependencies } from './dependencies.ts';
import { argumentsOf, directiveNames } from './directive-names.ts';
import { inheritRules } from './inheritance.ts';
import type { Rule, Rules } from './rules.ts';

const sets = z.array(z.array(z.string()));
const scopes = z.object({ scopes: sets });
const policies = z.object({ policies: sets });

/**
 * Reads `@authenticated`, `@requiresScopes` and `@policy` under whatever names the supergraph links them. The rules of an interface
 * become rules of its objects, and a field has the rules of everything that it gets through `@requires` and `@fromContext`.
 */
export function readRules(supergraphSdl: string, schema: GraphQLSchema): Rules {
  const document = parse(supergraphSdl, { noLocation: true });
  const rules = inheritRules(readApplications(document), schema);
  const dependencies = readDependencies(document, schema);
  const complete = new Map(rules);
  for (const coordinate of dependencies.keys()) {
    const inherited = [...reach(coordinate, dependencies)].flatMap((needed) => rules.get(needed) ?? []);
    const all = [...new Set([...(rules.get(coordinate) ?? []), ...inherited])];
    if (all.length > 0) complete.set(coordinate, all);
  }
  return complete;
}

/** Everything that a coordinate depends on, directly or through others. */
function reach(from: string, dependencies: ReadonlyMap<string, ReadonlySet<string>>): Set<string> {
  const reached = new Set<string>();
  const pending = [from];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    for (const needed of dependencies.get(next) ?? []) {
      if (reached.has(needed)) continue;
      reached.add(needed);
      pending.push(needed);
    }
  }
  return reached;
}

function readApplications(document: DocumentNode): Map<string, Rule[]> {
  const [authenticated, requiresScopes, policy] = ['authenticated', 'requiresScopes', 'policy'].map((feature) =>
    directiveNames(document, feature),
  );
  const rules = new Map<string, Rule[]>();
  const read = (coordinate: string, directives: readonly DirectiveNode[] | undefined) => {
    const found = (directives ?? []).flatMap((directive): Rule[] => {
      const name = directive.name.value;
      if (authenticated?.has(name)) return [{ coordinate, kind: 'authenticated' }];
      if (requiresScopes?.has(name))
        return [{ coordinate, kind: 'scopes', sets: scopes.parse(argumentsOf(directive)).scopes }];
      if (policy?.has(name))
        return [{ coordinate, kind: 'policies', sets: policies.parse(argumentsOf(directive)).policies }];
      return [];
    });
    if (found.length > 0) rules.set(coordinate, [...(rules.get(coordinate) ?? []), ...found]);
  };
  for (const definition of document.definitions) {
    if (!('name' in definition) || !definition.name || definition.kind === Kind.DIRECTIVE_DEFINITION) continue;
    const { value: typeName } = definition.name;
    read(typeName, 'directives' in definition ? (definition.directives ?? []) : []);
    const fields = 'fields' in definition ? (definition.fields ?? []) : [];
    for (const field of fields) read(`${typeName}.${field.name.value}`, field.directives);
  }
  return rules;
}
