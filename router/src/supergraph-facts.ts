import type { GraphQLSchema } from 'graphql';
import { readRules } from './authorization/read-rules.ts';
import type { Rules } from './authorization/rules.ts';
import { readCacheTags, type CacheTags } from './cache/cache-tags.ts';
import { readWeights, type Weights } from './cost/weights.ts';
import { createClientSchema } from './planner/client-schema.ts';
import { buildSupergraph } from './planner/operation-planner.ts';
import { readOverrides, type Overrides } from './planner/override-labels.ts';
import { completeOptions, type SupergraphOptions } from './supergraph-options.ts';

/** What the text of a supergraph says, as plain data: one thread can read it for another. */
export type SupergraphFacts = {
  sdl: string;
  subgraphs: readonly { name: string; url: string }[];
  rules: Rules;
  overrides: Overrides;
  tags: CacheTags;
  weights: Weights;
};

export type SupergraphSchemas = {
  /** What clients may ask: without inaccessible elements and federation machinery. */
  apiSchema: GraphQLSchema;
  /** Every type there is, also the inaccessible ones. */
  fullSchema: GraphQLSchema;
};

/** Reads a composed supergraph; throws when this router cannot serve it. */
export function readSupergraph(
  sdl: string,
  options: SupergraphOptions,
): { facts: SupergraphFacts; schemas: SupergraphSchemas } {
  const { directives, hasDefer, hasRateLimitField } = completeOptions(options);
  const supergraph = buildSupergraph(sdl);
  const apiSchema = createClientSchema(supergraph, { hasDefer, hasRateLimitField });
  const fullSchema = supergraph.schema.toGraphQLJSSchema();
  return {
    facts: {
      sdl,
      subgraphs: supergraph.subgraphsMetadata().map(({ name, url }) => ({ name, url })),
      rules: directives.enabled ? readRules(sdl, fullSchema) : new Map(),
      overrides: readOverrides(sdl),
      tags: readCacheTags(sdl),
      weights: readWeights(sdl),
    },
    schemas: { apiSchema, fullSchema },
  };
}
