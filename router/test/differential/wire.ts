import { z } from 'zod';

const error = z.object({
  message: z.string(),
  path: z.array(z.union([z.string(), z.number()])).optional(),
  extensions: z.record(z.string(), z.unknown()).optional(),
});

const answer = z.object({
  data: z.record(z.string(), z.unknown()).nullish(),
  errors: z.array(error).optional(),
});

const request = z.object({ query: z.string(), variables: z.record(z.string(), z.unknown()) });

/** A GraphQL response as JSON carries it. */
export function toWire(result: unknown) {
  const { data, errors } = answer.parse(JSON.parse(JSON.stringify(result)));
  return {
    data: data ?? null,
    errors: (errors ?? []).map(({ message, path, extensions }) => ({
      message,
      ...(path && { path }),
      ...(extensions && { extensions }),
    })),
  };
}

/** Reads the body of a request. */
export function parseRequest(body: string) {
  return request.parse(JSON.parse(body));
}
