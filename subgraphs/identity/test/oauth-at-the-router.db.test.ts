import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import * as openid from 'openid-client';
import { z } from 'zod';
import { until } from '../../../test/support/until.ts';
import { bodyOf } from './support/oauth-clients.ts';
import { startRouterAndIdentity } from './support/router-and-identity.ts';

let stack: Awaited<ReturnType<typeof startRouterAndIdentity>>;
let url: string;

beforeAll(async () => {
  stack = await startRouterAndIdentity();
  url = await stack.startRouter();
}, 120_000);
afterAll(() => stack.stop());

/** What is promised: milliseconds from a revocation to its effect. */
const promise = 5_000;

async function post(query: string, variables: object, token?: string) {
  const headers = {
    'content-type': 'application/json',
    ...(token !== undefined && { authorization: `Bearer ${token}` }),
  };
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify({ query, variables }) });
  const { data, errors } = z
    .object({ data: z.record(z.string(), z.unknown()).nullish(), errors: z.array(z.unknown()).optional() })
    .parse(await response.json());
  return { status: response.status, data, errors };
}

async function change<Shape extends z.ZodType>(
  field: string,
  selection: string,
  input: object,
  shape: Shape,
  token?: string,
) {
  const type = `${field.charAt(0).toUpperCase()}${field.slice(1)}Input`;
  const query = `mutation ($input: ${type}!) { ${field}(input: $input) { ${selection} } }`;
  let { data, errors } = await post(query, { input }, token);
  // A machine that is busy with other tests plans late; what was not planned was not done.
  while (JSON.stringify(errors ?? '').includes('GATEWAY_TIMEOUT'))
    ({ data, errors } = await post(query, { input }, token));
  if (errors) throw new Error(`${field}: ${JSON.stringify(errors)}`);
  return shape.parse(data?.[field]);
}

const statusOf = async (token: string) => (await post('{ me { id } }', {}, token)).status;
const refused = (token: string) => until('the token is refused', async () => (await statusOf(token)) === 401, promise);

async function anAdmin() {
  const password = 'a long enough phrase';
  const form = { email: `${randomUUID()}@example.com`, password, name: 'Aiko', organizationName: 'Aiko Trading' };
  const shape = z.object({ session: z.object({ accessToken: z.string() }) });
  return (await change('signUp', 'session { accessToken }', form, shape)).session.accessToken;
}

/** A client of a service account, as it finds the issuer behind the router's URL. */
async function aServiceClient(admin: string) {
  const account = z.object({ serviceAccount: z.object({ id: z.string() }) });
  const robot = { name: 'Robot', role: 'USER' };
  const { serviceAccount } = await change('createServiceAccount', 'serviceAccount { id }', robot, account, admin);
  const input = {
    ...{ name: 'Till', isConfidential: true, scopes: ['read:own_data'], serviceAccountId: serviceAccount.id },
  };
  const made = z.object({ oauthClient: z.object({ id: z.string() }), clientSecret: z.string() });
  const client = await change('createOauthClient', 'oauthClient { id } clientSecret', input, made, admin);
  return { accountId: serviceAccount.id, clientId: client.oauthClient.id, secret: client.clientSecret };
}

/** The URL of the issuer leads to the router of the test, whose port nobody knew before. */
const throughRouter: openid.CustomFetch = (target, options) => {
  const { pathname, search } = new URL(target);
  return fetch(new URL(pathname + search, url), { ...options, body: bodyOf(options.body) || null });
};

const discover = (clientId: string, authentication: openid.ClientAuth) =>
  openid.discovery(new URL('http://127.0.0.1:4000'), clientId, undefined, authentication, {
    execute: [openid.allowInsecureRequests],
    [openid.customFetch]: throughRouter,
  });

it('a service account gets a token by what the router publishes, and calls the API with it', async () => {
  const { clientId, secret } = await aServiceClient(await anAdmin());
  const config = await discover(clientId, openid.ClientSecretBasic(secret));
  const { access_token: token } = await openid.clientCredentialsGrant(config);
  const { status, data } = await post('{ me { id } __typename }', {}, token);
  expect([status, data]).toEqual([200, { me: null, __typename: 'Query' }]);
  const denied = await post('{ serviceAccounts { nodes { id } } }', {}, token);
  expect(JSON.stringify(denied.errors)).toContain('UNAUTHORIZED_FIELD_OR_TYPE');
});

it('its token is refused within five seconds after it is revoked, the account has another role, or is disabled', async () => {
  const admin = await anAdmin();
  const { clientId, secret, accountId } = await aServiceClient(admin);
  const config = await discover(clientId, openid.ClientSecretPost(secret));
  const [one, other] = [await openid.clientCredentialsGrant(config), await openid.clientCredentialsGrant(config)];
  expect(await statusOf(one.access_token)).toBe(200);
  await openid.tokenRevocation(config, one.access_token);
  await refused(one.access_token);
  expect(await statusOf(other.access_token)).toBe(200);
  const input = { serviceAccountId: accountId };
  const viewer = { ...input, role: 'VIEWER' };
  await change('changeServiceAccountRole', 'serviceAccount { id }', viewer, z.unknown(), admin);
  await refused(other.access_token);
  const last = await openid.clientCredentialsGrant(config);
  expect(await statusOf(last.access_token)).toBe(200);
  await change('disableServiceAccount', 'serviceAccount { id }', input, z.unknown(), admin);
  await refused(last.access_token);
  await expect(openid.clientCredentialsGrant(config)).rejects.toMatchObject({ error: 'unauthorized_client' });
});

/** A person signs in to a client: from its link to its tokens. */
async function signInTo(config: openid.Configuration, redirectUri: string, person: string) {
  const verifier = openid.randomPKCECodeVerifier();
  const [state, nonce] = [openid.randomState(), openid.randomNonce()];
  const link = openid.buildAuthorizationUrl(config, {
    ...{ redirect_uri: redirectUri, scope: 'openid offline_access read:own_data', state, nonce },
    ...{ code_challenge: await openid.calculatePKCECodeChallenge(verifier), code_challenge_method: 'S256' },
  });
  const visited = await fetch(new URL(link.pathname + link.search, url), { redirect: 'manual' });
  const requestId = visited.headers.get('location')?.split('#authorize=')[1];
  const decided = z.object({ redirectUrl: z.string() });
  const { redirectUrl } = await change('approveAuthorization', 'redirectUrl', { requestId }, decided, person);
  const checks = { pkceCodeVerifier: verifier, expectedState: state, expectedNonce: nonce, idTokenExpected: true };
  return openid.authorizationCodeGrant(config, new URL(redirectUrl), checks);
}

it('software that a person signs in to calls the API for them until they take it back; its id token is none for the API', async () => {
  const admin = await anAdmin();
  const redirectUri = 'https://shop.example/callback';
  const scopes = ['openid', 'offline_access', 'read:own_data'];
  const input = { name: 'Shop', isConfidential: false, scopes, redirectUris: [redirectUri] };
  const made = z.object({ oauthClient: z.object({ id: z.string() }) });
  const { oauthClient } = await change('createOauthClient', 'oauthClient { id }', input, made, admin);
  const config = await discover(oauthClient.id, openid.None());
  const tokens = await signInTo(config, redirectUri, admin);
  const { data } = await post('{ me { name } viewer { permissions } }', {}, tokens.access_token);
  expect(data).toEqual({ me: { name: 'Aiko' }, viewer: { permissions: scopes } });
  expect(await statusOf(tokens.id_token ?? '')).toBe(401);
  expect(await statusOf(tokens.refresh_token ?? '')).toBe(401);
  const next = await openid.refreshTokenGrant(config, tokens.refresh_token ?? '');
  const clientId = { clientId: oauthClient.id };
  await change('revokeAuthorizedApplication', 'clientId', clientId, z.unknown(), admin);
  await refused(tokens.access_token);
  await refused(next.access_token);
  expect(await statusOf(admin)).toBe(200);
});

it('its token is refused within five seconds after its client is deleted', async () => {
  const admin = await anAdmin();
  const { clientId, secret } = await aServiceClient(admin);
  const config = await discover(clientId, openid.ClientSecretPost(secret));
  const { access_token: token } = await openid.clientCredentialsGrant(config);
  expect(await statusOf(token)).toBe(200);
  await change('deleteOauthClient', 'clientId', { clientId }, z.unknown(), admin);
  await refused(token);
});
