import type { Caller } from '@conea/platform';
import type { FastifyRequest } from 'fastify';
import { invalidCredentials, type Credentials, type Identify } from '../stages/identify.ts';

/** Who sent a request, and by what that is known. */
export type IdentifiedRequest = { caller: Caller; credentials: Credentials };

/** The caller of a request; identity headers that a client sends mean nothing. */
export async function identifyRequest(
  request: FastifyRequest,
  identify: Identify,
  apiKeyHeader: string,
): Promise<IdentifiedRequest> {
  const credentials = {
    authorization: onlyHeader(request, 'authorization'),
    apiKey: onlyHeader(request, apiKeyHeader),
  };
  const userAgent = request.headers['user-agent']?.slice(0, 512) ?? null;
  const user = await identify(credentials, request.ip);
  return { caller: { requestId: request.id, ip: request.ip, userAgent, user }, credentials };
}

function onlyHeader({ raw, headers }: FastifyRequest, wanted: string): string | undefined {
  const value = headers[wanted];
  if (value === undefined) return value;
  const isRepeated = raw.rawHeaders.filter((name) => name.toLowerCase() === wanted).length > 1;
  if (isRepeated || Array.isArray(value)) throw invalidCredentials();
  return value;
}
