import { Kind, type DocumentNode, type FieldNode, type GraphQLSchema, type OperationDefinitionNode } from 'graphql';
import { LRUCache } from 'lru-cache';
import { createOperationFilter, type FilteredOperation, type OperationFilter } from './authorization/filter.ts';
import { readRules } from './authorization/read-rules.ts';
import { isGranted, type Grant } from './authorization/rules.ts';
import {
  compileRateLimit,
  rateLimitCoordinate,
  withRateLimitField,
  type RateLimitField,
} from './budget/rate-limit-field.ts';
import type { OverrideLabelsConfig } from './config/override-labels.ts';
import type { QueryPlanningConfig } from './config/query-planning.ts';
import { createCostModel, type OperationCost } from './cost/cost.ts';
import { countRootFields } from './cost/root-fields.ts';
import { compileOperation, type CompiledOperation } from './engine/operation.ts';
import { createSourceName, withSourceNames } from './engine/source-names.ts';
import type { JsonObject } from './engine/result.ts';
import { createTypeTest } from './engine/types.ts';
import { resolveConditions } from './planner/conditions.ts';
import { createOverrideLabels } from './planner/override-labels.ts';
import { createPlanner } from './planner/planner.ts';

/** An operation of a validated document: compiled once for each outcome of the rules it meets. */
export type PreparedOperation = {
  kind: OperationDefinitionNode['operation'];
  definition: OperationDefinitionNode;
  /** What it costs; compiled at the first call. */
  cost(): OperationCost;
  /** How often each field stands at the root. */
  rootFields: ReadonlyMap<string, number>;
  /** Null when it does not ask for the caller's budget. */
  rateLimit: RateLimitField | null;
  /** Whether callers with such a grant may see something of it. */
  isVisibleTo(grant: Grant): boolean;
  /** Plans at the first call with such a grant; those that ask meanwhile wait for the same plan. */
  compileFor(grant: Grant): Variant | Promise<Variant>;
};

/** An operation for callers who may see the same. Null when that is nothing of it. */
type Variant = { compiled: CompiledOperation | null; errors: CompiledOperation['errors'] };

/** Everything that follows from one supergraph file. It never changes: a new file makes a new one. */
export type Supergraph = {
  apiSchema: GraphQLSchema;
  subgraphs: readonly { name: string; url: string }[];
  prepare(document: DocumentNode, operation: OperationDefinitionNode): PreparedOperation;
  /** Ends what runs for it; nothing new is planned afterwards. */
  close(): Promise<void>;
};

export type SupergraphOptions = {
  overrideLabels?: OverrideLabelsConfig;
  /** The length of a list that says nothing of it, for the cost of operations. */
  defaultListSize?: number;
  /** Whether an operation must have exactly one slicing argument where a list requires it. */
  isCostStrict?: boolean;
  /** Whether the router adds `Query.rateLimit`. */
  hasRateLimitField?: boolean;
  /** Null: operations are planned in this thread. */
  planning?: QueryPlanningConfig | null;
};

// Distinct outcomes of one operation's rules: roles, not users; and of the labels of overrides.
const maxVariants = 64;

/** Loads a composed supergraph; throws when this router cannot serve it. */
export function createSupergraph(
  sdl: string,
  {
    overrideLabels = {},
    defaultListSize = 10,
    isCostStrict = true,
    hasRateLimitField = false,
    planning = null,
  }: SupergraphOptions = {},
): Supergraph {
  const planner = hasRateLimitField ? withRateLimitField(createPlanner(sdl, planning)) : createPlanner(sdl, planning);
  const overrides = createOverrideLabels(sdl, overrideLabels);
  const rules = readRules(sdl, planner.fullSchema);
  const isOfType = createTypeTest(planner.fullSchema);
  const schema = planner.apiSchema;
  const sourceOf = createSourceName(planner.fullSchema);
  const costOf = createCostModel(sdl, schema, {
    defaultLength: defaultListSize,
    isStrict: isCostStrict,
    free: hasRateLimitField ? [rateLimitCoordinate] : [],
  });

  const prepare = (document: DocumentNode, definition: OperationDefinitionNode): PreparedOperation => {
    const operationName = definition.name?.value;
    const variants = new LRUCache<string, Variant | Promise<Variant>>({ max: maxVariants });
    const filter: OperationFilter = createOperationFilter(schema, rules, definition, fragmentsOf(document));
    const labels = overrides.labelsOf(document);
    let cost: OperationCost | null = null;
    const filterFor = (grant: Grant): FilteredOperation =>
      filter.rules.every((rule) => isGranted(rule, grant))
        ? unfiltered(document)
        : filter.filter((rule) => isGranted(rule, grant));
    const compile = async (grant: Grant, on: readonly string[]): Promise<Variant> => {
      const filtered = filterFor(grant);
      const { errors, denied } = filtered;
      if (filtered.isEmpty) return { compiled: null, errors };
      const planned = withSourceNames(filtered.planned, sourceOf);
      const plan = await planner.plan(planned, operationName, on);
      const planFor = (variables: JsonObject) => planner.plan(resolveConditions(planned, variables), operationName, on);
      const source = { schema, isOfType, document: filtered.shaped, operationName, plan, planFor, errors };
      // A plan may fetch for itself what the client is not to see.
      const visible = (field: FieldNode) => (denied.has(field) ? null : sourceOf(field));
      return { compiled: compileOperation({ ...source, sourceOf: visible }), errors };
    };
    return {
      kind: definition.operation,
      definition,
      cost: () => (cost ??= costOf(definition, fragmentsOf(document))),
      rootFields: countRootFields(definition.selectionSet, fragmentsOf(document)),
      rateLimit: compileRateLimit(schema, definition, fragmentsOf(document)),
      isVisibleTo: (grant) => !filterFor(grant).isEmpty,
      compileFor: (grant) => {
        const on = labels.filter(overrides.isOn);
        const granted = filter.rules.map((rule) => (isGranted(rule, grant) ? '1' : '0')).join('');
        const outcome = `${granted} ${on.join(' ')}`;
        const known = variants.get(outcome);
        if (known) return known;
        const variant = compile(grant, on);
        variants.set(outcome, variant);
        // What failed may succeed the next time.
        variant.then(
          (compiled) => variants.set(outcome, compiled),
          () => variants.delete(outcome),
        );
        return variant;
      },
    };
  };
  return { apiSchema: schema, subgraphs: planner.subgraphs, prepare, close: planner.close };
}

const unfiltered = (document: DocumentNode): FilteredOperation => ({
  ...{ planned: document, shaped: document },
  ...{ denied: new Set(), errors: [], isEmpty: false },
});

function fragmentsOf({ definitions }: DocumentNode) {
  const fragments = definitions.filter((node) => node.kind === Kind.FRAGMENT_DEFINITION);
  return new Map(fragments.map((fragment) => [fragment.name.value, fragment]));
}
