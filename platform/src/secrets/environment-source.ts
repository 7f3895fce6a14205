import type { SecretSource } from './source.ts';

/** The variables of the process: they stay as they are until it starts again. */
export function createEnvironmentSource(environment: Readonly<Record<string, string | undefined>>): SecretSource {
  const entries = () =>
    Object.entries(environment).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return { name: 'environment', read: async () => ({ values: new Map(entries()), renewWithin: null }) };
}
