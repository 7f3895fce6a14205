import { createDeferredWork } from './deferred-work.ts';
import { createDelivery, type Batch, type NullsOfParts } from './delivery.ts';
import type { Execution } from './execution.ts';
import type { CompiledOperation } from './operation.ts';

/** Runs an operation with deferred parts: each is told as soon as it is there. Whoever leaves before the end ends its fetches. */
export async function* deliver(
  operation: CompiledOperation,
  given: Execution,
  nulls: NullsOfParts,
): AsyncGenerator<Batch, void, undefined> {
  const over = new AbortController();
  const deferred = createDeferredWork();
  const execution = { ...given, signal: AbortSignal.any([given.signal, over.signal]), deferred };
  try {
    await operation.run(execution);
    if (operation.introspect) Object.assign(execution.data, await operation.introspect(execution.variables));
    const delivery = createDelivery(operation, execution, { work: deferred, nulls });
    let batch = delivery.first();
    while (batch.hasNext) {
      yield batch;
      await deferred.untilAny(delivery.labels());
      batch = delivery.next();
    }
    yield batch;
  } finally {
    over.abort();
  }
}
