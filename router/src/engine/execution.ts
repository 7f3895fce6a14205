import type { FetchNode, PlanNode } from '@apollo/query-planner/dist/QueryPlan.js';
import type { Caller } from '@conea/platform';
import type { GraphQLFormattedError } from 'graphql';
import type { Labelling } from '../cache/labels.ts';
import type { Subgraphs } from '../subgraphs.ts';
import type { EntityRequest } from './coalesce.ts';
import { announcing, compileDefer } from './defer-step.ts';
import type { DeferredWork } from './deferred-work.ts';
import { compileFetch } from './fetch.ts';
import type { FreshnessOfAnswer } from './freshness.ts';
import type { ClientHeaders } from '../headers/client-headers.ts';
import type { HeadersFor } from '../headers/header-rules.ts';
import type { PlanPath } from './path.ts';
import type { JsonObject } from './result.ts';
import type { TypeTest } from './types.ts';

/** One run of a plan: what is known so far, and what went wrong. */
export type Execution = {
  data: JsonObject;
  errors: GraphQLFormattedError[];
  variables: JsonObject;
  caller: Caller;
  signal: AbortSignal;
  subgraphs: Subgraphs;
  freshness: FreshnessOfAnswer;
  headersFor: HeadersFor;
  clientHeaders: ClientHeaders | null;
  /** Paths of fields, and of objects of which no field was answered, with an error at another place that says why. */
  lost: (string | number)[][];
  /** Requests about entities that are sent at the end of this tick. */
  openRequests: Map<string, EntityRequest>;
  /** Null where the whole answer is given at once. */
  deferred: DeferredWork | null;
};

/** What the steps of a plan need to know of its schema and its operation. */
export type PlanFacts = {
  isOfType: TypeTest;
  /** Whether the operation has `@skip` or `@include`. */
  isConditional: boolean;
  /** Whether arguments come from a context: then what is inside one entity can differ from place to place. */
  hasContext: boolean;
  /** What the answers of fetches are invalidated by. */
  labelling: Labelling;
  /** Where each fetch stands in the order of the plan. */
  placeOf: ReadonlyMap<FetchNode, number>;
  /** How many requests make up each fetch that others depend on. */
  requestsOf: ReadonlyMap<string, number>;
};

/** A compiled node of a plan. It never rejects for what a subgraph did: that is in `errors`. */
export type Step = (execution: Execution) => Promise<void>;

/** Compiles a plan once; the steps are run for every request. */
export function compilePlan(node: PlanNode, facts: PlanFacts, path: PlanPath = []): Step {
  switch (node.kind) {
    case 'Fetch': {
      const step = compileFetch(node, path, facts);
      return node.id === undefined ? step : announcing(step, node.id, facts.requestsOf.get(node.id) ?? 1);
    }
    case 'Flatten':
      return compilePlan(node.node, facts, [...path, ...node.path]);
    case 'Sequence':
      return inSequence(node.nodes.map((child) => compilePlan(child, facts, path)));
    case 'Parallel':
      return inParallel(node.nodes.map((child) => compilePlan(child, facts, path)));
    case 'Condition': {
      const [whenTrue, whenFalse] = [node.ifClause, node.elseClause].map(
        (clause) => clause && compilePlan(clause, facts, path),
      );
      return async (execution) => (execution.variables[node.condition] === true ? whenTrue : whenFalse)?.(execution);
    }
    case 'Defer': {
      const parts = node.deferred.flatMap(({ label, depends, node: part }) =>
        part && label !== undefined
          ? [{ label, after: depends.map(({ id }) => id), step: compilePlan(part, facts, path) }]
          : [],
      );
      return compileDefer(node.primary.node ? compilePlan(node.primary.node, facts, path) : null, parts);
    }
  }
}

function inSequence(steps: readonly Step[]): Step {
  return async (execution) => {
    for (const step of steps) await step(execution);
  };
}

function inParallel(steps: readonly Step[]): Step {
  return async (execution) => {
    await Promise.all(steps.map((step) => step(execution)));
  };
}
