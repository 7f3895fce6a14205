import { ClientError } from '@conea/platform';
import type { IncomingHttpHeaders } from 'node:http';
import { z } from 'zod';
import { isObject, type JsonObject } from '../engine/result.ts';
import { nothingPicked, type PickedHeaders } from '../headers/picked-headers.ts';

/** A GraphQL request as the client sent it, whatever the transport. */
export type GraphQLRequest = {
  query: string | undefined;
  /** What stands for the query, or is registered with it: a SHA-256, or an id of the client's own. */
  documentId: string | undefined;
  operationName: string | undefined;
  variables: JsonObject;
  /** What the client calls itself. */
  clientName: string | undefined;
  /** Headers that subgraphs may get. */
  headers: PickedHeaders;
};

const nullable = <Schema extends z.ZodType>(schema: Schema) =>
  schema.nullish().transform((value) => value ?? undefined);
const maxIdLength = 256;
const persistedQuery = z.object({ version: z.literal(1), sha256Hash: z.string().max(maxIdLength) });
const request = z.object({
  query: nullable(z.string()),
  documentId: nullable(z.string().min(1).max(maxIdLength)),
  operationName: nullable(z.string()),
  variables: nullable(z.custom<JsonObject>(isObject, 'Invalid input: expected an object')),
  extensions: nullable(z.looseObject({ persistedQuery: nullable(persistedQuery) })),
});

/** Reads a request out of parsed JSON; throws BAD_REQUEST for anything that is not one, and for batches. */
export function receive(body: unknown, clientName?: string, headers: PickedHeaders = nothingPicked): GraphQLRequest {
  if (Array.isArray(body)) throw badRequest('BATCHING_NOT_SUPPORTED', 'Send one operation per request.');
  const parsed = request.safeParse(body);
  if (!parsed.success) throw badRequest('BAD_REQUEST', z.prettifyError(parsed.error));
  const { query, operationName, variables = {}, extensions } = parsed.data;
  const documentId = parsed.data.documentId ?? extensions?.persistedQuery?.sha256Hash;
  if (query === undefined && documentId === undefined) throw badRequest('BAD_REQUEST', 'The request has no `query`.');
  return { query, documentId, operationName, variables, clientName, headers };
}

/** An error of the request itself: HTTP 400 whatever the media type. */
export function badRequest(code: string, message: string): ClientError {
  return new ClientError(code, message, { status: 400 });
}

/** The name by which Apollo's clients, and others, say what they are; more than 256 characters are none. */
export const clientNameOf = (headers: IncomingHttpHeaders) => clientHeader(headers, 'name');

/** The version of that client. */
export const clientVersionOf = (headers: IncomingHttpHeaders) => clientHeader(headers, 'version');

function clientHeader(headers: IncomingHttpHeaders, what: 'name' | 'version'): string | undefined {
  const value = headers[`apollographql-client-${what}`] ?? headers[`graphql-client-${what}`];
  return typeof value === 'string' && value.length <= 256 ? value : undefined;
}
