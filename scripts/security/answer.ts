import { z } from 'zod';
import type { Answer } from './target.ts';

const shape = z.looseObject({
  data: z.record(z.string(), z.unknown()).nullish(),
  errors: z.array(z.looseObject({ message: z.string() })).nullish(),
  extensions: z.record(z.string(), z.unknown()).nullish(),
});

/** What a GraphQL answer has of data, errors and extensions; nothing of what is none. */
export function readAnswer({ json }: Answer) {
  const parsed = shape.safeParse(json);
  return parsed.success ? parsed.data : {};
}

/** Whether anything was executed. */
export function hasData(answer: Answer): boolean {
  const { data } = readAnswer(answer);
  return !!data && Object.values(data).some((value) => value !== null);
}
