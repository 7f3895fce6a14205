import type { Caller } from '@conea/platform';
import { networkOf } from '../budget/policy.ts';

/** Why somebody was refused: what they may not see, credentials that are not good, too much. */
export type RefusalReason = 'unauthorized' | 'invalid_credentials' | 'rate_limited';

/** How often one caller was refused for one reason. Without an organization: nobody that is known; without an address too: all that were too many to tell apart. */
export type Refusal = {
  reason: RefusalReason;
  organizationId: string | null;
  userId: string | null;
  impersonatorId: string | null;
  /** An IPv4 address, or the /64 network of an IPv6 one. */
  network: string | null;
  count: number;
  firstAt: string;
  lastAt: string;
};

export type RefusedCaller = Pick<Caller, 'user' | 'ip'>;

/** Counts refusals by caller; a flood from ever new addresses takes the memory of `max` callers. */
export function createRefusalTally(max: number, clock = () => new Date()) {
  let counted = new Map<string, Refusal>();
  return {
    add: (reason: RefusalReason, { user, ip }: RefusedCaller): void => {
      const at = clock().toISOString();
      const whole = {
        ...{ reason, organizationId: user?.organizationId ?? null, userId: user?.id ?? null },
        ...{ impersonatorId: user?.impersonatorId ?? null, network: ip === null ? null : networkOf(ip) },
      };
      const key = JSON.stringify(Object.values(whole));
      const isRoom = counted.has(key) || counted.size < max;
      const named = isRoom ? whole : { ...nobody, reason };
      const place = isRoom ? key : reason;
      const known = counted.get(place);
      counted.set(place, { ...named, count: (known?.count ?? 0) + 1, firstAt: known?.firstAt ?? at, lastAt: at });
    },
    /** What was counted since it was last taken. */
    take: (): Refusal[] => {
      const taken = [...counted.values()];
      counted = new Map();
      return taken;
    },
  };
}

export type RefusalTally = ReturnType<typeof createRefusalTally>;

const nobody = { organizationId: null, userId: null, impersonatorId: null, network: null };
