import {
  executeSync,
  extendSchema,
  Kind,
  OperationTypeNode,
  parse,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
  type FieldNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import type { Fragments } from '../engine/fields.ts';
import { keepRootFields } from '../engine/introspection.ts';
import { isObject, type ExecutionResult, type JsonObject } from '../engine/result.ts';
import { selectionKeys } from '../engine/selection-keys.ts';

/** What `Query.rateLimit` tells; nothing but the cost for a caller without a limit. */
export type RateLimitStatus = {
  limit: number | null;
  cost: number;
  remaining: number | null;
  resetAt: string | null;
  used: number | null;
};

/** The `rateLimit` fields of one operation, which the router answers by itself. */
export type RateLimitField = {
  /** Whether the operation is to be priced only. */
  isDryRun(variables: JsonObject): boolean;
  /** Fills them into the answer. */
  answer(result: ExecutionResult, variables: JsonObject, status: RateLimitStatus): ExecutionResult;
};

const [field, type] = ['rateLimit', 'RateLimit'];

/** It costs nothing. */
export const rateLimitCoordinate = `Query.${field}`;

const typeDefs = /* GraphQL */ `
  extend type Query {
    "What the caller may still ask for, and what this operation costs. It is free."
    rateLimit(
      "Prices the operation only: nothing else of it is executed, answered or charged."
      dryRun: Boolean! = false
    ): RateLimit
  }

  "The budget of the caller, in units of cost."
  type RateLimit {
    "What one window allows; null without a limit."
    limit: Int
    "The estimated cost of this operation, at most 2147483647."
    cost: Int!
    "What is left, this operation taken off at its estimated cost."
    remaining: Int
    "When something is restored next (RFC 3339)."
    resetAt: String
    "What is used, this operation included."
    used: Int
  }
`;

/** Adds the field to what clients may ask. Throws when the supergraph has such a field or type of its own. */
export function addRateLimitField(schema: GraphQLSchema): GraphQLSchema {
  if (schema.getQueryType()?.getFields()[field] || schema.getType(type))
    throw new Error(`the supergraph has its own ${field} field or ${type} type: set budget.rate_limit_field to false`);
  return extendSchema(schema, parse(typeDefs));
}

const typenameOnly: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };

/** What is planned of an operation: the field is left out. */
export function withoutRateLimitField(schema: GraphQLSchema, document: DocumentNode): DocumentNode {
  const types = new TypeInfo(schema);
  return visit(
    document,
    visitWithTypeInfo(types, {
      FragmentDefinition: ({ typeCondition }) => (typeCondition.name.value === type ? null : undefined),
      Field: ({ name }) => (name.value === field && types.getParentType() === schema.getQueryType() ? null : undefined),
      SelectionSet: {
        leave: (node) => (node.selections.length === 0 ? { ...node, selections: [typenameOnly] } : undefined),
      },
    }),
    selectionKeys,
  );
}

/** Compiles the `rateLimit` fields of an operation; null when it has none, or the schema none. */
export function compileRateLimit(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  fragments: Fragments,
): RateLimitField | null {
  if (operation.operation !== OperationTypeNode.QUERY || !schema.getType(type)) return null;
  const selectionSet = keepRootFields(operation.selectionSet, fragments, new Set([field]));
  if (selectionSet.selections.length === 0) return null;
  const document: DocumentNode = {
    kind: Kind.DOCUMENT,
    definitions: [{ ...operation, selectionSet }, ...fragments.values()],
  };
  const run = (variableValues: JsonObject, resolve: (args: { dryRun: boolean }) => RateLimitStatus | null) => {
    const { data } = executeSync({ schema, document, variableValues, rootValue: { [field]: resolve } });
    return isObject(data) ? data : {};
  };
  return {
    isDryRun: (variables) => {
      let isDryRun = false;
      run(variables, ({ dryRun }) => {
        isDryRun ||= dryRun;
        return null;
      });
      return isDryRun;
    },
    answer: (result, variables, status) =>
      result.data ? { ...result, data: { ...result.data, ...run(variables, () => status) } } : result,
  };
}
