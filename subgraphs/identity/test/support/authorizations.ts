import { createHash, randomBytes } from 'node:crypto';
import type { Caller } from '@conea/platform';
import { z } from 'zod';
import { aCaller, type HttpAnswer, type IdentityServer } from './identity-server.ts';
import { basic, oauthAdminOf, postForm } from './oauth-clients.ts';

export const redirectUri = 'https://shop.example/callback?from=conea';
const scopes = ['openid', 'profile', 'email', 'offline_access', 'read:own_data', 'write:own_data'];

/** A client that signs people in; without a secret when it is public. */
export async function aWebClient(server: IdentityServer, caller: Caller, input: object = {}) {
  const made = await oauthAdminOf(server).createClient({ redirectUris: [redirectUri], scopes, ...input }, caller);
  if (!made.oauthClient) throw new Error(`the client of the test was refused: ${JSON.stringify(made.errors)}`);
  return { clientId: made.oauthClient.id, secret: made.clientSecret ?? null };
}

export type WebClient = Awaited<ReturnType<typeof aWebClient>>;

const challengeOf = (verifier: string) => createHash('sha256').update(verifier).digest('base64url');

/** A request as a good client makes it, with what it keeps of it. */
export function aRequest({ clientId }: Pick<WebClient, 'clientId'>) {
  const verifier = randomBytes(32).toString('base64url');
  const parameters: Record<string, string> = {
    ...{ response_type: 'code', client_id: clientId, redirect_uri: redirectUri, scope: scopes.join(' ') },
    ...{ state: 'a state', nonce: 'a nonce', code_challenge: challengeOf(verifier), code_challenge_method: 'S256' },
  };
  return { verifier, parameters };
}

/** What `/oauth/authorize` answers a browser. */
export const visit = (
  server: IdentityServer,
  parameters: Record<string, string> | string,
  caller = aCaller(),
): Promise<HttpAnswer> => {
  const query = typeof parameters === 'string' ? parameters : new URLSearchParams(parameters).toString();
  const question = { method: 'GET', path: '/oauth/authorize', query, authorization: null, contentType: null, body: '' };
  return server.http(question, caller);
};

/** The id of the request that the browser is sent to decide. */
export function requestIdOf({ status, headers }: HttpAnswer): string {
  const id = /^https:\/\/app\.example\.com\/#authorize=(?<id>azr_[0-9a-f]{32})$/.exec(headers['location'] ?? '');
  if (status !== 303 || !id?.groups?.['id']) throw new Error(`nobody is asked: ${status} ${headers['location']}`);
  return id.groups['id'];
}

const decision = z.object({
  redirectUrl: z.string().nullable(),
  errors: z.array(z.object({ __typename: z.string() })),
});

async function decide(server: IdentityServer, field: string, input: object, caller: Caller) {
  const type = `${field.charAt(0).toUpperCase()}${field.slice(1)}Input`;
  const query = `mutation ($input: ${type}!) { ${field}(input: $input) { redirectUrl errors { __typename } } }`;
  const { data, errors } = await server.request(query, { input }, caller);
  if (errors) throw new Error(errors.map(({ extensions }) => extensions.code).join());
  return decision.parse(data?.[field]);
}

export const approve = (server: IdentityServer, requestId: string, caller: Caller, choice: object = {}) =>
  decide(server, 'approveAuthorization', { requestId, ...choice }, caller);
export const deny = (server: IdentityServer, requestId: string, caller: Caller) =>
  decide(server, 'denyAuthorization', { requestId }, caller);

/** What a client reads from the URL that the browser is sent back to. */
export const answerOf = (url: string | null) => Object.fromEntries(new URL(url ?? '').searchParams);

/** A code of the person, and what redeems it. */
export async function aCode(
  server: IdentityServer,
  client: Pick<WebClient, 'clientId'>,
  caller: Caller,
  changed: Record<string, string> = {},
  choice: object = {},
) {
  const { verifier, parameters } = aRequest(client);
  const requestId = requestIdOf(await visit(server, { ...parameters, ...changed }));
  const { redirectUrl } = await approve(server, requestId, caller, choice);
  return { code: answerOf(redirectUrl)['code'] ?? '', verifier, redirectUri: parameters['redirect_uri'] ?? '' };
}

export type Code = Awaited<ReturnType<typeof aCode>>;

/** What the token endpoint answers a client that has a code. */
export function redeem(server: IdentityServer, { clientId, secret }: WebClient, given: Code) {
  const form = {
    ...{ grant_type: 'authorization_code', code: given.code, redirect_uri: given.redirectUri },
    ...{ code_verifier: given.verifier, client_id: clientId },
  };
  return postForm(server, '/oauth/token', form, { authorization: secret === null ? null : basic(clientId, secret) });
}

/** What it answers a client that has a refresh token. */
export function refreshFor(
  server: IdentityServer,
  { clientId, secret }: WebClient,
  refreshToken: unknown,
  changed: Record<string, string> = {},
) {
  const form = { grant_type: 'refresh_token', refresh_token: String(refreshToken), client_id: clientId, ...changed };
  return postForm(server, '/oauth/token', form, { authorization: secret === null ? null : basic(clientId, secret) });
}
