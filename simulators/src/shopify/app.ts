import { randomBytes } from 'node:crypto';

/** The app that is installed in every shop of the simulator. Nothing of it is secret: these credentials open a simulator only. */
export const app = {
  clientId: 'conea-simulator-app',
  /** The newest first: both are valid while a rotation is under way. */
  clientSecrets: ['shpss_simulator_secret_of_the_demo_app', 'shpss_simulator_secret_before_rotation'],
  /** A token that does not expire, as custom apps have it. */
  accessToken: 'shpat_simulator_token_of_the_demo_app',
  scopes: ['read_all_orders', 'read_orders', 'read_products', 'read_customers'],
} as const;

type Grant = { domain: string; expiresAt: number };

/** Access tokens by client credentials, good for a day. Revoking ends all of them, the one that does not expire as well. */
export function createTokens(lifetimeSeconds = 86_399) {
  const grants = new Map<string, Grant>();
  let isPermanentRevoked = false;
  return {
    issue: (domain: string) => {
      const accessToken = `shpat_${randomBytes(16).toString('hex')}`;
      grants.set(accessToken, { domain, expiresAt: Date.now() + lifetimeSeconds * 1000 });
      return { access_token: accessToken, scope: app.scopes.join(','), expires_in: lifetimeSeconds };
    },
    isValid: (accessToken: string, domain: string) => {
      if (accessToken === app.accessToken) return !isPermanentRevoked;
      const grant = grants.get(accessToken);
      return grant !== undefined && grant.domain === domain && grant.expiresAt > Date.now();
    },
    revokeAll: () => {
      grants.clear();
      isPermanentRevoked = true;
    },
  };
}

export type Tokens = ReturnType<typeof createTokens>;
