import { z } from 'zod';

/** A request of anybody to a path that the router leaves to this subgraph. */
export const httpQuestion = z.strictObject({
  method: z.enum(['GET', 'POST']),
  path: z.string().max(200),
  /** Without the question mark. */
  query: z.string().max(16_384),
  authorization: z.string().max(16_384).nullable(),
  contentType: z.string().max(200).nullable(),
  body: z.string().max(65_536),
});

export type HttpQuestion = z.infer<typeof httpQuestion>;

/** What whoever asked is answered. */
export type HttpAnswer = { status: number; headers: Record<string, string>; body: string };

const unkept = { 'cache-control': 'no-store', pragma: 'no-cache' };

/** An answer in JSON that nobody keeps. */
export function jsonAnswer(status: number, value: object, headers: Record<string, string> = {}): HttpAnswer {
  return {
    status,
    headers: { ...unkept, 'content-type': 'application/json', ...headers },
    body: JSON.stringify(value),
  };
}

/** An answer without a body that nobody keeps. */
export function emptyAnswer(status: number, headers: Record<string, string> = {}): HttpAnswer {
  return { status, headers: { ...unkept, ...headers }, body: '' };
}
