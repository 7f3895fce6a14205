import type { Authorize } from '../stages/authorize.ts';
import type { ChargeStage } from '../stages/charge.ts';
import { isForgery, type Identify } from '../stages/identify.ts';
import { RetryLater } from '../stages/retry-later.ts';
import type { RefusalTally, RefusedCaller } from './refusal-tally.ts';

/** Stages whose refusals are counted. */
export type RefusalWatch = {
  identify(identify: Identify): Identify;
  authorize(authorize: Authorize): Authorize;
  charge(charge: ChargeStage): ChargeStage;
};

export function createRefusalWatch({ add }: Pick<RefusalTally, 'add'>): RefusalWatch {
  const limited = (caller: RefusedCaller) => (error: unknown) => {
    if (error instanceof RetryLater) add('rate_limited', caller);
    throw error;
  };
  return {
    identify:
      (identify) =>
      async (credentials, ip = null) => {
        try {
          return await identify(credentials, ip);
        } catch (error) {
          if (isForgery(error)) add('invalid_credentials', { user: null, ip });
          throw error;
        }
      },
    authorize: (authorize) => async (prepared, caller, parts) => {
      const authorized = await authorize(prepared, caller, parts);
      // Who is not signed in does not try to see what others may: the answer says to sign in.
      if (authorized.denied.length > 0 && caller.user !== null) add('unauthorized', caller);
      return authorized;
    },
    charge: (charge) => async (operation, caller) => {
      const charged = await charge(operation, caller).catch(limited(caller));
      return { ...charged, chargeEvent: (result) => charged.chargeEvent(result).catch(limited(caller)) };
    },
  };
}

/** Counts nothing. */
export const unwatched: RefusalWatch = {
  identify: (identify) => identify,
  authorize: (authorize) => authorize,
  charge: (charge) => charge,
};
