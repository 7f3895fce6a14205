import type { Caller } from '@conea/platform';
import type { GraphQLSchema } from 'graphql';
import { createHash } from 'node:crypto';
import type { SubscriptionConfig } from '../config/subscription.ts';
import type { CompiledOperation } from '../engine/operation.ts';
import { planFetches } from '../engine/plan-fetches.ts';
import type { JsonObject } from '../engine/result.ts';
import type { HeadersFor } from '../headers/header-rules.ts';
import type { SubgraphTarget } from '../subgraphs.ts';
import { callerClass } from '../traffic/caller-class.ts';
import { compileSource, type Source } from './source.ts';

/** What is known of a subscription before anybody subscribes. */
export type CompiledSubscription = {
  target: SubgraphTarget;
  source: Source;
  isLive: boolean;
  /** The same when the same subgraph is asked for the same, whoever asks. */
  sourceKey(variables: JsonObject): string;
  /** The same for callers who get the same events from the subgraph; null: it is not shared. */
  feedKey(variables: JsonObject, caller: Caller, headersFor: HeadersFor): string | null;
  /** The same for callers to whom the other subgraphs add the same. */
  completionKey(variables: JsonObject, caller: Caller, headersFor: HeadersFor): string;
};

export type SubscriptionCompilerOptions = {
  schema: GraphQLSchema;
  targets: readonly SubgraphTarget[];
  config: SubscriptionConfig['deduplication'];
};

/** Operations of two graphs are two operations, also when they read the same. */
let operations = 0;

/** Compiles the subscriptions of one graph, once per operation; null when the operation has no source. */
export function createSubscriptionCompiler({ schema, targets, config }: SubscriptionCompilerOptions) {
  const compiled = new WeakMap<CompiledOperation, CompiledSubscription>();
  return (operation: CompiledOperation): CompiledSubscription | null => {
    const { source: node } = operation;
    const target = targets.find(({ name }) => name === node?.serviceName);
    if (node === null || !target) return null;
    const known = compiled.get(operation);
    if (known) return known;
    const fresh = compile({ schema, config, operation, node, target, id: ++operations });
    compiled.set(operation, fresh);
    return fresh;
  };
}

type SubscriptionToCompile = Omit<SubscriptionCompilerOptions, 'targets'> & {
  operation: CompiledOperation;
  node: NonNullable<CompiledOperation['source']>;
  target: SubgraphTarget;
  id: number;
};

function compile({ schema, config, operation, node, target, id }: SubscriptionToCompile): CompiledSubscription {
  const { enabled, fields } = config;
  const { plan } = operation;
  const source = compileSource(schema, node);
  const { depends_on: events = 'caller', entities_depend_on: entities = 'caller' } = fields[source.fieldName] ?? {};
  const rest = plan.node?.kind === 'Subscription' ? plan.node.rest : undefined;
  const asked = [target.name, ...new Set(planFetches(rest).map(({ serviceName }) => serviceName))];
  const name = source.afterName;
  // A cursor that nothing but the source reads does not keep clients apart.
  const isAfterRead = name === null || JSON.stringify(rest ?? null).includes(`$${name}`);
  const without = ({ [name ?? '']: _, ...others }: JsonObject) => others;
  const sourceKey = (variables: JsonObject) =>
    hash(target.name, target.url, source.query, source.variables(variables, null));
  return {
    ...{ target, source, sourceKey },
    isLive: fields[source.fieldName]?.is_live ?? false,
    feedKey: (variables, caller, headersFor) =>
      enabled ? hash(sourceKey(variables), callerClass(caller, events), headersFor(target.name).key) : null,
    completionKey: (variables, caller, headersFor) => {
      const classes = [callerClass(caller, events), rest ? callerClass(caller, entities) : ''];
      const headers = asked.map((name) => headersFor(name).key);
      return hash(id, isAfterRead ? variables : without(variables), ...classes, ...headers);
    },
  };
}

const hash = (...parts: readonly unknown[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('base64');
