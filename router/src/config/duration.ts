import { z } from 'zod';

const units = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;
const shape = /^(?<amount>\d+(?:\.\d+)?)(?<unit>ms|s|m|h|d)$/;

/** A duration such as `250ms`, `30s`, `5m`, `1h` or `7d`, as milliseconds. */
export const duration = z.string().transform((text, context) => {
  const { amount, unit } = shape.exec(text.trim())?.groups ?? {};
  const factor = Object.entries(units).find(([name]) => name === unit)?.[1];
  if (factor !== undefined) return Math.round(Number(amount) * factor);
  context.addIssue({ code: 'custom', message: `expected a duration such as 250ms, 30s or 5m, not ${text}` });
  return z.NEVER;
});
