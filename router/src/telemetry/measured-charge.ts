import { isObject, type ExecutionResult } from '../engine/result.ts';
import type { ChargeStage } from '../stages/charge.ts';
import { failureCodeOf } from './failure-code.ts';
import type { Telemetry } from './telemetry.ts';

/** A charge that tells what operations were estimated at and cost, and which were refused for it. */
export function createMeasuredCharge(charge: ChargeStage, { metrics, onCost }: Telemetry): ChargeStage {
  const refused = (error: unknown): never => {
    metrics.chargeRefused({ code: failureCodeOf(error) });
    throw error;
  };
  const tell = (result: ExecutionResult): ExecutionResult => {
    const cost = result.extensions?.['cost'];
    const { requestedQueryCost: estimated, actualQueryCost: actual } = isObject(cost) ? cost : {};
    if (typeof estimated === 'number' && typeof actual === 'number') onCost(estimated, actual);
    return result;
  };
  return async (operation, caller) => {
    const charged = await charge(operation, caller).catch(refused);
    return {
      ...charged,
      settle: (...answered) => tell(charged.settle(...answered)),
      chargeEvent: (result) => charged.chargeEvent(result).then(tell, refused),
    };
  };
}
