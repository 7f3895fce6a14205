import proxyAddress from '@fastify/proxy-addr';
import type { IncomingMessage } from 'node:http';

/** Where a client is, seen through the proxies that are trusted, as Fastify does for requests. */
export type ClientAddress = (request: IncomingMessage) => string | null;

export function createClientAddress(trustedProxies: readonly string[]): ClientAddress {
  const isTrusted = proxyAddress.compile([...trustedProxies]);
  return (request) => proxyAddress(request, isTrusted) || null;
}
