import { z } from 'zod';

/** How the server misbehaves. The next `times` mails meet the fault (all of them without it). */
export const fault = z.object({
  kind: z.enum([
    // 451 for the recipient: try again later.
    'temporary',
    // 550 for the recipient, whose address the answer repeats, as real servers do.
    'permanent',
    // 421 for the sender: the server takes nothing at the moment.
    'busy',
    // The answer to the mail waits for `delay`.
    'slow',
    // The connection is cut while the mail is being sent.
    'cut',
    // The mail is taken, and the connection cut before the answer.
    'lost_answer',
  ]),
  times: z.number().int().min(1).optional(),
  /** Milliseconds. */
  delay: z.number().int().min(0).max(60_000).default(1_000),
});

export type Fault = z.infer<typeof fault>;

/** The fault that is armed, and how often it has been met. */
export function createFaults() {
  let armed: Fault | null = null;
  let left = 0;
  let met = 0;
  return {
    arm: (next: Fault) => {
      armed = next;
      left = next.times ?? Infinity;
      met = 0;
    },
    clear: () => {
      armed = null;
    },
    met: () => met,
    /** The fault, if one of these kinds is armed; it is used up by being met. */
    take: (...kinds: Fault['kind'][]): Fault | null => {
      if (!armed || left <= 0 || !kinds.includes(armed.kind)) return null;
      left--;
      met++;
      return armed;
    },
  };
}

export type Faults = ReturnType<typeof createFaults>;
