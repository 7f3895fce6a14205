import { buildSchema, GraphQLSchema, isSpecifiedScalarType, printType } from 'graphql';
import type { VisibleTypes } from '../../authorization/schema-access.ts';

/** The schema that has these types only: for its messages there is nothing else. */
export function createVisibleSchema(types: VisibleTypes, whole: GraphQLSchema): GraphQLSchema {
  const query = whole.getQueryType()?.name ?? 'Query';
  const mutation = whole.getMutationType()?.name;
  const roots = [
    `query: ${query}`,
    ...(mutation !== undefined && types.has(mutation) ? [`mutation: ${mutation}`] : []),
  ];
  const printed = [...types.values()].filter((type) => !isSpecifiedScalarType(type)).map(printType);
  // A root of which the caller may see nothing has no fields.
  const missing = types.has(query) ? [] : [`type ${query}`];
  const sdl = [`schema { ${roots.join(' ')} }`, ...missing, ...printed].join('\n');
  const built = buildSchema(sdl, { assumeValid: true, assumeValidSDL: true });
  return new GraphQLSchema({ ...built.toConfig(), directives: whole.getDirectives(), assumeValid: true });
}
