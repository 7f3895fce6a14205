import { z } from 'zod';

const units = {
  B: 1,
  KiB: 1_024,
  MiB: 1_048_576,
  GiB: 1_073_741_824,
  kB: 1_000,
  MB: 1_000_000,
  GB: 1_000_000_000,
} as const;
const shape = /^(?<amount>\d+(?:\.\d+)?) ?(?<unit>[KMGk]i?B|B)$/;

/** A size such as `1MiB` or `512KiB`, as bytes. */
export const byteSize = z.string().transform((text, context) => {
  const { amount, unit } = shape.exec(text.trim())?.groups ?? {};
  const factor = Object.entries(units).find(([name]) => name === unit)?.[1];
  if (factor !== undefined) return Math.round(Number(amount) * factor);
  context.addIssue({ code: 'custom', message: `expected a size such as 512KiB or 1MiB, not ${text}` });
  return z.NEVER;
});
