import { Kind, type DocumentNode, type GraphQLSchema, type OperationDefinitionNode } from 'graphql';
import { LRUCache } from 'lru-cache';
import { createOperationFilter, type OperationFilter } from './authorization/filter.ts';
import { isGranted, readRules } from './authorization/rules.ts';
import {
  compileRateLimit,
  rateLimitCoordinate,
  withRateLimitField,
  type RateLimitField,
} from './budget/rate-limit-field.ts';
import type { OverrideLabelsConfig } from './config/override-labels.ts';
import { createCostModel, type OperationCost } from './cost/cost.ts';
import { countRootFields } from './cost/root-fields.ts';
import { compileOperation, type CompiledOperation } from './engine/operation.ts';
import { createSourceName, withSourceNames } from './engine/source-names.ts';
import type { JsonObject } from './engine/result.ts';
import { createTypeTest } from './engine/types.ts';
import { resolveConditions } from './planner/conditions.ts';
import { createOverrideLabels } from './planner/override-labels.ts';
import { createPlanner } from './planner/planner.ts';

/** The scopes of a caller; null for one that is not signed in. */
export type GrantedScopes = ReadonlySet<string> | null;

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
  /** Plans at the first call with such scopes. Null when the caller may see nothing of it. */
  compileFor(scopes: GrantedScopes): { compiled: CompiledOperation | null; errors: CompiledOperation['errors'] };
};

/** Everything that follows from one supergraph file. It never changes: a new file makes a new one. */
export type Supergraph = {
  apiSchema: GraphQLSchema;
  subgraphs: readonly { name: string; url: string }[];
  prepare(document: DocumentNode, operation: OperationDefinitionNode): PreparedOperation;
};

export type SupergraphOptions = {
  overrideLabels?: OverrideLabelsConfig;
  /** The length of a list that says nothing of it, for the cost of operations. */
  defaultListSize?: number;
  /** Whether an operation must have exactly one slicing argument where a list requires it. */
  isCostStrict?: boolean;
  /** Whether the router adds `Query.rateLimit`. */
  hasRateLimitField?: boolean;
};

// Distinct outcomes of one operation's rules: roles, not users; and of the labels of overrides.
const maxVariants = 64;

/** Loads a composed supergraph; throws when this router cannot serve it. */
export function createSupergraph(
  sdl: string,
  { overrideLabels = {}, defaultListSize = 10, isCostStrict = true, hasRateLimitField = false }: SupergraphOptions = {},
): Supergraph {
  const planner = hasRateLimitField ? withRateLimitField(createPlanner(sdl)) : createPlanner(sdl);
  const overrides = createOverrideLabels(sdl, overrideLabels);
  const rules = readRules(sdl);
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
    const variants = new LRUCache<string, ReturnType<PreparedOperation['compileFor']>>({ max: maxVariants });
    const filter: OperationFilter = createOperationFilter(schema, rules, definition, fragmentsOf(document));
    const labels = overrides.labelsOf(document);
    let cost: OperationCost | null = null;
    const compile = (scopes: GrantedScopes, on: readonly string[]): ReturnType<PreparedOperation['compileFor']> => {
      const isUnrestricted = filter.rules.every((rule) => isGranted(rule, scopes));
      const filtered = isUnrestricted
        ? { document, errors: [], isEmpty: false }
        : filter.filter((rule) => isGranted(rule, scopes));
      const { errors } = filtered;
      if (filtered.isEmpty) return { compiled: null, errors };
      const planned = withSourceNames(filtered.document, sourceOf);
      const plan = planner.plan(planned, operationName, on);
      const planFor = (variables: JsonObject) => planner.plan(resolveConditions(planned, variables), operationName, on);
      const source = { schema, isOfType, document, operationName, plan, planFor, sourceOf, errors };
      return { compiled: compileOperation(source), errors };
    };
    return {
      kind: definition.operation,
      definition,
      cost: () => (cost ??= costOf(definition, fragmentsOf(document))),
      rootFields: countRootFields(definition.selectionSet, fragmentsOf(document)),
      rateLimit: compileRateLimit(schema, definition, fragmentsOf(document)),
      compileFor: (scopes) => {
        const on = labels.filter(overrides.isOn);
        const granted = filter.rules.map((rule) => (isGranted(rule, scopes) ? '1' : '0')).join('');
        const outcome = `${granted} ${on.join(' ')}`;
        const known = variants.get(outcome);
        if (known) return known;
        const variant = compile(scopes, on);
        variants.set(outcome, variant);
        return variant;
      },
    };
  };
  return { apiSchema: schema, subgraphs: planner.subgraphs, prepare };
}

function fragmentsOf({ definitions }: DocumentNode) {
  const fragments = definitions.filter((node) => node.kind === Kind.FRAGMENT_DEFINITION);
  return new Map(fragments.map((fragment) => [fragment.name.value, fragment]));
}
