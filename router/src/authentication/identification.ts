import type { Logger } from '@conea/platform';
import type { RouterConfig } from '../config/config.ts';
import { createIdentify } from '../stages/identify.ts';
import type { SubgraphTarget } from '../subgraphs.ts';
import { createAccessTokens } from './access-tokens.ts';
import { createApiKeys } from './api-keys.ts';
import { createIssuers } from './issuers.ts';

/** What tells who a caller is, and the issuers of tokens that it relies on. */
export function createIdentification(
  { authentication: { jwt, api_key: apiKey }, authorization }: RouterConfig,
  targetsNow: () => readonly SubgraphTarget[],
  log: Logger,
) {
  const issuers = createIssuers(jwt, log);
  const keeper = () => targetsNow().find(({ name }) => name === apiKey.subgraph);
  const identify = createIdentify({
    verifyAccessToken: issuers.length > 0 ? createAccessTokens(issuers, jwt) : null,
    verifyApiKey: keeper() ? createApiKeys(keeper, apiKey) : null,
    isRequired: authorization.require_authentication,
  });
  return { issuers, identify };
}
