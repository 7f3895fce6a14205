import { z } from 'zod';

/**
 * Which labels of progressive overrides (`@override(from:, label:)`) are on, by label; the others are off. A label such as `percent(5)`
 * that is not named here is on for that share of the requests.
 */
export const overrideLabelsConfig = z.record(z.string(), z.boolean()).prefault({});

export type OverrideLabelsConfig = z.infer<typeof overrideLabelsConfig>;
