import { z } from 'zod';

/** How a model misbehaves. The first `times` requests meet the fault (all of them without it). */
export const fault = z.object({
  kind: z.enum([
    'rate_limit',
    'quota',
    'server_error',
    'bad_gateway_html',
    'overloaded',
    'unauthorized',
    'cut',
    'reset',
    'stream_error',
    'bad_json',
    'hang',
    'no_usage',
    'zero_usage',
  ]),
  times: z.number().int().min(1).optional(),
  /** Seconds in `Retry-After`. */
  retryAfter: z.number().min(0).optional(),
  /** Pieces of a stream that come before the fault. */
  after: z.number().int().min(0).default(2),
});

export type Fault = z.infer<typeof fault>;

/** The faults of each model, and how often each was asked. A model named `fault-<kind>` always has that fault. */
export function createFaults() {
  const armed = new Map<string, { fault: Fault; left: number }>();
  const attempts = new Map<string, number>();
  return {
    arm: (model: string, next: Fault) => void armed.set(model, { fault: next, left: next.times ?? Infinity }),
    clear: () => {
      armed.clear();
      attempts.clear();
    },
    attempts: () => Object.fromEntries(attempts),
    /** The fault that a request to the model meets; null for none. */
    take: (model: string): Fault | null => {
      attempts.set(model, (attempts.get(model) ?? 0) + 1);
      const named = fault.safeParse({ kind: model.replace(/^fault-/, '').replaceAll('-', '_') });
      if (model.startsWith('fault-') && named.success) return named.data;
      const entry = armed.get(model);
      if (!entry || entry.left <= 0) return null;
      entry.left--;
      return entry.fault;
    },
  };
}

export type Faults = ReturnType<typeof createFaults>;
