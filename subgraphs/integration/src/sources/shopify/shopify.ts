import type { Database } from '@conea/platform';
import type { CredentialStore } from '../../domain/credentials.ts';
import { SourceError } from '../../domain/source-error.ts';
import type { StoreSource } from '../../domain/store-source.ts';
import { createAccessTokens } from './access-token.ts';
import { createAdminApi } from './admin-api.ts';
import { createCalls } from './calls.ts';
import { createHttpClient } from './http.ts';
import { createNotifications } from './notifications.ts';
import { profileQuery } from './queries.ts';
import { createRecordReader } from './records.ts';
import * as replies from './replies.ts';
import { createThrottle } from './throttle.ts';

export type ShopifyParts = {
  database: Database;
  credentials: CredentialStore;
  /** `https://{shop}` in production. */
  baseUrl: string;
  clock: () => Date;
};

const requiredScopes = ['read_orders', 'read_products', 'read_customers'];

/** Shopify, through its Admin GraphQL API. */
export function createShopify({
  database,
  credentials,
  baseUrl,
  clock,
}: ShopifyParts): StoreSource & { close(): Promise<void> } {
  const http = createHttpClient();
  const api = createAdminApi({ http, throttle: createThrottle(), baseUrl });
  const tokens = createAccessTokens({ database, credentials, http, baseUrl, clock });
  const call = createCalls(api, tokens);
  return {
    ...createRecordReader(call),
    ...createNotifications(call),
    probe: async (shopDomain, given, signal) => {
      const { token: accessToken } = await tokens.grant(shopDomain, given, signal);
      const { data, isSimulated } = await api({
        ...{ shopDomain, accessToken, signal, query: profileQuery, variables: {}, shape: replies.profile },
        expectedCost: 0,
        isUrgent: true,
      });
      const scopes = data.currentAppInstallation.accessScopes.map(({ handle }) => handle);
      // A scope to write contains the one to read.
      const missing = requiredScopes.filter(
        (scope) => !scopes.includes(scope) && !scopes.includes(scope.replace('read_', 'write_')),
      );
      if (missing.length > 0) throw new SourceError('AUTH', `The app lacks ${missing.join(', ')}.`);
      return { name: data.shop.name, currencyCode: data.shop.currencyCode, isSimulated };
    },
    close: () => http.close(),
  };
}
