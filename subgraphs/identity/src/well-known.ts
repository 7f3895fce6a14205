import type { SubgraphOptions } from '@conea/platform';
import type { Keyring } from './domain/keyring.ts';
import { createMetadata, paths, type IssuerUrls } from './oauth/metadata.ts';
import { createPublicEndpoints } from './oauth/public-endpoints.ts';

/** The public key set and the metadata of the issuer, for whoever reaches this server itself, as routers do. */
export function wellKnownRoutes(keyring: Keyring, urls: IssuerUrls): NonNullable<SubgraphOptions['routes']> {
  const { jwks, metadata } = createPublicEndpoints(keyring, createMetadata(urls));
  const endpoints = { [paths.jwks]: jwks, [paths.openidConfiguration]: metadata, [paths.serverMetadata]: metadata };
  return (app) => {
    for (const [path, endpoint] of Object.entries(endpoints))
      app.get(path, async (_, reply) => {
        const { headers, body } = await endpoint();
        return reply.headers(headers).send(body);
      });
  };
}
