import { isSpecifiedScalarType, printType, type GraphQLSchema } from 'graphql';
import type { VisibleTypes } from '../../authorization/schema-access.ts';

/** The schema that has these types only, as SDL: for the messages of who validates with it there is nothing else. */
export function printVisibleSchema(types: VisibleTypes, whole: GraphQLSchema): string {
  const query = whole.getQueryType()?.name ?? 'Query';
  const mutation = whole.getMutationType()?.name;
  const roots = [
    `query: ${query}`,
    ...(mutation !== undefined && types.has(mutation) ? [`mutation: ${mutation}`] : []),
  ];
  const printed = [...types.values()].filter((type) => !isSpecifiedScalarType(type)).map(printType);
  // A root of which the caller may see nothing has no fields.
  const missing = types.has(query) ? [] : [`type ${query}`];
  return [`schema { ${roots.join(' ')} }`, ...missing, ...printed].join('\n');
}
