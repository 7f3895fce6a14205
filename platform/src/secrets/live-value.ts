import type { z } from 'zod';
import type { Logger } from '../log.ts';
import { SecretsError } from './source.ts';

export type LiveValueOptions<Value> = {
  name: string;
  form: z.ZodType<Value>;
  find(name: string): string | undefined;
  log: Logger;
};

/** Parses a secret when it changes. Throws a SecretsError when the first value is not there or has not the form. */
export function createLiveValue<Value>({ name, form, find, log }: LiveValueOptions<Value>): () => Value {
  const parse = (text: string | undefined) => form.safeParse(text);
  let text = find(name);
  const first = parse(text);
  if (!first.success) throw new SecretsError(`the secret ${name} is not there, or not in its form`);
  let value = first.data;
  return () => {
    const now = find(name);
    if (now === text) return value;
    text = now;
    const parsed = parse(now);
    if (parsed.success) value = parsed.data;
    else log.error({ variable: name }, 'new value of a secret cannot be used, the last good one stays');
    return value;
  };
}
