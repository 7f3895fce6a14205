import {
  Kind,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import type { Enforce, Told } from './authorization/enforcement.ts';
import { createOperationFilter } from './authorization/filter.ts';
import { isGranted, type Grant, type Rule, type Rules } from './authorization/rules.ts';
import type { Labelling } from './cache/labels.ts';
import { compileOperation, type CompiledOperation } from './engine/operation.ts';
import type { JsonObject } from './engine/result.ts';
import { withSourceNames, type SourceName } from './engine/source-names.ts';
import type { TypeTest } from './engine/types.ts';
import type { DeferredOperation } from './incremental/deferral.ts';
import { resolveConditions } from './planner/conditions.ts';
import type { OverrideLabels } from './planner/override-labels.ts';
import type { Planner, QueryPlan } from './planner/planner.ts';

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

/** An operation compiled once for each outcome of the rules it meets. */
export type Variants = {
  /** Everything that it asks of callers. */
  rules: readonly Rule[];
  /** Whether callers with such a grant may see something of it. */
  isVisibleTo(grant: Grant): boolean;
  /** Plans at the first call with such a grant; those that ask meanwhile wait for the same plan. */
  compileFor(grant: Grant, around?: AroundPlanning): Variant | Promise<Variant>;
  /** One for each outcome that it was compiled for. */
  grants(): Grant[];
};

/** What operations of one supergraph are compiled with. */
export type VariantsContext = {
  schema: GraphQLSchema;
  planner: Planner;
  rules: Rules;
  enforce: Enforce;
  overrides: OverrideLabels;
  isOfType: TypeTest;
  labelling: Labelling;
  sourceOf: SourceName;
};

export type VariantsSource = {
  document: DocumentNode;
  definition: OperationDefinitionNode;
  /** Of an operation whose answer comes in parts. */
  deferral: Pick<DeferredOperation, 'labels' | 'variables'> | null;
};

// Distinct outcomes of one operation's rules: roles, not users; and of the labels of overrides.
const maxVariants = 64;

export function createVariants(context: VariantsContext, { document, definition, deferral }: VariantsSource): Variants {
  const { schema, planner, rules, enforce, overrides, isOfType, labelling, sourceOf } = context;
  const operationName = definition.name?.value;
  const variants = new LRUCache<string, Variant | Promise<Variant>>({ max: maxVariants });
  const grants = new LRUCache<string, Grant>({ max: maxVariants });
  const filter = createOperationFilter(schema, rules, definition, fragmentsOf(document));
  const labels = overrides.labelsOf(document);

  const compile = async (grant: Grant, on: readonly string[], around: AroundPlanning): Promise<Variant> => {
    const filtered = enforce(document, filter, grant);
    const { shaped, errors, denied, told, coordinates } = filtered;
    if (filtered.isEmpty) return { compiled: null, told, denied: coordinates };
    const named = withSourceNames(filtered.planned, sourceOf);
    const planned = deferral ? resolveConditions(named, deferral.variables) : named;
    const plan = await around(() => planner.plan(planned, operationName, on));
    const planFor = (variables: JsonObject) => planner.plan(resolveConditions(planned, variables), operationName, on);
    const asked = { document: shaped, operationName, errors, told, deferral };
    const { introspect } = planner;
    const source = { schema, isOfType, labelling, plan, planFor, introspect, ...asked };
    // A plan may fetch for itself what the client is not to see.
    const visible = (field: FieldNode) => (denied.has(field) ? null : sourceOf(field));
    return { compiled: compileOperation({ ...source, sourceOf: visible }), told, denied: coordinates };
  };
  return {
    rules: filter.rules,
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
}

/** The fragments of a document by name. */
export function fragmentsOf({ definitions }: DocumentNode): ReadonlyMap<string, FragmentDefinitionNode> {
  const fragments = definitions.filter((node) => node.kind === Kind.FRAGMENT_DEFINITION);
  return new Map(fragments.map((fragment) => [fragment.name.value, fragment]));
}
