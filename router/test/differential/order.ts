import { execute, GraphQLError, isAbstractType, parse, type GraphQLSchema } from 'graphql';
import { isObject, type JsonObject } from '../../src/engine/result.ts';
import type { WrittenOperation } from './written.ts';

/**
 * Whether the fields of an answer are in the order of the operation: as `graphql-js` has them, which reads the answer itself as its data.
 * Where an object of an abstract type does not say what it is, nothing can be said.
 */
export async function isInOrder(
  schema: GraphQLSchema,
  { query, variables }: WrittenOperation,
  data: JsonObject,
): Promise<boolean> {
  const reference = await execute({
    schema,
    document: parse(query),
    variableValues: variables,
    rootValue: data,
    fieldResolver: (source: unknown, _args, _context, { path }) => (isObject(source) ? source[path.key] : null),
    typeResolver: (value: unknown, _context, _info, type) => {
      const names = schema.getPossibleTypes(type).map(({ name }) => name);
      const [name] = isObject(value) ? names.filter((each) => Object.values(value).includes(each)) : [];
      if (name === undefined && isAbstractType(type)) throw new GraphQLError(unknownType);
      return name;
    },
  });
  if (reference.errors?.every(({ message }) => message === unknownType)) return true;
  return JSON.stringify(reference.data) === JSON.stringify(data);
}

const unknownType = 'the answer does not say of what type this is';
