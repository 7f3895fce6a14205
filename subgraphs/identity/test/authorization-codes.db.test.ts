import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { sql } from '@conea/platform';
import { decodeJwt } from 'jose';
import * as openid from 'openid-client';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { accountsOf, anAdmin, callerOf, password } from './support/accounts.ts';
import {
  aCode,
  approve,
  aRequest,
  aWebClient,
  redeem,
  redirectUri,
  refreshFor,
  requestIdOf,
  visit,
  type WebClient,
} from './support/authorizations.ts';
import { aClock, identityMigrations, startIdentity, type IdentityServer } from './support/identity-server.ts';
import { aServiceClient, basic, discover, oauthAdminOf, postForm } from './support/oauth-clients.ts';

let db: TestDatabase;
let server: IdentityServer;
let admin: Awaited<ReturnType<typeof anAdmin>>;
let client: WebClient;
const clock = aClock(new Date());

beforeAll(async () => {
  db = await createTestDatabase(identityMigrations);
  server = await startIdentity(db.served, clock.read);
});
afterAll(async () => {
  await server.stop();
  await db.drop();
});
beforeEach(async () => {
  admin = await anAdmin(server);
  client = await aWebClient(server, admin.caller);
});

const invalidGrant = { status: 400, json: { error: 'invalid_grant', error_description: expect.any(String) } };

/** Tokens of a client, and what a confidential client of the organization is told of them. */
async function someTokens(of = client) {
  const { json } = await redeem(server, of, await aCode(server, of, admin.caller));
  return { access: String(json['access_token']), refresh: String(json['refresh_token']), id: String(json['id_token']) };
}

const isActive = async (token: string) => {
  const authorization = basic(client.clientId, client.secret ?? '');
  return (await postForm(server, '/oauth/introspect', { token }, { authorization })).json['active'];
};

describe('a person signs in to other software', () => {
  it.each([
    ['with a secret', true],
    ['without one', false],
  ])('%s, as openid-client does it', async (_, isConfidential) => {
    const back = 'https://shop.example/signed-in';
    const redirectUris = [back];
    const { clientId, secret } = await aWebClient(server, admin.caller, { isConfidential, redirectUris });
    const config = await discover(server, clientId, secret === null ? openid.None() : openid.ClientSecretBasic(secret));
    const verifier = openid.randomPKCECodeVerifier();
    const [state, nonce] = [openid.randomState(), openid.randomNonce()];
    const url = openid.buildAuthorizationUrl(config, {
      ...{ redirect_uri: back, scope: 'openid email profile offline_access read:own_data', state, nonce },
      ...{ code_challenge: await openid.calculatePKCECodeChallenge(verifier), code_challenge_method: 'S256' },
    });
    const requestId = requestIdOf(await visit(server, url.search.slice(1)));
    const { redirectUrl } = await approve(server, requestId, admin.caller);
    const tokens = await openid.authorizationCodeGrant(config, new URL(redirectUrl ?? ''), {
      ...{
        pkceCodeVerifier: verifier,
        expectedState: state,
        expectedNonce: nonce,
        idTokenExpected: true,
        maxAge: 3600,
      },
    });
    expect(tokens.claims()).toMatchObject({ sub: admin.id, aud: clientId, nonce, acr: 'aal1', amr: ['pwd'] });
    expect(decodeJwt(tokens.access_token)).toMatchObject({
      ...{ sub: admin.id, client_id: clientId, org: admin.organization.id, aud: 'conea', role: 'viewer' },
      ...{ scope: 'openid email profile offline_access read:own_data', sid: expect.stringMatching(/^grt_/) },
    });
    expect(await openid.fetchUserInfo(config, tokens.access_token, admin.id)).toEqual({
      ...{ sub: admin.id, name: admin.name, email: admin.email, email_verified: false },
    });
    const next = await openid.refreshTokenGrant(config, tokens.refresh_token ?? '', { scope: 'read:own_data' });
    expect([next.scope, next.refresh_token === tokens.refresh_token]).toEqual(['read:own_data', false]);
    await openid.tokenRevocation(config, next.refresh_token ?? '');
    await expect(openid.fetchUserInfo(config, next.access_token, admin.id)).rejects.toThrow();
  });

  it('and is told nothing of who they are that was not asked for', async () => {
    const tokensFor = async (scope: string) => {
      const given = await aCode(server, client, admin.caller, { scope });
      return (await redeem(server, client, given)).json;
    };
    const userinfo = async (token: string | null) => {
      const question = { method: 'GET', path: '/oauth/userinfo', query: '', contentType: null, body: '' };
      return server.http({ ...question, authorization: token === null ? null : `Bearer ${token}` });
    };
    const bare = await tokensFor('openid');
    expect(bare).not.toHaveProperty('refresh_token');
    expect(JSON.parse((await userinfo(String(bare['access_token']))).body)).toEqual({ sub: admin.id });
    const other = await tokensFor('read:own_data');
    expect(other).not.toHaveProperty('id_token');
    const refused = await userinfo(String(other['access_token']));
    expect([refused.status, refused.headers['www-authenticate']]).toEqual([
      ...[403, expect.stringContaining('insufficient_scope')],
    ]);
    for (const token of [String(bare['id_token']), 'x', `${String(bare['access_token'])}x`])
      expect((await userinfo(token)).headers['www-authenticate']).toContain('invalid_token');
    expect(await userinfo(null)).toMatchObject({ status: 401, headers: { 'www-authenticate': 'Bearer' } });
  });
});

const grantsOf = ({ clientId }: WebClient) =>
  db.database.many(sql`select revoked_because as because from sessions where client_id = ${clientId}`);

describe('a person who allows less than is asked for', () => {
  const chosen = ['openid', 'read:own_data', 'offline_access'];

  it('gives the client exactly that, in the code’s tokens and in those after', async () => {
    const given = await aCode(server, client, admin.caller, {}, { scopes: chosen });
    const { json } = await redeem(server, client, given);
    expect(String(json['scope']).split(' ').sort()).toEqual([...chosen].sort());
    expect(decodeJwt(String(json['access_token']))['scope']).toBe(json['scope']);
    const refreshed = await refreshFor(server, client, json['refresh_token']);
    expect(refreshed.json['scope']).toBe(json['scope']);
    const more = { scope: 'read:own_data write:own_data' };
    const refused = await refreshFor(server, client, refreshed.json['refresh_token'], more);
    expect(refused).toMatchObject({ status: 400, json: { error: 'invalid_scope' } });
  });

  it('is asked again for the rest, and remembered for what they allowed', async () => {
    await aCode(server, client, admin.caller, {}, { scopes: ['openid'] });
    const isConsented = async (scope: string) => {
      const id = requestIdOf(await visit(server, { ...aRequest(client).parameters, scope }));
      const query = 'query ($id: ID!) { authorizationRequest(id: $id) { isConsented } }';
      return (await server.request(query, { id }, admin.caller)).data?.['authorizationRequest'];
    };
    expect(await isConsented('openid')).toEqual({ isConsented: true });
    expect(await isConsented('openid read:own_data')).toEqual({ isConsented: false });
  });

  it.each([
    ['nothing', []],
    ['what was not asked for', ['openid', 'read:any_data']],
    ['what there is not', ['fly']],
  ])('cannot allow %s, and the request waits on', async (_, scopes: string[]) => {
    const id = requestIdOf(await visit(server, aRequest(client).parameters));
    const refused = { redirectUrl: null, errors: [{ __typename: 'InvalidInput' }] };
    expect(await approve(server, id, admin.caller, { scopes })).toEqual(refused);
    expect((await approve(server, id, admin.caller)).redirectUrl).toContain('code=');
  });
});

describe('a code', () => {
  it('is good for one use: of 20 that race exactly one gets tokens that work, in every round', async () => {
    for (let round = 0; round < 10; round++) {
      const given = await aCode(server, client, admin.caller);
      const answers = await Promise.all(Array.from({ length: 20 }, () => redeem(server, client, given)));
      const good = answers.filter(({ status }) => status === 200);
      expect(good).toHaveLength(1);
      for (const answer of answers) if (answer.status !== 200) expect(answer).toMatchObject(invalidGrant);
      expect(await isActive(String(good[0]?.json['access_token']))).toBe(true);
      expect((await refreshFor(server, client, good[0]?.json['refresh_token'])).status).toBe(200);
    }
    expect(await grantsOf(client)).toEqual(Array.from({ length: 10 }, () => ({ because: null })));
  }, 60_000);

  it('never becomes two grants, nor none, whatever 20 codes and 20 racers do', async () => {
    const codes = await Promise.all(Array.from({ length: 20 }, () => aCode(server, client, admin.caller)));
    const answers = await Promise.all(
      codes.flatMap((given) => Array.from({ length: 20 }, () => redeem(server, client, given))),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(20);
    expect(await grantsOf(client)).toEqual(Array.from({ length: 20 }, () => ({ because: null })));
  }, 60_000);

  it('that comes again after the race ends what it was worth, with everything right too', async () => {
    const given = await aCode(server, client, admin.caller);
    const { json } = await redeem(server, client, given);
    clock.advance(2);
    expect(await redeem(server, client, given)).toMatchObject(invalidGrant);
    expect(await isActive(String(json['access_token']))).toBe(true);
    clock.advance(1);
    expect(await redeem(server, client, given)).toMatchObject(invalidGrant);
    expect(await isActive(String(json['access_token']))).toBe(false);
    expect(await refreshFor(server, client, json['refresh_token'])).toMatchObject(invalidGrant);
    expect(await grantsOf(client)).toEqual([{ because: 'authorization_code_reuse' }]);
  });

  it('that comes again, even without its verifier, ends what it was worth, as the trail says', async () => {
    const given = await aCode(server, client, admin.caller);
    const { json } = await redeem(server, client, given);
    const access = String(json['access_token']);
    expect(await isActive(access)).toBe(true);
    expect(await redeem(server, client, { ...given, verifier: 'x'.repeat(43) })).toMatchObject(invalidGrant);
    expect(await isActive(access)).toBe(false);
    const grantId = decodeJwt(access)['sid'];
    const events = await db.database.many(sql`select type, data from outbox where subject = ${String(grantId)}`);
    expect(events).toEqual([{ type: 'conea.identity.session.revoked', data: { reason: 'authorization_code_reuse' } }]);
    const audit = await db.database.many(sql`
      select data ->> 'result' as result, data ->> 'actorId' as actor from outbox
      where subject = ${client.clientId} and data ->> 'action' = 'authorization.redeem' order by position`);
    expect(audit).toEqual([
      { result: 'success', actor: admin.id },
      { result: 'failure', actor: admin.id },
    ]);
  });

  it('is good only for the client, the redirect URI and the verifier that it was made for, and not used up by others', async () => {
    const given = await aCode(server, client, admin.caller);
    const other = await aWebClient(server, admin.caller);
    const open = await aWebClient(server, admin.caller, { isConfidential: false });
    for (const thief of [other, open]) expect(await redeem(server, thief, given)).toMatchObject(invalidGrant);
    expect(await redeem(server, client, { ...given, verifier: 'x'.repeat(43) })).toMatchObject(invalidGrant);
    expect(await redeem(server, client, { ...given, redirectUri: `${redirectUri}x` })).toMatchObject(invalidGrant);
    for (const verifier of ['', 'x', 'ä'.repeat(43)])
      expect(await redeem(server, client, { ...given, verifier })).toMatchObject({
        json: { error: 'invalid_request' },
      });
    expect((await redeem(server, client, given)).status).toBe(200);
  });

  it('ends after a minute', async () => {
    const [soon, late] = [await aCode(server, client, admin.caller), await aCode(server, client, admin.caller)];
    clock.advance(59);
    expect((await redeem(server, client, soon)).status).toBe(200);
    clock.advance(1);
    expect(await redeem(server, client, late)).toMatchObject(invalidGrant);
  });

  it.each([
    ['the session that allowed it', () => accountsOf(server).revokeAllSessions(admin.caller)],
    [
      'the membership',
      () =>
        db.database.execute(
          sql`update memberships set suspended_at = now(), suspended_because = '{admin}' where user_id = ${admin.id}`,
        ),
    ],
    ['the consent', () => revokeApplication(client.clientId)],
    ['the client', () => oauthAdminOf(server).deleteClient(client.clientId, admin.caller)],
  ])('ends with %s', async (_, end) => {
    const given = await aCode(server, client, admin.caller);
    await end();
    expect([400, 401]).toContain((await redeem(server, client, given)).status);
  });

  it('that there never was is refused, and who tries many waits', async () => {
    const guess = async (code: string) =>
      (await redeem(server, client, { code, verifier: 'x'.repeat(43), redirectUri })).json['error'];
    const made = `conea_ac_${'A'.repeat(43)}`;
    const answers = [];
    for (const code of ['x', 'あ', ...Array.from({ length: 9 }, () => made)]) answers.push(await guess(code));
    expect(answers).toEqual([...Array.from({ length: 10 }, () => 'invalid_grant'), 'temporarily_unavailable']);
    expect((await redeem(server, client, await aCode(server, client, admin.caller))).status).toBe(200);
  });
});

const revokeApplication = async (clientId: string, caller = admin.caller) =>
  (
    await server.request(
      'mutation ($clientId: ID!) { revokeAuthorizedApplication(input: { clientId: $clientId }) { clientId errors { __typename } } }',
      { clientId },
      caller,
    )
  ).data?.['revokeAuthorizedApplication'];

describe('a refresh token of a client', () => {
  it('has one successor when 20 race, and is no session of the person', async () => {
    const { refresh } = await someTokens();
    const answers = await Promise.all(Array.from({ length: 20 }, () => refreshFor(server, client, refresh)));
    expect(new Set(answers.map(({ json }) => json['refresh_token'])).size).toBe(1);
    expect(answers.every(({ status }) => status === 200)).toBe(true);
    expect((await accountsOf(server).refresh(refresh)).errors).toMatchObject([{ __typename: 'SessionEnded' }]);
    const { data } = await server.request('{ sessions { nodes { id } } }', {}, admin.caller);
    expect(data).toEqual({ sessions: { nodes: [{ id: admin.session.id }] } });
  });

  it('is repeated within 30 seconds; later it ends the family', async () => {
    const { refresh } = await someTokens();
    const next = (await refreshFor(server, client, refresh)).json['refresh_token'];
    clock.advance(30);
    expect((await refreshFor(server, client, refresh)).json['refresh_token']).toBe(next);
    clock.advance(1);
    expect(await refreshFor(server, client, refresh)).toMatchObject(invalidGrant);
    expect(await refreshFor(server, client, next)).toMatchObject(invalidGrant);
  });

  it('is no use to another client, nor one of the person to any', async () => {
    const { refresh } = await someTokens();
    for (const thief of [
      await aWebClient(server, admin.caller),
      await aWebClient(server, admin.caller, { isConfidential: false }),
    ])
      expect(await refreshFor(server, thief, refresh)).toMatchObject(invalidGrant);
    expect(await refreshFor(server, client, admin.session.refreshToken)).toMatchObject(invalidGrant);
    expect((await refreshFor(server, client, refresh)).status).toBe(200);
    expect((await accountsOf(server).refresh(admin.session.refreshToken)).errors).toEqual([]);
  });

  it('gives no scopes that were not granted, or that client or role have lost', async () => {
    const { refresh } = await someTokens();
    expect(await refreshFor(server, client, refresh, { scope: 'read:any_data' })).toMatchObject({
      json: { error: 'invalid_scope' },
    });
    await oauthAdminOf(server).updateClient(
      { clientId: client.clientId, scopes: ['openid', 'read:own_data', 'write:own_data'] },
      admin.caller,
    );
    const narrowed = await refreshFor(server, client, refresh);
    expect(narrowed.json['scope']).toBe('openid read:own_data write:own_data');
    await db.database.execute(sql`update memberships set role = 'viewer' where user_id = ${admin.id}`);
    const less = await refreshFor(server, client, narrowed.json['refresh_token']);
    expect(less.json['scope']).toBe('openid read:own_data');
  });

  it('is refused once the organization asks for a second factor that its person has not', async () => {
    const { refresh } = await someTokens();
    await db.database.execute(sql`
      update organizations set second_factor_required_from = ${clock.read()} where id = ${admin.organization.id}`);
    expect(await refreshFor(server, client, refresh)).toMatchObject(invalidGrant);
    await db.database.execute(sql`
      update organizations set second_factor_required_from = null where id = ${admin.organization.id}`);
    expect((await refreshFor(server, client, refresh)).status).toBe(200);
  });

  it('ends after 30 days', async () => {
    const { refresh } = await someTokens();
    clock.advance(2_592_000 - 60);
    const last = await refreshFor(server, client, refresh);
    expect(last).toMatchObject({ status: 200, json: { expires_in: expect.any(Number) } });
    expect(last.json['expires_in']).toBeLessThanOrEqual(60);
    clock.advance(60);
    expect(await refreshFor(server, client, last.json['refresh_token'])).toMatchObject(invalidGrant);
  });

  it('is told about by introspection, and revoked with all that came of it by its own client alone', async () => {
    const { access, refresh } = await someTokens();
    expect(await isActive(refresh)).toBe(true);
    const other = await aServiceClient(server, admin.caller);
    const revoke = (token: string, { clientId, secret }: WebClient) =>
      postForm(server, '/oauth/revoke', { token }, { authorization: basic(clientId, secret ?? '') });
    for (const token of [access, refresh, admin.session.refreshToken, admin.session.accessToken])
      expect(await revoke(token, other)).toMatchObject(invalidGrant);
    expect(await revoke(access, client)).toMatchObject({ status: 200 });
    expect([await isActive(access), await isActive(refresh)]).toEqual([false, false]);
    expect(await isActive(admin.session.refreshToken)).toBe(false);
    expect((await accountsOf(server).refresh(admin.session.refreshToken)).errors).toEqual([]);
  });
});

describe('what an application may do', () => {
  it('is not what only the person may, whatever their role', async () => {
    const { access } = await someTokens();
    const caller = callerOf(access);
    const accounts = accountsOf(server);
    await expect(accounts.createApiKey({}, caller)).rejects.toThrow('FORBIDDEN');
    await expect(accounts.revokeSession(admin.session.id, caller)).rejects.toThrow('FORBIDDEN');
    await expect(accounts.updateProfile('Mallory', caller)).rejects.toThrow('FORBIDDEN');
    await expect(accounts.reauthenticate(password, caller)).rejects.toThrow('FORBIDDEN');
    await expect(accounts.createUser({}, caller)).rejects.toThrow('FORBIDDEN');
    await expect(oauthAdminOf(server).createAccount({}, caller)).rejects.toThrow('FORBIDDEN');
  });

  it('is listed for the person, and ends when they take it back', async () => {
    const { access, refresh } = await someTokens();
    const query =
      '{ viewer { authorizedApplications { nodes { id name scopes organization { id } authorizedAt } pageInfo { hasNextPage } } } }';
    const list = async (caller = admin.caller) => (await server.request(query, {}, caller)).data;
    expect(await list()).toEqual({
      viewer: {
        authorizedApplications: {
          nodes: [
            {
              ...{ id: client.clientId, name: 'Shop', organization: { id: admin.organization.id } },
              scopes: expect.arrayContaining(['openid', 'read:own_data']),
              authorizedAt: clock.read().toISOString(),
            },
          ],
          pageInfo: { hasNextPage: false },
        },
      },
    });
    const stranger = await anAdmin(server);
    const notFound = { clientId: null, errors: [{ __typename: 'NotFound' }] };
    expect(await revokeApplication(client.clientId, stranger.caller)).toEqual(notFound);
    expect(await isActive(access)).toBe(true);
    expect(await revokeApplication(client.clientId)).toEqual({ clientId: client.clientId, errors: [] });
    expect([await isActive(access), await isActive(refresh)]).toEqual([false, false]);
    expect(await list()).toMatchObject({ viewer: { authorizedApplications: { nodes: [] } } });
    expect(await revokeApplication(client.clientId)).toEqual(notFound);
    expect((await accountsOf(server).refresh(admin.session.refreshToken)).errors).toEqual([]);
  });

  it.each([
    ['all sessions of the person end', () => accountsOf(server).revokeAllSessions(admin.caller)],
    [
      'the person changes the password',
      () => accountsOf(server).changePassword(password, 'another long enough phrase', admin.caller),
    ],
    ['the client is deleted', () => oauthAdminOf(server).deleteClient(client.clientId, admin.caller)],
    [
      'the person is suspended',
      () =>
        db.database.execute(
          sql`update memberships set suspended_at = now(), suspended_because = '{admin}' where user_id = ${admin.id}`,
        ),
    ],
  ])('ends when %s', async (_, end) => {
    const { access, refresh } = await someTokens();
    const asking = await aServiceClient(server, admin.caller);
    await end();
    const authorization = basic(asking.clientId, asking.secret);
    for (const token of [access, refresh])
      expect((await postForm(server, '/oauth/introspect', { token }, { authorization })).json).toEqual({
        active: false,
      });
  });

  it('goes on when the person signs out of the session that allowed it', async () => {
    const { refresh } = await someTokens();
    await server.request('mutation { signOut { sessionId } }', {}, admin.caller);
    expect((await refreshFor(server, client, refresh)).status).toBe(200);
  });
});
