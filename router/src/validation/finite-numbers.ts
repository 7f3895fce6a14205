import { GraphQLError, type FloatValueNode, type IntValueNode, type ValidationRule } from 'graphql';

/** A literal such as `1e999` is infinite for whoever reads it as a number, and a custom scalar takes any: it could not be written again. */
export const FiniteNumbersRule: ValidationRule = (context) => {
  const check = (node: FloatValueNode | IntValueNode) => {
    if (Number.isFinite(Number(node.value))) return;
    context.reportError(new GraphQLError('A number is too large.', { nodes: node }));
  };
  return { FloatValue: check, IntValue: check };
};
