import type { DocumentNode, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { createEnforcement } from './authorization/enforcement.ts';
import { createSchemaAccess, type SchemaAccess } from './authorization/schema-access.ts';
import { policiesOf, type Grant, type Rule } from './authorization/rules.ts';
import { compileRateLimit, rateLimitCoordinate, type RateLimitField } from './budget/rate-limit-field.ts';
import { createLabelling } from './cache/labels.ts';
import { createCostModel, type OperationCost } from './cost/cost.ts';
import { countRootFields } from './cost/root-fields.ts';
import type { JsonObject } from './engine/result.ts';
import { createSourceName } from './engine/source-names.ts';
import { createTypeTest } from './engine/types.ts';
import { answeredAtOnce, readDeferral } from './incremental/deferral.ts';
import { createPartVariants } from './incremental/part-variants.ts';
import { createOverrideLabels } from './planner/override-labels.ts';
import { createPlanner, type Planner } from './planner/planner.ts';
import { readSupergraph, type SupergraphFacts, type SupergraphSchemas } from './supergraph-facts.ts';
import { completeOptions, type SupergraphOptions } from './supergraph-options.ts';
import { createVariants, fragmentsOf, type AroundPlanning, type Variant } from './variants.ts';

export type { SupergraphOptions, Variant };

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
  /** Plans at the first call with such a grant; those that ask meanwhile wait for the same plan. `parts`: the variables, for a client that takes the answer in parts. */
  compileFor(grant: Grant, around?: AroundPlanning, parts?: JsonObject | null): Variant | Promise<Variant>;
  /** One for each outcome that it was compiled for. */
  grants(): Grant[];
};

/** Everything that follows from one supergraph file. It never changes: a new file makes a new one. */
export type Supergraph = {
  apiSchema: GraphQLSchema;
  subgraphs: readonly { name: string; url: string }[];
  /** What callers see of it. */
  access: SchemaAccess;
  prepare(document: DocumentNode, operation: OperationDefinitionNode): PreparedOperation;
  /** Validates a text that can be parsed, where it does not hold up those who are answered. */
  validate: Planner['validate'];
  /** How many operations wait to be planned. */
  planningQueue(): number;
  /** Ends what runs for it; nothing new is planned afterwards. */
  close(): Promise<void>;
};

/** Loads a composed supergraph; throws when this router cannot serve it. */
export function createSupergraph(sdl: string, options: SupergraphOptions = {}): Supergraph {
  const { facts, schemas } = readSupergraph(sdl, options);
  return assembleSupergraph(facts, schemas, options);
}

/** Makes of what was read what the router works with. */
export function assembleSupergraph(
  facts: SupergraphFacts,
  { apiSchema: schema, fullSchema }: SupergraphSchemas,
  options: SupergraphOptions,
): Supergraph {
  const { directives, overrideLabels, hasDefer, hasRateLimitField, planning, ...pricing } = completeOptions(options);
  const { sdl, rules } = facts;
  const planner = createPlanner({ sdl, apiSchema: schema, planning, client: { hasDefer, hasRateLimitField } });
  const sourceOf = createSourceName(fullSchema);
  const costOf = createCostModel(facts.weights, schema, {
    defaultLength: pricing.defaultListSize,
    isStrict: pricing.isCostStrict,
    free: hasRateLimitField ? [rateLimitCoordinate] : [],
  });
  const context = {
    ...{ schema, planner, rules, sourceOf },
    enforce: createEnforcement(directives),
    overrides: createOverrideLabels(facts.overrides, overrideLabels),
    isOfType: createTypeTest(fullSchema),
    labelling: createLabelling(facts.tags, fullSchema),
  };

  const prepare = (document: DocumentNode, definition: OperationDefinitionNode): PreparedOperation => {
    const fragments = fragmentsOf(document);
    const rateLimit = compileRateLimit(schema, definition, fragments);
    // The budget is told once, with the whole answer.
    const deferral = rateLimit === null ? readDeferral(definition, fragments) : null;
    const atOnce = createVariants(context, { ...answeredAtOnce(document, definition), deferral: null });
    const inParts =
      deferral &&
      createPartVariants(deferral, atOnce, (deferred) => createVariants(context, { ...deferred, deferral: deferred }));
    let cost: OperationCost | null = null;
    return {
      kind: definition.operation,
      definition,
      cost: () => (cost ??= costOf(definition, fragments)),
      rootFields: countRootFields(definition.selectionSet, fragments),
      rateLimit,
      rules: atOnce.rules,
      policies: policiesOf(atOnce.rules),
      isVisibleTo: atOnce.isVisibleTo,
      compileFor: (grant, around, parts = null) =>
        (parts && inParts ? inParts(parts) : atOnce).compileFor(grant, around),
      grants: atOnce.grants,
    };
  };
  return {
    apiSchema: schema,
    access: createSchemaAccess(schema, directives.dry_run ? new Map() : rules),
    subgraphs: facts.subgraphs,
    prepare,
    validate: planner.validate,
    planningQueue: planner.waiting,
    close: planner.close,
  };
}
