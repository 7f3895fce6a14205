import type { Caller } from '@conea/platform';
import type { GraphQLSchema } from 'graphql';
import { createHash } from 'node:crypto';
import type { SubscriptionConfig } from '../config/subscription.ts';
import type { CompiledOperation } from '../engine/operation.ts';
import type { JsonObject } from '../engine/result.ts';
import { callerClass } from '../traffic/caller-class.ts';
import { compileSource, type Source } from './source.ts';

/** What is known of a subscription before anybody subscribes. */
export type CompiledSubscription = {
  subgraph: string;
  source: Source;
  isLive: boolean;
  /** The same for callers who get the same events from the subgraph; null: it is not shared. */
  feedKey(variables: JsonObject, caller: Caller): string | null;
  /** The same for callers to whom the other subgraphs add the same. */
  completionKey(variables: JsonObject, caller: Caller): string;
};

/** Compiles a subscription once per operation; null when the operation has no source. */
export function createSubscriptionCompiler(schema: GraphQLSchema, config: SubscriptionConfig['deduplication']) {
  const compiled = new WeakMap<CompiledOperation, CompiledSubscription>();
  let operations = 0;
  return (operation: CompiledOperation): CompiledSubscription | null => {
    if (operation.source === null) return null;
    const known = compiled.get(operation);
    if (known) return known;
    const fresh = compile(schema, config, operation, operation.source, ++operations);
    compiled.set(operation, fresh);
    return fresh;
  };
}

function compile(
  schema: GraphQLSchema,
  { enabled, fields }: SubscriptionConfig['deduplication'],
  { plan }: CompiledOperation,
  node: NonNullable<CompiledOperation['source']>,
  id: number,
): CompiledSubscription {
  const source = compileSource(schema, node);
  const { depends_on: events = 'caller', entities_depend_on: entities = 'caller' } = fields[source.fieldName] ?? {};
  const rest = plan.node?.kind === 'Subscription' ? plan.node.rest : undefined;
  const name = source.afterName;
  // A cursor that nothing but the source reads does not keep clients apart.
  const isAfterRead = name === null || JSON.stringify(rest ?? null).includes(`$${name}`);
  const without = ({ [name ?? '']: _, ...others }: JsonObject) => others;
  return {
    subgraph: node.serviceName,
    source,
    isLive: fields[source.fieldName]?.is_live ?? false,
    feedKey: (variables, caller) =>
      enabled
        ? hash(node.serviceName, source.query, source.variables(variables, null), callerClass(caller, events))
        : null,
    completionKey: (variables, caller) => {
      const classes = [callerClass(caller, events), rest ? callerClass(caller, entities) : ''];
      return hash(id, isAfterRead ? variables : without(variables), ...classes);
    },
  };
}

const hash = (...parts: readonly unknown[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('base64');
