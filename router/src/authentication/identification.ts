import type { Lifecycle, Logger } from '@conea/platform';
import type { RevocationsConfig } from '../config/authentication.ts';
import type { RouterConfig } from '../config/config.ts';
import { createIdentify } from '../stages/identify.ts';
import type { SubgraphTarget } from '../subgraphs.ts';
import type { RouterMetrics } from '../telemetry/metrics.ts';
import { createAccessTokens } from './access-tokens.ts';
import { createApiKeys } from './api-keys.ts';
import { createIssuers } from './issuers.ts';
import { createRevocationWatch } from './revocation-watch.ts';
import { followRevocations } from './revocations.ts';
import { createSubgraphQuestion } from './subgraph-question.ts';

export type IdentificationOptions = {
  config: RouterConfig;
  targetsNow: () => readonly SubgraphTarget[];
  metrics: RouterMetrics;
  lifecycle: Lifecycle;
  log: Logger;
};

/** What tells who a caller is, the issuers of tokens that it relies on, and who is to hear of revoked ones. */
export function createIdentification({ config, targetsNow, metrics, lifecycle, log }: IdentificationOptions) {
  const { authentication, authorization } = config;
  const { jwt, api_key: apiKey } = authentication;
  const targetOf = (subgraph: string) => () => targetsNow().find(({ name }) => name === subgraph);
  const watch = createRevocationWatch();
  const follow = (revocations: RevocationsConfig, onKeyRevoked: () => void) => {
    const target = targetOf(revocations.subgraph);
    if (!target()) return null;
    const { path, timeout } = revocations;
    const ask = createSubgraphQuestion({ target, path, timeout, purpose: 'revocations' });
    const onDropped = () => metrics.revocations.dropped({});
    const followed = followRevocations({ ask, config: revocations, watch, onDropped, onKeyRevoked, log });
    lifecycle.onStop('revocations', followed.stop);
    return followed;
  };
  const issuers = createIssuers(jwt, follow, { onFetch: (result) => metrics.tokenKeys.fetch({ result }), log });
  metrics.tokenKeys.age(() => Math.max(0, ...issuers.map(({ jwks }) => jwks.ageSeconds())));
  const lists = issuers.flatMap(({ name, revocations }) => (revocations ? [{ name, revocations }] : []));
  metrics.revocations.age(() => Math.max(0, ...lists.map(({ revocations }) => revocations.status().ageSeconds)));
  metrics.revocations.count(() => lists.reduce((sum, { revocations }) => sum + revocations.status().count, 0));
  const keeper = targetOf(apiKey.subgraph);
  const identify = createIdentify({
    verifyAccessToken: issuers.length > 0 ? createAccessTokens(issuers, jwt) : null,
    verifyApiKey: keeper() ? createApiKeys(keeper, apiKey) : null,
    isRequired: authorization.require_authentication,
  });
  const checks = [
    ...issuers.map(({ name, jwks }) => ({ name: `token keys of ${name}`, check: jwks.check })),
    ...lists.map(({ name, revocations }) => ({ name: `revocations of ${name}`, check: revocations.check })),
  ];
  /** By issuer; empty when no list is followed. */
  const revocationStatus = () => Object.fromEntries(lists.map(({ name, revocations }) => [name, revocations.status()]));
  return { identify, checks, revocationStatus, revocationWatch: lists.length > 0 ? watch : null };
}
