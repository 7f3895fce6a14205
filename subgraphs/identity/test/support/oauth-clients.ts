import type { Caller } from '@conea/platform';
import * as openid from 'openid-client';
import { z } from 'zod';
import { aCaller, issuer, type HttpAnswer, type IdentityServer } from './identity-server.ts';

const failure = z.object({ __typename: z.string(), message: z.string(), path: z.array(z.string()).nullable() });
const clientFields = 'oauthClient { id name isConfidential redirectUris scopes serviceAccount { id } }';
const client = z.object({
  ...{ id: z.string(), name: z.string(), isConfidential: z.boolean(), redirectUris: z.array(z.string()) },
  ...{ scopes: z.array(z.string()), serviceAccount: z.object({ id: z.string() }).nullable() },
});
const account = z.object({ id: z.string(), name: z.string(), role: z.string(), disabledAt: z.string().nullable() });
const clientPayload = z.object({
  ...{ oauthClient: client.nullable(), clientSecret: z.string().nullish(), errors: z.array(failure) },
});
const accountPayload = z.object({ serviceAccount: account.nullable(), errors: z.array(failure) });

/** What admins do with clients and service accounts, with parsed answers. */
export function oauthAdminOf(server: IdentityServer) {
  const mutate = async <Shape extends z.ZodType>(
    ...[field, selection, input, caller, shape]: [string, string, object, Caller, Shape]
  ): Promise<z.infer<Shape>> => {
    const type = `${field.charAt(0).toUpperCase()}${field.slice(1)}Input`;
    const query = `mutation ($input: ${type}!) { ${field}(input: $input) { ${selection} errors { __typename ... on UserError { message path } } } }`;
    const { data, errors } = await server.request(query, { input }, caller);
    if (errors) throw new Error(errors.map(({ extensions, message }) => `${extensions.code}: ${message}`).join());
    return shape.parse(data?.[field]);
  };
  const accountFields = 'serviceAccount { id name role disabledAt }';
  return {
    createClient: (input: object, caller: Caller) =>
      mutate(
        ...(['createOauthClient', `${clientFields} clientSecret`] as const),
        ...([{ name: 'Shop', isConfidential: true, scopes: ['read:own_data'], ...input }, caller] as const),
        clientPayload,
      ),
    updateClient: (input: object, caller: Caller) =>
      mutate('updateOauthClient', clientFields, input, caller, clientPayload),
    rotateSecret: (input: object, caller: Caller) =>
      mutate('rotateOauthClientSecret', `${clientFields} clientSecret`, input, caller, clientPayload),
    deleteClient: (clientId: string, caller: Caller) =>
      mutate(
        ...(['deleteOauthClient', 'clientId', { clientId }, caller] as const),
        z.object({ clientId: z.string().nullable(), errors: z.array(failure) }),
      ),
    createAccount: (input: object, caller: Caller) =>
      mutate(
        ...(['createServiceAccount', accountFields, { name: 'Robot', role: 'USER', ...input }, caller] as const),
        accountPayload,
      ),
    changeRole: (input: object, caller: Caller) =>
      mutate('changeServiceAccountRole', accountFields, input, caller, accountPayload),
    disableAccount: (serviceAccountId: string, caller: Caller) =>
      mutate('disableServiceAccount', accountFields, { serviceAccountId }, caller, accountPayload),
    enableAccount: (serviceAccountId: string, caller: Caller) =>
      mutate('enableServiceAccount', accountFields, { serviceAccountId }, caller, accountPayload),
  };
}

/** A service account of an organization, and a client that gets tokens for it. */
export async function aServiceClient(
  server: IdentityServer,
  caller: Caller,
  {
    scopes = ['read:own_data', 'write:own_data'],
    ...choice
  }: { role?: string; customRoleId?: string; scopes?: string[] } = {},
) {
  const admin = oauthAdminOf(server);
  const { serviceAccount } = await admin.createAccount(choice, caller);
  const made = await admin.createClient({ scopes, serviceAccountId: serviceAccount?.id }, caller);
  if (!serviceAccount || !made.oauthClient || !made.clientSecret)
    throw new Error(`the client of the test was refused: ${JSON.stringify(made.errors)}`);
  return { accountId: serviceAccount.id, clientId: made.oauthClient.id, secret: made.clientSecret };
}

const methods = z.enum(['GET', 'POST']);

/** `fetch` for a client of the issuer, whose router leaves these paths to identity. */
export function fetchThrough(server: IdentityServer, caller = aCaller()): openid.CustomFetch {
  return async (url, options) => {
    const { pathname, search } = new URL(url);
    const headers = new Headers(options.headers);
    const answered = await server.http(
      {
        ...{ method: methods.parse(options.method), path: pathname, query: search.slice(1) },
        ...{ authorization: headers.get('authorization'), contentType: headers.get('content-type') },
        body: bodyOf(options.body),
      },
      caller,
    );
    return new Response(answered.status === 303 ? null : answered.body, answered);
  };
}

/** A client of the issuer that has found out where its endpoints are. */
export function discover(server: IdentityServer, clientId: string, authentication: openid.ClientAuth) {
  return openid.discovery(new URL(issuer.issuer), clientId, undefined, authentication, {
    execute: [openid.allowInsecureRequests],
    [openid.customFetch]: fetchThrough(server),
  });
}

/** Sends a form to an endpoint, as no well-behaved client would. */
export async function postForm(
  server: IdentityServer,
  path: string,
  form: Record<string, string> | string,
  { authorization = null, caller = aCaller() }: { authorization?: string | null; caller?: Caller } = {},
): Promise<HttpAnswer & { json: Record<string, unknown> }> {
  const body = typeof form === 'string' ? form : new URLSearchParams(form).toString();
  const contentType = 'application/x-www-form-urlencoded';
  const answered = await server.http({ method: 'POST', path, query: '', authorization, contentType, body }, caller);
  const json = answered.body === '' ? {} : z.record(z.string(), z.unknown()).parse(JSON.parse(answered.body));
  return { ...answered, json };
}

/** The header of `client_secret_basic`. */
export const basic = (clientId: string, secret: string) =>
  `Basic ${Buffer.from(`${clientId}:${encodeURIComponent(secret)}`).toString('base64')}`;

/** What openid-client sends: a form, or nothing. */
export function bodyOf(body: openid.FetchBody): string {
  return body instanceof URLSearchParams || typeof body === 'string' ? body.toString() : '';
}
