import type { Caller } from '@conea/platform';
import type { ChargeStage } from '../../stages/charge.ts';

/** Does what costs the same whatever is asked: charged before, and given back when it fails. */
export type FlatCharge = <Result>(caller: Caller, work: () => Promise<Result>) => Promise<Result>;

/** `charge` null: nothing is charged. */
export function createFlatCharge(charge: ChargeStage | null, price: number): FlatCharge {
  const cost = { estimate: () => price, actual: () => price };
  return async (caller, work) => {
    const charged = await charge?.({ cost, rootFields: new Map(), variables: {}, isDryRun: false }, caller);
    try {
      const result = await work();
      charged?.settle({});
      return result;
    } catch (error) {
      charged?.release();
      throw error;
    }
  };
}
