import {
  GraphQLError,
  NoSchemaIntrospectionCustomRule,
  specifiedRules,
  validate,
  type DocumentNode,
  type GraphQLSchema,
} from 'graphql';

const maxErrors = 20;

/** The errors of a document against the schema that clients see; none when it is valid. */
export function validateDocument(
  schema: GraphQLSchema,
  document: DocumentNode,
  isIntrospectable: boolean,
): GraphQLError[] {
  const rules = isIntrospectable ? specifiedRules : [...specifiedRules, NoSchemaIntrospectionCustomRule];
  const errors = validate(schema, document, rules, { maxErrors, hideSuggestions: !isIntrospectable });
  return errors.map(
    ({ message, nodes }) =>
      new GraphQLError(message, { nodes: nodes ?? null, extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }),
  );
}
