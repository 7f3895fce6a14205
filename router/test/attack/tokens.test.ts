import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import WebSocket from 'ws';
import { attackedShop } from '../support/attacked-shop.ts';
import { forgeTokens } from '../support/forged-tokens.ts';
import { startIssuer } from '../support/issuer.ts';
import { ask, startRouter, startSubgraph, type TestRouter, type TestSubgraph } from '../support/test-graph.ts';

let issuer: Awaited<ReturnType<typeof startIssuer>>;
let other: Awaited<ReturnType<typeof startIssuer>>;
let attacker: Server;
let attackerAsked = 0;
let forged: ReadonlyMap<string, string>;
let subgraph: TestSubgraph;
let router: TestRouter;

beforeAll(async () => {
  [issuer, other] = await Promise.all([startIssuer(), startIssuer()]);
  attacker = createServer((_, response) => {
    attackerAsked++;
    response.end('{"keys":[]}');
  }).listen(0, '127.0.0.1');
  await once(attacker, 'listening');
  const address = attacker.address();
  forged = await forgeTokens(issuer, `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`);
  subgraph = await startSubgraph(attackedShop);
  const trust = (name: string, { jwksUrl }: typeof issuer) => ({
    issuer: name,
    jwks_url: jwksUrl,
    audiences: ['test'],
  });
  const issuers = [trust('test', issuer), trust('other', other)];
  router = await startRouter([attackedShop], [subgraph], { config: { authentication: { jwt: { issuers } } } });
});
afterAll(async () => {
  await router.stop();
  await Promise.all([subgraph.stop(), issuer.stop(), other.stop()]);
  attacker.close();
});

/** All of an answer but what differs from one to the next. */
async function answerTo(authorization: string) {
  const response = await fetch(router.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization },
    body: '{"query":"{ hello mine }"}',
  });
  const headers = [...response.headers].filter(([name]) => name !== 'date' && name !== 'x-request-id');
  return { status: response.status, headers, body: await response.text() };
}

async function closeFor(authorization: unknown): Promise<string> {
  const socket = new WebSocket(router.url.replace('http', 'ws'), 'graphql-transport-ws');
  await once(socket, 'open');
  socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization } }));
  return new Promise((resolve) =>
    socket.once('close', (code, reason) => resolve(`${code} ${reason.toString('utf8')}`)),
  );
}

const refusal = { errors: [{ message: 'The credentials are not valid.', extensions: { code: 'UNAUTHENTICATED' } }] };
const now = () => Math.floor(Date.now() / 1000);

describe('credentials that are not good', () => {
  it('have one constant answer, whatever is wrong with the token', async () => {
    expect(await answerTo(`Bearer ${await issuer.token()}`)).toMatchObject({ status: 200 });
    const constant = await answerTo('Bearer x.y.z');
    expect([constant.status, JSON.parse(constant.body)]).toEqual([401, refusal]);
    subgraph.requests.length = 0;
    for (const [what, token] of forged) expect([what, await answerTo(`Bearer ${token}`)]).toEqual([what, constant]);
    expect(subgraph.requests).toEqual([]);
  });

  it('close every WebSocket with the same words', async () => {
    const closes = await Promise.all(
      [...forged].map(async ([what, token]) => [what, await closeFor(`Bearer ${token}`)]),
    );
    expect(closes).toEqual([...forged.keys()].map((what) => [what, '4403 Forbidden']));
  });

  it('never make the router ask where they say', () => {
    expect(attackerAsked).toBe(0);
  });

  it.each([
    ['of the other issuer with the keys of this one', async () => issuer.token({ iss: 'other' })],
    ['of this issuer with the keys of the other', async () => other.token({})],
    ['without an issuer', async () => issuer.token({ iss: undefined })],
    ['of two issuers', async () => issuer.token({ iss: ['test', 'other'] })],
    ['of no audience', async () => issuer.token({ aud: undefined })],
    ['of other audiences', async () => issuer.token({ aud: ['billing', 'mobile'] })],
    ['of a part of the audience', async () => issuer.token({ aud: 'tes' })],
    ['with an expiry that is text', async () => issuer.token({ exp: String(now() + 600) })],
    ['with an expiry at the end of time', async () => issuer.token({ exp: 1e21, iat: undefined })],
    ['with a beginning that is text', async () => issuer.token({ nbf: 'now' })],
    ['without a time of issue', async () => issuer.token({ iat: undefined })],
    ['issued a day ago for two', async () => issuer.token({ iat: now() - 86_400, exp: now() + 86_400 })],
    ['issued in three minutes', async () => issuer.token({ iat: now() + 180 })],
    ['without an id', async () => issuer.token({ jti: undefined })],
    ['for nobody', async () => issuer.token({ sub: undefined })],
    ['for somebody who is no user', async () => issuer.token({ sub: 'key_1' })],
    ['with roles in a list', async () => issuer.token({ role: ['admin'] })],
    ['with an actor that is text', async () => issuer.token({ act: 'usr_2' })],
    ['with an actor who is nobody', async () => issuer.token({ act: {} })],
    ['with an actor that is null', async () => issuer.token({ act: null })],
    ['with an actor who is no user', async () => issuer.token({ act: { sub: 'key_1' } })],
    ['with an actor who is the subject', async () => issuer.token({ act: { sub: 'usr_1' } })],
    ['with an actor behind the actor', async () => issuer.token({ act: { sub: 'usr_2', act: { sub: 'usr_3' } } })],
    ['with several actors', async () => issuer.token({ act: [{ sub: 'usr_2' }] })],
    ['with scopes in a list', async () => issuer.token({ scope: ['*'] })],
  ])('are a token %s', async (_, make) => {
    expect(await answerTo(`Bearer ${await make()}`)).toEqual(await answerTo('Bearer x.y.z'));
  });

  it.each([
    ['another scheme', (token: string) => `Basic ${token}`],
    ['no scheme', (token: string) => token],
    ['no token', () => 'Bearer'],
    ['two spaces', (token: string) => `Bearer  ${token}`],
    ['two tokens', (token: string) => `Bearer ${token}, Bearer ${token}`],
    ['something behind the token', (token: string) => `Bearer ${token} admin`],
  ])('are a header with %s', async (_, write) => {
    expect(await answerTo(write(await issuer.token()))).toEqual(await answerTo('Bearer x.y.z'));
  });

  it.each([
    ['a list', async () => [`Bearer ${await issuer.token()}`]],
    ['an object', async () => ({ token: await issuer.token() })],
    ['null', async () => null],
    ['100 kB', async () => `Bearer ${await issuer.token()}${'a'.repeat(100_000)}`],
    ['lines of headers', async () => `Bearer ${await issuer.token()}\r\nx-user-id: usr_2`],
  ])('are, in a WebSocket, %s', async (_, make) => {
    expect(await closeFor(await make())).toBe('4403 Forbidden');
  });
});

describe('a good token', () => {
  it('is none where tokens do not belong', async () => {
    const token = await issuer.token();
    const anonymous = { data: { hello: 'hello', mine: null } };
    expect(await ask(`${router.url}?access_token=${token}`, '{ hello mine }')).toMatchObject(anonymous);
    expect(await ask(router.url, '{ hello mine }', {}, { cookie: `access_token=${token}` })).toMatchObject(anonymous);
    expect(await ask(router.url, '{ hello mine }', {}, { 'x-access-token': token })).toMatchObject(anonymous);
  });
});
