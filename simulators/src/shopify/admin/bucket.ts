/** Points per second that an app may spend in a shop, by the shop's plan (shopify.dev, "API limits"). */
export const plans = { standard: 100, advanced: 200, plus: 1_000, enterprise: 2_000 } as const;

export type Plan = keyof typeof plans;

export type ThrottleStatus = { maximumAvailable: number; currentlyAvailable: number; restoreRate: number };

/** Seconds of its rate that a bucket holds. */
const burstSeconds = 20;

/** A leaky bucket: what was taken flows back at `rate` points per second. */
export function createBucket(rate: number, now: () => number = Date.now) {
  const size = rate * burstSeconds;
  let available = size;
  let at = now();
  const restore = () => {
    const time = now();
    available = Math.min(size, available + ((time - at) / 1000) * rate);
    at = time;
  };
  return {
    /** Takes the points, or answers false and takes nothing. */
    take: (points: number) => {
      restore();
      if (points > available) return false;
      available -= points;
      return true;
    },
    refund: (points: number) => {
      available = Math.min(size, available + points);
    },
    status: (): ThrottleStatus => {
      restore();
      return { maximumAvailable: size, currentlyAvailable: Math.floor(available), restoreRate: rate };
    },
  };
}

export type Bucket = ReturnType<typeof createBucket>;
