import { readFile } from 'node:fs/promises';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { isEnumType, isInputObjectType, isListType, isNonNullType, parse, type GraphQLInputType } from 'graphql';

type Field = { kind: 'query' | 'mutation'; name: string; args: { name: string; type: GraphQLInputType }[] };

/** An operation with one text in one place, and whatever else its field needs. */
export type TextInput = { place: string; query: string; variables: (text: string) => object };

const texts = ['String', 'ID', 'JSON', 'URL'];
/** What is right often enough that what is beside it is looked at. */
const samples: Record<string, unknown> = {
  ...{ email: 'somebody@example.com', password: 'a long enough phrase', name: 'Ben', role: 'USER' },
  ...{ scopes: ['read:own_data'], permissions: ['read:own_data'], redirectUris: ['https://software.example/back'] },
};
const scalars: Record<string, unknown> = { Int: 1, Boolean: true, DateTime: '2026-11-24T09:30:00.000Z' };

/** Every place of this subgraph's queries and mutations where a client may write a text, optional ones too. */
export async function textInputs(): Promise<TextInput[]> {
  const sdl = await readFile(new URL('../../schema.graphql', import.meta.url), 'utf8');
  const schema = buildSubgraphSchema(parse(sdl));
  const fieldsOf = (kind: Field['kind'], fields = {}) =>
    Object.values<Omit<Field, 'kind'>>(fields).map(({ name, args }) => ({ kind, name, args: [...args] }));
  const fields: Field[] = [
    ...fieldsOf('query', schema.getQueryType()?.getFields()),
    ...fieldsOf('mutation', schema.getMutationType()?.getFields()),
  ];
  return fields.filter(({ name }) => !name.startsWith('_')).flatMap(placesOf);
}

function placesOf({ kind, name, args }: Field): TextInput[] {
  const declared = args.map((arg) => `$${arg.name}: ${String(arg.type)}`).join(', ');
  const passed = args.map((arg) => `${arg.name}: $${arg.name}`).join(', ');
  const query = `${kind} (${declared}) { ${name}(${passed}) { __typename } }`;
  const others = Object.fromEntries(args.filter(isNeeded).map((arg) => [arg.name, sampleOf(arg.name, arg.type)]));
  return args.flatMap((arg) =>
    writable(arg.name, arg.type).map(({ path, write }) => ({
      ...{ place: `${name}(${path})`, query },
      variables: (text) => ({ ...others, [arg.name]: write(text) }),
    })),
  );
}

type Writable = { path: string; write: (text: string) => unknown };

function writable(name: string, type: GraphQLInputType): Writable[] {
  if (isNonNullType(type)) return writable(name, type.ofType);
  if (isListType(type))
    return writable(name, type.ofType).map(({ path, write }) => ({ path, write: (text) => [write(text)] }));
  if (isEnumType(type)) return [];
  if (!isInputObjectType(type)) return texts.includes(type.name) ? [{ path: name, write: (text) => text }] : [];
  const fields = Object.values(type.getFields());
  const others = Object.fromEntries(
    fields.filter(isNeeded).map((field) => [field.name, sampleOf(field.name, field.type)]),
  );
  return fields.flatMap((field) =>
    writable(field.name, field.type).map(({ path, write }) => ({
      path: `${name}.${path}`,
      write: (text) => ({ ...others, [field.name]: write(text) }),
    })),
  );
}

const isNeeded = ({ type }: { type: GraphQLInputType }) => isNonNullType(type);

function sampleOf(name: string, type: GraphQLInputType): unknown {
  if (isNonNullType(type)) return sampleOf(name, type.ofType);
  if (isEnumType(type)) return type.getValues()[0]?.name;
  if (name in samples) return samples[name];
  if (isListType(type)) return [];
  if (!isInputObjectType(type)) return scalars[type.name] ?? 'x';
  const needed = Object.values(type.getFields()).filter(isNeeded);
  return Object.fromEntries(needed.map((field) => [field.name, sampleOf(field.name, field.type)]));
}
