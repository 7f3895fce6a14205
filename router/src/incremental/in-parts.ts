import type { Batch } from '../engine/delivery.ts';
import type { ExecutionResult, JsonObject } from '../engine/result.ts';
import type { Charge } from '../stages/charge.ts';
import { toPayload, type DeliveryFormat } from './format.ts';

/** The payloads of an answer in parts. The last one says what all of it cost; whoever leaves earlier pays for what was delivered. */
export async function* inParts(
  batches: AsyncGenerator<Batch, void, undefined>,
  format: DeliveryFormat,
  charge: Charge | null,
): AsyncGenerator<ExecutionResult, void, undefined> {
  let known: JsonObject | null = null;
  let isSettled = false;
  try {
    for await (const batch of batches) {
      const payload = toPayload(batch, format);
      known = batch.known;
      isSettled = !batch.hasNext;
      yield charge && isSettled ? charge.settle(payload, known) : payload;
    }
  } finally {
    if (!isSettled) charge?.settle({}, known);
  }
}
