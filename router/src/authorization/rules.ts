import {
  Kind,
  parse,
  valueFromASTUntyped,
  type ConstDirectiveNode,
  type DefinitionNode,
  type DocumentNode,
  type StringValueNode,
} from 'graphql';
import { z } from 'zod';

/** What a caller needs: to be signed in, and with `scopes` one of these sets in full. */
export type Rule = { coordinate: string; scopes: readonly (readonly string[])[] | null };

/** The rules of a supergraph by coordinate, `Type` or `Type.field`; several directives at one place are all required. */
export type Rules = ReadonlyMap<string, readonly Rule[]>;

const scopeSets = z.array(z.array(z.string()));

/** Reads `@authenticated` and `@requiresScopes` under whatever name the supergraph links them. */
export function readRules(supergraphSdl: string): Rules {
  const document = parse(supergraphSdl, { noLocation: true });
  const authenticated = linkedName(document, 'authenticated');
  const requiresScopes = linkedName(document, 'requiresScopes');
  const rules = new Map<string, Rule[]>();

  const read = (coordinate: string, directives: readonly ConstDirectiveNode[] | undefined) => {
    const found = (directives ?? []).flatMap((directive): Rule[] => {
      if (directive.name.value === authenticated) return [{ coordinate, scopes: null }];
      if (directive.name.value === requiresScopes) return [{ coordinate, scopes: scopesOf(directive) }];
      return [];
    });
    if (found.length > 0) rules.set(coordinate, found);
  };
  for (const definition of document.definitions) {
    if (!isTypeDefinition(definition)) continue;
    read(definition.name.value, definition.directives);
    const fields = 'fields' in definition ? definition.fields : [];
    for (const field of fields ?? []) read(`${definition.name.value}.${field.name.value}`, field.directives);
  }
  return rules;
}

/** Whether a caller with these scopes (null: not signed in) may pass. */
export function isGranted({ scopes }: Rule, granted: ReadonlySet<string> | null): boolean {
  if (granted === null) return false;
  return scopes === null || scopes.some((set) => set.every((scope) => granted.has(scope)));
}

function isTypeDefinition(definition: DefinitionNode) {
  return (
    definition.kind === Kind.OBJECT_TYPE_DEFINITION ||
    definition.kind === Kind.INTERFACE_TYPE_DEFINITION ||
    definition.kind === Kind.ENUM_TYPE_DEFINITION ||
    definition.kind === Kind.SCALAR_TYPE_DEFINITION
  );
}

/** `@link(url: "https://specs.apollo.dev/<feature>/v…", as: "name")` renames a directive. */
function linkedName(document: DocumentNode, feature: string): string {
  const schema = document.definitions.find((node) => node.kind === Kind.SCHEMA_DEFINITION);
  for (const { name, arguments: args } of schema?.directives ?? []) {
    if (name.value !== 'link') continue;
    const argument = (wanted: string) => args?.find((node) => node.name.value === wanted)?.value;
    const [url, alias] = [argument('url'), argument('as')].map((value) =>
      value?.kind === Kind.STRING ? textOf(value) : null,
    );
    if (url?.includes(`/${feature}/v`)) return alias ?? feature;
  }
  return feature;
}

const textOf = ({ value }: StringValueNode) => value;

function scopesOf({ arguments: args }: ConstDirectiveNode): string[][] {
  const value = args?.find(({ name }) => name.value === 'scopes')?.value;
  return scopeSets.parse(value && valueFromASTUntyped(value));
}
