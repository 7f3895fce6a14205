import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:https';
import { exportJWK, generateKeyPair, SignJWT, type JWK } from 'jose';
import { createAuthority } from '../../../test/support/certificates.ts';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { createPublicFetch } from '../src/sources/public-fetch.ts';
import { createRemoteKeys } from '../src/sources/remote-keys.ts';
import { anAdmin } from './support/accounts.ts';
import { aClock, identityMigrations, issuer, startIdentity, type IdentityServer } from './support/identity-server.ts';
import { oauthAdminOf, postForm } from './support/oauth-clients.ts';

let db: TestDatabase;
let server: IdentityServer;
let publisher: Awaited<ReturnType<typeof aPublisher>>;
let ca: string;
const clock = aClock(new Date());
// The publisher of the test stands on this machine.
const isAllowed = (address: string) => ['127.0.0.1', '::1'].includes(address);

beforeAll(async () => {
  publisher = await aPublisher();
  ca = publisher.ca;
  db = await createTestDatabase(identityMigrations);
  const findRemoteKeys = createRemoteKeys({ isAllowed, ca, cooldown: 0 });
  server = await startIdentity(db.served, clock.read, { findRemoteKeys });
});
afterAll(async () => {
  await server.stop();
  await db.drop();
  await publisher.stop();
});

/** Somebody who publishes what the test says, over https. */
async function aPublisher() {
  const authority = await createAuthority();
  const { certificate, key } = await authority.issue('publisher');
  const state = { answer: { status: 200, body: '{"keys":[]}', headers: {} }, asked: 0 };
  const pair = { cert: await readFile(certificate), key: await readFile(key) };
  const listening = createServer(pair, (_, response) => {
    state.asked += 1;
    response.writeHead(state.answer.status, state.answer.headers).end(state.answer.body);
  });
  await new Promise<void>((resolve) => listening.listen(0, resolve));
  const address = listening.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  return {
    state,
    ca: await readFile(authority.certificate, 'utf8'),
    url: `https://localhost:${port}/jwks.json`,
    publish: (keys: JWK[]) => {
      state.answer = { status: 200, body: JSON.stringify({ keys }), headers: {} };
    },
    stop: () => new Promise((resolve) => listening.close(resolve)),
  };
}

async function aKey(kid: string) {
  const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true });
  const sign = (clientId: string) =>
    new SignJWT({
      ...{ iss: clientId, sub: clientId, aud: issuer.issuer, jti: randomUUID() },
      exp: Math.floor(clock.read().getTime() / 1000) + 60,
    })
      .setProtectedHeader({ alg: 'ES256', kid })
      .sign(privateKey);
  return { jwk: { ...(await exportJWK(publicKey)), kid }, sign };
}

async function aClient(jwksUri = publisher.url) {
  const admin = await anAdmin(server);
  const { serviceAccount } = await oauthAdminOf(server).createAccount({}, admin.caller);
  const input = { serviceAccountId: serviceAccount?.id, jwksUri };
  const made = await oauthAdminOf(server).createClient(input, admin.caller);
  return { ...made, caller: admin.caller, id: made.oauthClient?.id ?? '' };
}

async function statusOf(assertion: string): Promise<number> {
  const type = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
  const form = { grant_type: 'client_credentials', client_assertion_type: type, client_assertion: assertion };
  return (await postForm(server, '/oauth/token', form)).status;
}

const read = (url: string, options: Parameters<typeof createPublicFetch>[0]) =>
  createPublicFetch(options)(url, { headers: new Headers(), signal: AbortSignal.timeout(5_000) });

describe('a client that publishes its keys', () => {
  it('proves itself with them, has no secret, and rotates them by publishing others', async () => {
    const [first, next, stranger] = [await aKey('first'), await aKey('next'), await aKey('first')];
    publisher.publish([first.jwk]);
    const { id, clientSecret } = await aClient();
    expect(clientSecret).toBeNull();
    expect(await statusOf(await first.sign(id))).toBe(200);
    expect(await statusOf(await stranger.sign(id))).toBe(401);
    publisher.publish([first.jwk, next.jwk]);
    expect(await statusOf(await next.sign(id))).toBe(200);
    const { asked } = publisher.state;
    expect(await statusOf(await first.sign(id))).toBe(200);
    expect(publisher.state.asked).toBe(asked);
  });

  it('is refused while it publishes nothing, something else, or sends on, and let in afterwards', async () => {
    const key = await aKey('late');
    const { id } = await aClient(`${publisher.url}?late`);
    const answers = [
      { status: 500, body: '', headers: {} },
      { status: 200, body: 'x', headers: {} },
      { status: 302, body: '', headers: { location: publisher.url } },
      { status: 200, body: JSON.stringify({ keys: [key.jwk], more: 'x'.repeat(70_000) }), headers: {} },
    ];
    for (const answer of answers) {
      publisher.state.answer = answer;
      expect(await statusOf(await key.sign(id))).toBe(401);
    }
    publisher.publish([key.jwk]);
    expect(await statusOf(await key.sign(id))).toBe(200);
  });

  it('says where with an https URL of the public internet, or sends them, and changes between both', async () => {
    for (const url of ['http://shop.example/', 'https://127.0.0.1/', 'https://[::1]/', 'https://169.254.169.254/'])
      expect((await aClient(url)).errors).toMatchObject([{ path: ['input', 'jwksUri'] }]);
    const [published, sent] = [await aKey('published'), await aKey('sent')];
    publisher.publish([published.jwk]);
    const { id, caller } = await aClient(`${publisher.url}?both`);
    const update = (input: object) => oauthAdminOf(server).updateClient({ clientId: id, ...input }, caller);
    const jwks = { keys: [sent.jwk] };
    expect((await update({ jwks, jwksUri: publisher.url })).errors).toMatchObject([{ path: ['input', 'jwksUri'] }]);
    await update({ jwks });
    expect([await statusOf(await published.sign(id)), await statusOf(await sent.sign(id))]).toEqual([401, 200]);
    await update({ jwksUri: `${publisher.url}?both` });
    expect([await statusOf(await published.sign(id)), await statusOf(await sent.sign(id))]).toEqual([200, 401]);
  });
});

describe('what is read for somebody else', () => {
  it('is on the public internet: nothing connects to this machine, by name or by address', async () => {
    const { asked } = publisher.state;
    const { port } = new URL(publisher.url);
    for (const host of ['localhost', '127.0.0.1', '[::1]'])
      await expect(read(`https://${host}:${port}/`, { ca })).rejects.toThrow('public internet');
    await expect(read(`http://localhost:${port}/`, { isAllowed, ca })).rejects.toThrow('public internet');
    expect(publisher.state.asked).toBe(asked);
  });

  it('comes from whom the certificate names', async () => {
    await expect(read(publisher.url, { isAllowed })).rejects.toThrow(/certificate/);
    expect((await read(publisher.url, { isAllowed, ca })).status).toBe(200);
  });
});
