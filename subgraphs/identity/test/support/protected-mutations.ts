import { readFile } from 'node:fs/promises';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { isEnumType, isInputObjectType, isListType, isNonNullType, parse, type GraphQLInputType } from 'graphql';

const guards = ['authenticated', 'requiresScopes'];
/** What ends an impersonation, and so is for who acts in one. */
const ends = ['signOut', 'endImpersonation'];

/** An operation for each mutation of this subgraph that needs a caller, with some input of the right shape. */
export async function protectedMutations() {
  const sdl = await readFile(new URL('../../schema.graphql', import.meta.url), 'utf8');
  const fields = buildSubgraphSchema(parse(sdl)).getMutationType()?.getFields() ?? {};
  return Object.values(fields)
    .filter(({ astNode }) => astNode?.directives?.some(({ name }) => guards.includes(name.value)))
    .filter(({ name }) => !ends.includes(name))
    .map(({ name, args }) => {
      const [input] = args;
      if (!input) return { field: name, query: `mutation { ${name} { __typename } }`, variables: {} };
      const query = `mutation ($input: ${String(input.type)}) { ${name}(input: $input) { __typename } }`;
      return { field: name, query, variables: { input: sampleOf(input.type) } };
    });
}

function sampleOf(type: GraphQLInputType): unknown {
  if (isNonNullType(type)) return sampleOf(type.ofType);
  if (isListType(type)) return [];
  if (isEnumType(type)) return type.getValues()[0]?.name;
  if (!isInputObjectType(type))
    return { Int: 1, Boolean: true, DateTime: '2026-11-24T09:30:00.000Z' }[type.name] ?? 'x';
  const required = Object.values(type.getFields()).filter((field) => isNonNullType(field.type));
  return Object.fromEntries(required.map((field) => [field.name, sampleOf(field.type)]));
}
