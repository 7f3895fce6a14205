import federation from '@apollo/federation-internals';
import queryPlanner from '@apollo/query-planner';
import { parse } from 'graphql';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

/** A planning library. */
export type Contestant = { name: string; open(supergraph: string): Promise<Plan> };

/** Plans an operation; the answer is the plan as JSON. */
export type Plan = (query: string, operationName: string | undefined) => Promise<unknown>;

const { operationFromDocument, ROUTER_SUPPORTED_SUPERGRAPH_FEATURES, Supergraph } = federation;

const apollo: Contestant = {
  name: '@apollo/query-planner',
  open: async (sdl) => {
    const supergraph = Supergraph.build(sdl, { supportedFeatures: ROUTER_SUPPORTED_SUPERGRAPH_FEATURES });
    const planner = new queryPlanner.QueryPlanner(supergraph, { incrementalDelivery: { enableDefer: true } });
    const schema = supergraph.apiSchema();
    return async (query, operationName) => {
      const named = operationName === undefined ? {} : { operationName };
      return planner.buildQueryPlan(operationFromDocument(schema, parse(query, { noLocation: true }), named));
    };
  },
};

type HivePlanner = {
  planAsync(query: string, name: string | undefined, labels: ReadonlySet<string>, share: number): Promise<unknown>;
};

const hivePath = new URL('../../peers/node_modules/@graphql-hive/router-query-planner/dist/index.js', import.meta.url);
const hiveModule = z.object({
  QueryPlanner: z.custom<new (supergraph: string) => HivePlanner>((value) => typeof value === 'function'),
});

const hive: Contestant = {
  name: '@graphql-hive/router-query-planner',
  open: async (sdl) => {
    const { QueryPlanner } = hiveModule.parse(await import(hivePath.href));
    const planner = new QueryPlanner(sdl);
    return (query, operationName) => planner.planAsync(query, operationName, new Set(), 0);
  },
};

/** Ours, and Hive's once `npm ci --prefix bench/peers` was run. */
export const contestants: readonly Contestant[] = existsSync(fileURLToPath(hivePath)) ? [apollo, hive] : [apollo];
