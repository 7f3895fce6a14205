import {
  isInputObjectType,
  isInputType,
  isListType,
  isNonNullType,
  TypeInfo,
  typeFromAST,
  valueFromAST,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
  type GraphQLInputType,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { z } from 'zod';
import { described, leafSchema, nullable, type JsonSchema } from './json-schema.ts';

/** The JSON Schema of an operation's variables. Each input object stands once, in `$defs`, so that types may contain themselves. */
export function inputSchemaOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  { variableDefinitions = [] }: OperationDefinitionNode,
) {
  const definitions = new Map<string, JsonSchema>();
  const uses = describeUses(schema, document);

  const nonNull = (type: GraphQLInputType): JsonSchema => {
    if (isNonNullType(type)) return nonNull(type.ofType);
    if (isListType(type)) return { type: 'array', items: schemaOf(type.ofType) };
    return isInputObjectType(type) ? define(type.name, () => type) : leafSchema(type);
  };
  const define = (name: string, typeOf: () => GraphQLInputType): JsonSchema => {
    if (!definitions.has(name)) {
      definitions.set(name, {});
      definitions.set(name, objectOf(typeOf()));
    }
    return { $ref: `#/$defs/${name}` };
  };
  const objectOf = (type: GraphQLInputType): JsonSchema => {
    if (!isInputObjectType(type)) return {};
    const fields = Object.values(type.getFields());
    return {
      ...{ type: 'object', ...described(type.description), additionalProperties: false },
      properties: Object.fromEntries(
        fields.map(({ name, type: inner, description, defaultValue }) => [
          name,
          { ...schemaOf(inner), ...described(description), ...defaulting(defaultValue) },
        ]),
      ),
      required: fields
        .filter(({ type: inner, defaultValue }) => isNonNullType(inner) && defaultValue === undefined)
        .map(({ name }) => name),
      ...(type.isOneOf && { minProperties: 1, maxProperties: 1 }),
    };
  };
  const schemaOf = (type: GraphQLInputType): JsonSchema => {
    const inner = nonNull(type);
    return isNonNullType(type) ? inner : nullable(inner);
  };

  const variables = variableDefinitions.flatMap(({ variable, type: node, defaultValue }) => {
    const type = typeFromAST(schema, node);
    if (!isInput(type)) return [];
    const fallback = defaultValue && valueFromAST(defaultValue, type);
    const isRequired = isNonNullType(type) && defaultValue === undefined;
    const name = variable.name.value;
    return [{ name, isRequired, of: { ...schemaOf(type), ...described(uses.get(name)), ...defaulting(fallback) } }];
  });
  return {
    type: 'object' as const,
    properties: Object.fromEntries(variables.map(({ name, of }) => [name, of])),
    required: variables.filter(({ isRequired }) => isRequired).map(({ name }) => name),
    additionalProperties: false,
    ...(definitions.size > 0 && { $defs: Object.fromEntries(definitions) }),
  };
}

function defaulting(value: unknown): JsonSchema {
  const json = z.json().safeParse(value);
  return json.success ? { default: json.data } : {};
}

function isInput(type: ReturnType<typeof typeFromAST>): type is GraphQLInputType {
  return type !== undefined && isInputType(type);
}

/** What the arguments are for in which variables stand. */
function describeUses(schema: GraphQLSchema, document: DocumentNode): ReadonlyMap<string, string> {
  const uses = new Map<string, string>();
  const types = new TypeInfo(schema);
  const note = (name: string) => {
    const description = types.getArgument()?.description;
    if (description && !uses.has(name)) uses.set(name, description);
  };
  visit(
    document,
    visitWithTypeInfo(types, {
      VariableDefinition: () => false,
      Argument: ({ value }) => {
        if (value.kind === 'Variable') note(value.name.value);
      },
    }),
  );
  return uses;
}
