import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { exportSPKI, generateKeyPair, SignJWT } from 'jose';
import { request } from 'node:http';
import {
  ask,
  federationLink,
  startRouter,
  startSubgraph,
  type TestRouter,
  type TestSubgraph,
} from './support/test-graph.ts';
import { startIssuer } from './support/issuer.ts';

const definitions = [
  {
    name: 'shop',
    sdl:
      federationLink('@key', '@authenticated', '@requiresScopes', '@shareable') +
      /* GraphQL */ `
        type Query {
          open: String
          mine: String @authenticated
          written: String @requiresScopes(scopes: [["write:own_data"], ["read:own_data", "execute:ai_requests"]])
          secret: Secret
          things: [Thing!]!
          strict: String! @authenticated
        }
        type Secret @authenticated {
          value: String
        }
        interface Thing {
          id: ID!
          cost: Int
        }
        type Plain implements Thing {
          id: ID!
          cost: Int
        }
        type Priced implements Thing {
          id: ID!
          cost: Int @requiresScopes(scopes: [["read:cost"]])
        }
      `,
    resolvers: {
      Query: {
        open: () => 'open',
        mine: () => 'mine',
        written: () => 'written',
        secret: () => ({ value: 'secret' }),
        strict: () => 'strict',
        things: () => [
          { __typename: 'Plain', id: '1', cost: 1 },
          { __typename: 'Priced', id: '2', cost: 2 },
        ],
      },
    },
  },
];

let issuer: Awaited<ReturnType<typeof startIssuer>>;
let subgraph: TestSubgraph;
let router: TestRouter;
const as = async (query: string, token?: string) =>
  ask(router.url, query, {}, token === undefined ? {} : { authorization: `Bearer ${token}` });

beforeAll(async () => {
  issuer = await startIssuer();
  subgraph = await startSubgraph({
    name: 'shop',
    sdl: definitions[0]?.sdl ?? '',
    resolvers: definitions[0]?.resolvers ?? {},
  });
  router = await startRouter(definitions, [subgraph], { config: issuer.config });
});
afterAll(async () => {
  await router.stop();
  await subgraph.stop();
  await issuer.stop();
});

describe('an access token', () => {
  const now = Math.floor(Date.now() / 1000);
  const refused = {
    data: undefined,
    errors: [{ message: 'The credentials are not valid.', extensions: { code: 'UNAUTHENTICATED' } }],
  };

  it('opens what needs a user', async () => {
    expect((await as('{ mine }', await issuer.token())).data).toEqual({ mine: 'mine' });
  });

  it.each([
    ['an expired one', () => issuer.token({ exp: now - 160, iat: now - 600 })],
    ['one without an expiry', () => issuer.token({ exp: undefined })],
    ['one that is not valid yet', () => issuer.token({ nbf: now + 600 })],
    ['one from the future', () => issuer.token({ iat: now + 600 })],
    ['one of another audience', () => issuer.token({ aud: 'other' })],
    ['one of another issuer', () => issuer.token({ iss: 'other' })],
    ['one that is no access token', () => issuer.token({}, { typ: 'JWT' })],
    ['one without an organization', () => issuer.token({ org: undefined })],
    ['one with an unknown role', () => issuer.token({ role: 'root' })],
    ['one with an unknown key', () => issuer.token({}, { kid: 'k2' })],
    ['one without a signature', async () => `${(await issuer.token()).split('.').slice(0, 2).join('.')}.`],
    [
      'one with alg none',
      async () => {
        const header = Buffer.from('{"alg":"none","typ":"at+jwt"}').toString('base64url');
        return `${header}.${(await issuer.token()).split('.')[1]}.`;
      },
    ],
    [
      'one that the public key signed as a secret',
      async () => {
        const secret = new TextEncoder().encode(await exportSPKI(issuer.publicKey));
        return new SignJWT(issuer.claims()).setProtectedHeader({ alg: 'HS256', typ: 'at+jwt', kid: 'k1' }).sign(secret);
      },
    ],
    [
      'one that another key signed',
      async () => {
        const { privateKey } = await generateKeyPair('RS256');
        return new SignJWT(issuer.claims())
          .setProtectedHeader({ alg: 'RS256', typ: 'at+jwt', kid: 'k1' })
          .sign(privateKey);
      },
    ],
    ['one of 100 kB', async () => `${await issuer.token()}${'a'.repeat(10_000)}`],
    ['no token at all', async () => ''],
  ])('is refused with one constant answer: %s', async (_, make) => {
    const before = subgraph.requests.length;
    const { status, ...answer } = await as('{ open }', await make());
    expect(status).toBe(401);
    expect(answer).toEqual(refused);
    expect(subgraph.requests).toHaveLength(before);
  });

  it('is refused when it comes twice', async () => {
    const token = await issuer.token();
    const { port } = new URL(router.url);
    const status = await new Promise((resolve, reject) => {
      const headers = [
        'content-type',
        'application/json',
        'authorization',
        `Bearer ${token}`,
        'authorization',
        `Bearer ${token}`,
        'host',
        'x',
      ];
      request({ port, host: '127.0.0.1', path: '/graphql', method: 'POST', headers }, (response) =>
        resolve(response.statusCode),
      )
        .once('error', reject)
        .end('{"query":"{ open }"}');
    });
    expect(status).toBe(401);
  });

  it('with an unknown key does not make the router ask for keys again and again', async () => {
    const before = issuer.fetches();
    for (let count = 0; count < 20; count++) await as('{ open }', await issuer.token({}, { kid: `kid${count}` }));
    expect(issuer.fetches() - before).toBeLessThanOrEqual(1);
  });
});

describe('a field that needs a user or a scope', () => {
  const denied = (...path: string[]) => ({
    message: 'Unauthorized field or type',
    path,
    extensions: { code: 'UNAUTHORIZED_FIELD_OR_TYPE' },
  });

  it('is null for an anonymous caller and is not even asked for', async () => {
    subgraph.requests.length = 0;
    const { status, data, errors } = await as('{ open mine alias: written }');
    expect(status).toBe(200);
    expect(data).toEqual({ open: 'open', mine: null, alias: null });
    expect(errors).toEqual([denied('mine'), denied('alias')]);
    expect(subgraph.requests.map(({ query }) => query)).toEqual(['{open}']);
  });

  it('needs one of the scope sets in full', async () => {
    const written = async (scope: string) => (await as('{ written }', await issuer.token({ scope }))).data;
    expect(await written('read:own_data')).toBeNull();
    expect(await written('write:own_data')).toEqual({ written: 'written' });
    expect(await written('execute:ai_requests read:own_data')).toEqual({ written: 'written' });
  });

  it('guards what a protected type returns, in every spelling', async () => {
    for (const query of [
      '{ open secret { value } }',
      '{ open ...S } fragment S on Query { secret { value } }',
      '{ open ... { secret { v: value } } }',
    ]) {
      expect((await as(query)).data).toEqual({ open: 'open', secret: null });
    }
  });

  it('makes the parent null when it may not be null', async () => {
    const { data, errors } = await as('{ open strict }');
    expect(data).toBeNull();
    expect(errors).toEqual([denied('strict')]);
  });

  it('is not reached through an interface that an implementation protects', async () => {
    const { data } = await as('{ things { id cost } }');
    expect(data).toEqual({
      things: [
        { id: '1', cost: null },
        { id: '2', cost: null },
      ],
    });
    const narrowed = await as('{ things { id ... on Plain { cost } ... on Priced { cost } } }');
    expect(narrowed.data).toEqual({
      things: [
        { id: '1', cost: 1 },
        { id: '2', cost: null },
      ],
    });
    expect(narrowed.errors).toEqual([denied('things', '@', 'cost')]);
  });
});
