import {
  GraphQLSchema,
  isObjectType,
  Kind,
  parse,
  print,
  printSchema,
  specifiedDirectives,
  type DefinitionNode,
} from 'graphql';
import { extendSchemaImpl } from 'graphql/utilities/extendSchema.js';
import { setImmediate as nextTurn } from 'node:timers/promises';

/** Characters that are parsed in a few milliseconds. */
const chunkSize = 32_000;

/** A schema as SDL in pieces: another thread can read them one at a time. */
export function toSchemaTexts(schema: GraphQLSchema): string[] {
  const texts: string[] = [];
  let text = '';
  for (const definition of parse(printSchema(schema), { noLocation: true }).definitions) {
    if (text.length > chunkSize) texts.push(text);
    text = (text.length > chunkSize ? '' : text) + `${print(definition)}\n`;
  }
  return [...texts, text];
}

/** Reads it again; others have their turn between two pieces. */
export async function fromSchemaTexts(texts: readonly string[]): Promise<GraphQLSchema> {
  const definitions: DefinitionNode[] = [];
  for (const text of texts) {
    await nextTurn();
    definitions.push(...parse(text, { noLocation: true }).definitions);
  }
  await nextTurn();
  const config = extendSchemaImpl(nothing, { kind: Kind.DOCUMENT, definitions }, { assumeValid: true });
  // The fields of a type are made when they are first asked for, by the schema of all types at once.
  for (const [index, type] of config.types.entries()) {
    if (index % typesPerTurn === 0) await nextTurn();
    if ('getFields' in type) type.getFields();
  }
  await nextTurn();
  const rootOf = (name: string) => config.types.filter(isObjectType).find((type) => type.name === name);
  const roots = { query: rootOf('Query'), mutation: rootOf('Mutation'), subscription: rootOf('Subscription') };
  const ownDirectives = new Set(config.directives.map(({ name }) => name));
  const directives = [...config.directives, ...specifiedDirectives.filter(({ name }) => !ownDirectives.has(name))];
  return new GraphQLSchema({ ...config, ...(config.astNode ? {} : roots), directives, assumeValid: true });
}

const typesPerTurn = 20;
const nothing = {
  ...{ description: undefined, types: [], directives: [], extensions: {} },
  ...{ extensionASTNodes: [], assumeValid: false },
};
