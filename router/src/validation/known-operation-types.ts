import { GraphQLError, type ValidationRule } from 'graphql';

/** The rule of the specification that graphql-js 16 leaves to execution: nothing below is looked at where there is no root type. */
export const KnownOperationTypesRule: ValidationRule = (context) => ({
  OperationDefinition: (node) => {
    if (context.getSchema().getRootType(node.operation)) return;
    const message = `The ${node.operation} operation is not supported by the schema.`;
    context.reportError(new GraphQLError(message, { nodes: node }));
  },
});
