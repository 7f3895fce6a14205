import type { Refusal } from '../authorization/policy-watch.ts';
import type { Engine } from '../engine/engine.ts';
import type { CompiledOperation } from '../engine/operation.ts';
import type { ExecutionResult, JsonObject } from '../engine/result.ts';
import type { HeadersFor } from '../headers/header-rules.ts';
import type { CompiledSubscription } from './compiled-subscription.ts';

/** A subscription as one graph runs it. */
export type PlannedSubscription = {
  operation: CompiledOperation;
  subscription: CompiledSubscription;
  variables: JsonObject;
  headersFor: HeadersFor;
  engine: Engine;
  /** Charges an event for the answer to it; throws RATE_LIMITED. */
  charge(result: ExecutionResult): Promise<ExecutionResult>;
  refusal: Refusal;
};
