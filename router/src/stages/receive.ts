import { ClientError } from '@conea/platform';
import { z } from 'zod';
import { isObject, type JsonObject } from '../engine/result.ts';

/** A GraphQL request as the client sent it, whatever the transport. */
export type GraphQLRequest = { query: string; operationName: string | undefined; variables: JsonObject };

const nullable = <Schema extends z.ZodType>(schema: Schema) =>
  schema.nullish().transform((value) => value ?? undefined);
const request = z.object({
  query: z.string(),
  operationName: nullable(z.string()),
  variables: nullable(z.record(z.string(), z.unknown())),
  extensions: nullable(z.record(z.string(), z.unknown())),
});

/** Reads a request out of parsed JSON; throws BAD_REQUEST for anything that is not one, and for batches. */
export function receive(body: unknown): GraphQLRequest {
  if (Array.isArray(body)) throw badRequest('BATCHING_NOT_SUPPORTED', 'Send one operation per request.');
  const parsed = request.safeParse(body);
  if (parsed.success) return { ...parsed.data, variables: parsed.data.variables ?? {} };
  const isWithoutQuery = isObject(body) && body['query'] === undefined;
  throw badRequest('BAD_REQUEST', isWithoutQuery ? 'The request has no `query`.' : z.prettifyError(parsed.error));
}

/** An error of the request itself: HTTP 400 whatever the media type. */
export function badRequest(code: string, message: string): ClientError {
  return new ClientError(code, message, { status: 400 });
}
