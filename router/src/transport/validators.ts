import type { FastifyRequest } from 'fastify';
import { hash } from 'node:crypto';

/** The validator of a body (RFC 9110, section 8.8.3): weak, since it may be sent compressed. */
export const etagOf = (body: string) => `W/"${hash('sha256', body, 'base64url').slice(0, 27)}"`;

/** Whether the client has this answer already (section 13.1.2). */
export function isKnown({ headers }: FastifyRequest, etag: string): boolean {
  const known = headers['if-none-match'];
  if (known === undefined) return false;
  return known.trim() === '*' || known.split(',').some((tag) => weak(tag.trim()) === etag);
}

const weak = (tag: string) => (tag.startsWith('W/') ? tag : `W/${tag}`);
