import { ClientError } from '@conea/platform';
import type { FastifyReply } from 'fastify';
import type { McpConfig } from '../config/mcp.ts';
import { RetryLater } from '../stages/retry-later.ts';
import { Unauthenticated } from '../stages/unauthenticated.ts';
import { toRequestError } from '../transport/request-error.ts';

const loopback = new Set(['localhost', '127.0.0.1', '[::1]']);
const serverError = -32_000;

/**
 * Whether a browser's page may speak to the tools. A name that an attacker lets point here makes the page and the router the same origin, so
 * being the same is not enough (DNS rebinding).
 */
export function createOriginTest({ resource }: McpConfig, origins: readonly string[]) {
  const own = resource === undefined ? null : new URL(resource).origin;
  return (origin: string | undefined, host: string | undefined): boolean => {
    if (origin === undefined || origins.includes(origin) || origin === own) return true;
    const url = URL.parse(origin);
    return url !== null && url.host === host && loopback.has(url.hostname);
  };
}

/** Where the metadata of a protected resource is (RFC 9728, 3.1): in front of its path. */
export function metadataUrlOf(resource: string): string {
  const { origin, pathname } = new URL(resource);
  return `${origin}${metadataPath}${pathname === '/' ? '' : pathname}`;
}
export const metadataPath = '/.well-known/oauth-protected-resource';

/** Refuses a request before any tool sees it, in the form of JSON-RPC; 401 says where tokens are (RFC 6750, RFC 9728). */
export function createRefuse({ resource }: McpConfig) {
  const metadata = resource === undefined ? '' : `, resource_metadata="${metadataUrlOf(resource)}"`;
  return (reply: FastifyReply, thrown: unknown): FastifyReply => {
    const error = toRequestError(thrown);
    const isShown = error instanceof ClientError;
    const status = isShown ? error.extensions['status'] : 500;
    if (error instanceof Unauthenticated) reply.header('www-authenticate', `${error.challenge}${metadata}`);
    if (error instanceof RetryLater) reply.headers(error.headers);
    const message = isShown ? error.message : 'Internal server error';
    return reply
      .code(typeof status === 'number' ? status : 400)
      .type('application/json')
      .send(JSON.stringify({ jsonrpc: '2.0', error: { code: serverError, message }, id: null }));
  };
}
