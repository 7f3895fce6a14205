import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  Configuration,
  customFetch,
  fetchProtectedResource,
  type CustomFetch,
} from 'openid-client';
import { z } from 'zod';
import type { IdentityProvider } from '../domain/provider-identity.ts';
import { createProviderFetch, type ProviderLimits } from './provider-fetch.ts';
import { failureOf } from './redirect-failure.ts';

export type GithubOptions = {
  clientId: string;
  clientSecret: string;
  /** Where people consent and codes are exchanged. */
  url: string;
  /** The REST API. */
  apiUrl: string;
  startUrl: string;
  redirectUri: string;
  limits: ProviderLimits;
};

const userShape = z.object({ id: z.number().int().positive(), login: z.string(), name: z.string().nullish() });
const emailsShape = z.array(z.object({ email: z.string(), primary: z.boolean(), verified: z.boolean() }));

/** GitHub, which speaks plain OAuth 2: who somebody is its API tells. The subject is the id that stays, not the login, which somebody else may get. */
export function createGithub(options: GithubOptions): IdentityProvider {
  const { startUrl, redirectUri } = options;
  const configuration = createConfiguration(options);
  const { issuer } = configuration.serverMetadata();
  const ask = async <Shape extends z.ZodType>(token: string, path: string, shape: Shape): Promise<z.infer<Shape>> => {
    const url = new URL(path, withSlash(options.apiUrl));
    const headers = new Headers({ accept: 'application/vnd.github+json', 'x-github-api-version': '2022-11-28' });
    const response = await fetchProtectedResource(configuration, token, url, 'GET', null, headers);
    if (!response.ok) throw new Error(`GitHub answered ${response.status}`);
    return shape.parse(await response.json());
  };
  return {
    ...{ name: 'github', startUrl },
    begin: async ({ state, codeVerifier }) =>
      buildAuthorizationUrl(configuration, {
        ...{ redirect_uri: redirectUri, scope: 'read:user user:email', state },
        ...{ code_challenge: await calculatePKCECodeChallenge(codeVerifier), code_challenge_method: 'S256' },
      }),
    identify: async (answer, { state, codeVerifier }) => {
      const url = new URL(redirectUri);
      url.search = answer.toString();
      try {
        const checks = { expectedState: state, pkceCodeVerifier: codeVerifier };
        const { access_token: token } = await authorizationCodeGrant(configuration, url, checks);
        const user = await ask(token, 'user', userShape);
        const emails = await ask(token, 'user/emails', emailsShape);
        const email = emails.find(({ primary, verified }) => primary && verified)?.email ?? null;
        return { provider: 'github', issuer, subject: String(user.id), email, name: user.name ?? user.login };
      } catch (error) {
        return failureOf(error);
      }
    },
  };
}

function createConfiguration({ clientId, clientSecret, url, limits }: GithubOptions): Configuration {
  const at = (path: string) => new URL(path, withSlash(url)).href;
  const server = {
    issuer: at('login/oauth'),
    authorization_endpoint: at('login/oauth/authorize'),
    token_endpoint: at('login/oauth/access_token'),
  };
  const configuration = new Configuration(server, clientId, clientSecret);
  configuration.timeout = limits.timeout / 1_000;
  configuration[customFetch] = tellErrors(createProviderFetch(limits));
  if (url.startsWith('http:')) allowInsecureRequests(configuration);
  return configuration;
}

const errorShape = z.object({ error: z.string() });

/** GitHub says with status 200 that a code is no good; RFC 6749 asks for 400. */
function tellErrors(ask: CustomFetch): CustomFetch {
  return async (url, options) => {
    const response = await ask(url, options);
    if (options.method !== 'POST' || response.status !== 200) return response;
    const body: unknown = await response
      .clone()
      .json()
      .catch(() => null);
    return errorShape.safeParse(body).success ? Response.json(body, { status: 400 }) : response;
  };
}

const withSlash = (url: string) => (url.endsWith('/') ? url : `${url}/`);
