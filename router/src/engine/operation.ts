import type { QueryPlan } from '@apollo/query-planner';
import type { FetchNode } from '@apollo/query-planner/dist/QueryPlan.js';
import {
  Kind,
  type DocumentNode,
  type GraphQLFormattedError,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import type { Labelling } from '../cache/labels.ts';
import type { DeferredOperation } from '../incremental/deferral.ts';
import { createClientPath, type ClientPath } from './client-path.ts';
import { compilePlans, maxOutcomes, type CompiledPlans } from './conditional-plan.ts';
import { compileDeferredShaper, type DeferredShaper } from './deferred-shape.ts';
import type { Step } from './execution.ts';
import { conditionVariables, type FieldSource, type Fragments } from './fields.ts';
import type { Introspect } from '../planner/introspection-texts.ts';
import { compileIntrospection, type Introspection } from './introspection.ts';
import type { ExecutionResult, JsonObject } from './result.ts';
import { compileShaper, type Shaper } from './shape.ts';
import type { TypeTest } from './types.ts';

/** An operation with everything compiled that does not depend on a request. */
export type CompiledOperation = {
  kind: OperationDefinitionNode['operation'];
  plan: QueryPlan;
  /** How many requests to subgraphs it needs with these variables, at the most. */
  fetchCount: CompiledPlans['fetchCount'];
  /** The first fetch of a subscription; null for queries and mutations. */
  source: FetchNode | null;
  run: Step;
  introspect: Introspection;
  shaperFor(variables: JsonObject): Shaper;
  /** Null: the whole answer is given at once. */
  deferred: { shaper: DeferredShaper; labels: DeferredOperation['labels'] } | null;
  clientPath: ClientPath;
  /** Why fields are null whatever is executed: the caller may not see them. */
  errors: readonly GraphQLFormattedError[];
  /** What every answer says besides. */
  told: Pick<ExecutionResult, 'errors' | 'extensions'>;
};

export type OperationSource = {
  schema: GraphQLSchema;
  isOfType: TypeTest;
  labelling: Labelling;
  /** What the client asked for: the response has its shape. */
  document: DocumentNode;
  operationName: string | undefined;
  plan: QueryPlan;
  /** Plans it anew with the outcome of its conditions. */
  planFor(variables: JsonObject): Promise<QueryPlan>;
  /** Answers what it asks of the schema. */
  introspect: Introspect;
  sourceOf: FieldSource;
  /** Of an operation that is compiled for one outcome of its conditions, because its answer comes in parts. */
  deferral: Pick<DeferredOperation, 'labels' | 'variables'> | null;
} & Pick<CompiledOperation, 'errors' | 'told'>;

/** Compiles an operation of a validated document with its plan. */
export function compileOperation({
  schema,
  isOfType,
  labelling,
  document,
  operationName,
  plan,
  planFor,
  introspect,
  sourceOf,
  errors,
  told,
  deferral,
}: OperationSource): CompiledOperation {
  const operation = findOperation(document, operationName);
  const fragments: Fragments = new Map(
    document.definitions.flatMap((node) => (node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node]] : [])),
  );
  const conditions = deferral ? [] : conditionVariables(operation.selectionSet, fragments);
  const shapers = new LRUCache<string, Shaper>({ max: maxOutcomes });
  const { node } = plan;
  return {
    kind: operation.operation,
    plan,
    source: node?.kind === 'Subscription' ? node.primary : null,
    ...compilePlans({ kind: operation.operation, plan, planFor, conditions, isOfType, labelling }),
    introspect: compileIntrospection(introspect, operation, fragments),
    shaperFor: (variables) => {
      const key = conditions.map((name) => (variables[name] === true ? '1' : '0')).join('');
      const known = shapers.get(key);
      if (known) return known;
      const shaper = compileShaper(schema, operation, fragments, variables, sourceOf);
      shapers.set(key, shaper);
      return shaper;
    },
    deferred: deferral && {
      shaper: compileDeferredShaper(schema, operation, fragments, deferral.variables, sourceOf),
      labels: deferral.labels,
    },
    clientPath: createClientPath(operation, fragments, sourceOf, isOfType),
    errors,
    told,
  };
}

function findOperation(document: DocumentNode, operationName: string | undefined): OperationDefinitionNode {
  const operations = document.definitions.filter((node) => node.kind === Kind.OPERATION_DEFINITION);
  const operation =
    operationName === undefined ? operations[0] : operations.find(({ name }) => name?.value === operationName);
  if (!operation) throw new Error('the document has no such operation');
  return operation;
}
