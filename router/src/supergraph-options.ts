import { authorizationConfig, type DirectivesConfig } from './config/authorization.ts';
import type { OverrideLabelsConfig } from './config/override-labels.ts';
import type { QueryPlanningConfig } from './config/query-planning.ts';

/** What a router makes of a supergraph. */
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
  /** Whether clients may ask for parts of an answer later, with `@defer`. */
  hasDefer?: boolean;
  /** Null: operations are planned in this thread. */
  planning?: QueryPlanningConfig | null;
};

export function completeOptions(options: SupergraphOptions): Required<SupergraphOptions> {
  return {
    directives: authorizationConfig.parse({}).directives,
    overrideLabels: {},
    defaultListSize: 10,
    isCostStrict: true,
    hasRateLimitField: false,
    hasDefer: true,
    planning: null,
    ...options,
  };
}
