import { ClientError } from '@conea/platform';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { parseExactly } from '../engine/long-numbers.ts';

/** The members of a request that are JSON inside a URL. */
const jsonParameters = ['variables', 'extensions'];

/** What the URL of a `GET` says; anything that is not JSON where it should be is left for `receive` to refuse. */
export function readParameters({ query }: FastifyRequest): Record<string, unknown> {
  if (typeof query !== 'object' || query === null) return {};
  return Object.fromEntries(Object.entries(query).map(([name, value]) => [name, parseParameter(name, value)]));
}

const documentPath = z.object({ documentId: z.string() });

/** The same, for a document whose id is the end of the path. */
export function readDocumentPath(request: FastifyRequest): Record<string, unknown> {
  return { ...readParameters(request), ...documentPath.parse(request.params) };
}

/** JSON is UTF-8 (RFC 8259). */
export function readBody({ headers, body }: FastifyRequest): unknown {
  const charset = /;\s*charset\s*=\s*"?([^";\s]+)/i.exec(headers['content-type'] ?? '')?.[1];
  if (charset === undefined || charset.toLowerCase() === 'utf-8') return body;
  throw new ClientError('UNSUPPORTED_MEDIA_TYPE', 'Send JSON in UTF-8.', { status: 415 });
}

function parseParameter(name: string, value: unknown): unknown {
  if (!jsonParameters.includes(name) || typeof value !== 'string') return value;
  try {
    return parseExactly(value);
  } catch {
    return value;
  }
}
