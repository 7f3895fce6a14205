import { Kind, type DocumentNode, type FieldNode, type GraphQLSchema, type OperationDefinitionNode } from 'graphql';
import { LRUCache } from 'lru-cache';
import { createEnforcement, type Told } from './authorization/enforcement.ts';
import { createOperationFilter } from './authorization/filter.ts';
import { readRules } from './authorization/read-rules.ts';
import { isGranted, policiesOf, type Grant, type Rule, type Rules } from './authorization/rules.ts';
import {
  compileRateLimit,
  rateLimitCoordinate,
  withRateLimitField,
  type RateLimitField,
} from './budget/rate-limit-field.ts';
import { authorizationConfig, type DirectivesConfig } from './config/authorization.ts';
import { readCacheTags } from './cache/cache-tags.ts';
import { createLabelling } from './cache/labels.ts';
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
import { createPlanner, type QueryPlan } from './planner/planner.ts';

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
  /** Everything that it asks of callers, and the policies among that. */
  rules: readonly Rule[];
  policies: readonly string[];
  /** Whether something of it is executed for callers with such a grant. */
  isVisibleTo(grant: Grant): boolean;
  /** Plans at the first call with such a grant; those that ask meanwhile wait for the same plan. */
  compileFor(grant: Grant, around?: AroundPlanning): Variant | Promise<Variant>;
  /** One for each outcome that it was compiled for. */
  grants(): Grant[];
};

/** What is done around the planning of an operation, such as to time it. */
export type AroundPlanning = (plan: () => Promise<QueryPlan>) => Promise<QueryPlan>;

/** An operation for callers who may see the same. */
export type Variant = {
  /** Null when nothing of it is executed. */
  compiled: CompiledOperation | null;
  /** What its answers say of what the callers may not see. */
  told: Told;
  /** What that is: `Type.field`. */
  denied: readonly string[];
};

/** Everything that follows from one supergraph file. It never changes: a new file makes a new one. */
export type Supergraph = {
  apiSchema: GraphQLSchema;
  subgraphs: readonly { name: string; url: string }[];
  prepare(document: DocumentNode, operation: OperationDefinitionNode): PreparedOperation;
  /** Ends what runs for it; nothing new is planned afterwards. */
  close(): Promise<void>;
};

export type SupergraphOptions = {
  /** What becomes of what callers may not see. */
  directives?: DirectivesConfig;
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
    directives = authorizationConfig.parse({}).directives,
    overrideLabels = {},
    defaultListSize = 10,
    isCostStrict = true,
    hasRateLimitField = false,
    planning = null,
  }: SupergraphOptions = {},
): Supergraph {
  const planner = hasRateLimitField ? withRateLimitField(createPlanner(sdl, planning)) : createPlanner(sdl, planning);
  const overrides = createOverrideLabels(sdl, overrideLabels);
  const rules: Rules = directives.enabled ? readRules(sdl, planner.fullSchema) : new Map();
  const enforce = createEnforcement(directives);
  const isOfType = createTypeTest(planner.fullSchema);
  const labelling = createLabelling(readCacheTags(sdl), planner.fullSchema);
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
    const grants = new LRUCache<string, Grant>({ max: maxVariants });
    const filter = createOperationFilter(schema, rules, definition, fragmentsOf(document));
    const labels = overrides.labelsOf(document);
    let cost: OperationCost | null = null;
    const compile = async (grant: Grant, on: readonly string[], around: AroundPlanning): Promise<Variant> => {
      const filtered = enforce(document, filter, grant);
      const { errors, denied, told, coordinates } = filtered;
      if (filtered.isEmpty) return { compiled: null, told, denied: coordinates };
      const planned = withSourceNames(filtered.planned, sourceOf);
      const plan = await around(() => planner.plan(planned, operationName, on));
      const planFor = (variables: JsonObject) => planner.plan(resolveConditions(planned, variables), operationName, on);
      const asked = { document: filtered.shaped, operationName, errors, told };
      const source = { schema, isOfType, labelling, plan, planFor, ...asked };
      // A plan may fetch for itself what the client is not to see.
      const visible = (field: FieldNode) => (denied.has(field) ? null : sourceOf(field));
      return { compiled: compileOperation({ ...source, sourceOf: visible }), told, denied: coordinates };
    };
    return {
      kind: definition.operation,
      definition,
      cost: () => (cost ??= costOf(definition, fragmentsOf(document))),
      rootFields: countRootFields(definition.selectionSet, fragmentsOf(document)),
      rateLimit: compileRateLimit(schema, definition, fragmentsOf(document)),
      rules: filter.rules,
      policies: policiesOf(filter.rules),
      isVisibleTo: (grant) => !enforce(document, filter, grant).isEmpty,
      compileFor: (grant, around = (plan) => plan()) => {
        const on = labels.filter(overrides.isOn);
        const granted = filter.rules.map((rule) => (isGranted(rule, grant) ? '1' : '0')).join('');
        const outcome = `${granted} ${on.join(' ')}`;
        const known = variants.get(outcome);
        if (known) return known;
        const variant = compile(grant, on, around);
        variants.set(outcome, variant);
        grants.set(outcome, grant);
        // What failed may succeed the next time.
        variant.then(
          (compiled) => variants.set(outcome, compiled),
          () => variants.delete(outcome),
        );
        return variant;
      },
      grants: () => [...grants.values()],
    };
  };
  return { apiSchema: schema, subgraphs: planner.subgraphs, prepare, close: planner.close };
}

function fragmentsOf({ definitions }: DocumentNode) {
  const fragments = definitions.filter((node) => node.kind === Kind.FRAGMENT_DEFINITION);
  return new Map(fragments.map((fragment) => [fragment.name.value, fragment]));
}
