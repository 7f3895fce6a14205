import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { connect } from 'node:tls';
import { decodeProtectedHeader } from 'jose';
import { z } from 'zod';
import { createAuthority, type Authority } from '../support/certificates.ts';
import { startSmallStack, type SmallService, type SmallStack } from '../support/small-stack.ts';
import { bearer, createSmallClient, type Answer, type Tokens } from '../support/small-stack-client.ts';
import { until } from '../support/until.ts';

let authority: Authority;
let stack: SmallStack;
let client: ReturnType<typeof createSmallClient>;
/** Whom everybody asks as: the newest tokens of one session, and a key. */
const known = {
  email: '',
  tokens: { accessToken: '', refreshToken: '' } satisfies Tokens,
  apiKey: { id: '', secret: '' },
};
const load = { isOn: true, answered: 0, failures: new Array<string>() };
const loops: Promise<void>[] = [];

const apiKey = z.object({ apiKey: z.object({ id: z.string() }), secret: z.string() });
const makeKey = async (field: string, input: object) => {
  const made = apiKey.parse(
    await client.mutate(field, 'apiKey { id } secret', input, bearer(known.tokens.accessToken)),
  );
  return { id: made.apiKey.id, secret: made.secret };
};

const acrossSubgraphs = '{ me { id organization { integrations(first: 1) { nodes { id } } } } }';
const check = ({ status, data, errors }: Answer) => {
  if (status !== 200 || errors || !data?.['me']) load.failures.push(JSON.stringify({ status, errors }));
};
const clients: (() => Promise<void>)[] = [
  async () => check(await client.post(acrossSubgraphs, {}, bearer(known.tokens.accessToken))),
  async () => check(await client.post('{ me { id } }', {}, { 'x-api-key': known.apiKey.secret })),
  async () => {
    known.tokens = await client.refresh(known.tokens.refreshToken);
  },
  async () => void (await client.signIn(known.email)),
  async () =>
    void (await client.mutate('updateProfile', 'user { id }', { name: 'Aiko' }, bearer(known.tokens.accessToken))),
];

beforeAll(async () => {
  // What the load may ask for is no question here.
  const unlimited = { ATTEMPTS_LIMIT: '1000000000', BUDGET_ANONYMOUS: '1000000000' };
  authority = await createAuthority();
  // The router says in its log when it uses another certificate.
  stack = await startSmallStack({}, { router: { ...unlimited, LOG_LEVEL: 'info' } }, authority);
  client = createSmallClient(stack.endpoint);
  const { email, ...tokens } = await client.signUp();
  Object.assign(known, { email, tokens });
  known.apiKey = await makeKey('createApiKey', { name: 'CI', scopes: ['*'] });
  for (const ask of clients) loops.push(keepAsking(ask));
}, 180_000);
afterAll(async () => {
  load.isOn = false;
  await Promise.all(loops);
  await stack.stop();
  await authority.remove();
}, 60_000);

async function keepAsking(ask: () => Promise<void>): Promise<void> {
  while (load.isOn) {
    await ask().catch((error: unknown) => load.failures.push(String(error)));
    load.answered++;
  }
}

/** Everybody was answered a while longer, and nobody in vain. */
afterEach(async () => {
  const enough = load.answered + 5 * clients.length;
  await until('the load goes on', () => load.answered >= enough, 60_000);
  expect(load.failures).toEqual([]);
});

const kid = () => decodeProtectedHeader(known.tokens.accessToken).kid;
const all = ['identity', 'integration'] as const;
const setIn = async (services: readonly SmallService[], variable: string, value: string) => {
  for (const service of services) await stack.changeSecrets(service, { [variable]: value });
};
/** A refresh of the secrets of all services has begun after this was asked, and ended. */
const refreshed = async (services: readonly SmallService[]) => {
  for (const service of services) {
    const count = async () =>
      Number(
        /secrets_refreshes_total\{[^}]*result="success"[^}]*\} (\d+)/.exec(await stack.metrics(service))?.[1] ?? 0,
      );
    const before = await count();
    await until(`${service} has read its secrets`, async () => (await count()) >= before + 2, 30_000);
  }
};

/** Of the certificate that a subgraph shows to a new connection. */
const serialOf = async (name: SmallService) => {
  const { hostname, port } = new URL(stack.urlOf(name));
  const socket = connect({ host: hostname, port: Number(port) });
  await once(socket, 'secureConnect');
  const { serialNumber } = socket.getPeerCertificate();
  socket.destroy();
  return serialNumber;
};

describe('without one request that fails', () => {
  it('the certificates of the router and of its subgraphs are renewed', async () => {
    const before = await Promise.all(all.map(serialOf));
    for (const name of [...all, 'router']) await authority.issue(name);
    await until('the router shows another one', () =>
      Boolean(stack.process('router')?.output().includes('files changed, the new ones are used')),
    );
    for (const [index, name] of all.entries())
      await until(`${name} shows another one`, async () => (await serialOf(name)) !== before[index]);
  });

  it('another key signs access tokens', async () => {
    const before = kid();
    await stack.query('identity', `update signing_keys set created_at = created_at - interval '1 hour'`);
    expect(await stack.keys('rotate')).toMatchObject({ exitCode: 0 });
    await until('the next key signs', () => kid() !== before);
  });

  it('another key makes refresh tokens', async () => {
    expect(await stack.keys('rotate', 'refresh')).toMatchObject({ exitCode: 0 });
    await until('the next key makes them', async () => {
      const rows = await stack.query<{ state: string }>(
        'identity',
        'select state from refresh_tokens join signing_keys on id = key_id order by refresh_tokens.created_at desc limit 1',
      );
      return rows[0]?.state === 'active';
    });
  });

  it('SECRETS_KEY changes, and what it seals is sealed anew', async () => {
    const old = stack.secret('identity', 'SECRETS_KEY');
    const next = randomBytes(32).toString('base64');
    await setIn(all, 'SECRETS_KEY', `${old},${next}`);
    await refreshed(all);
    await setIn(all, 'SECRETS_KEY', `${next},${old}`);
    await until(
      'nothing waits to be sealed anew',
      async () => {
        const [row] = await stack.query<{ waiting: number; superseded: number }>(
          'identity',
          `select count(*) filter (where superseded_at is not null)::int as superseded, (
           select count(*)::int from signing_keys
           where split_part(sealed_secret, '.', 2) in (select id from data_keys where superseded_at is not null)) + (
           select count(*)::int from users
           where split_part(sealed_email, '.', 2) in (select id from data_keys where superseded_at is not null)) as waiting
         from data_keys`,
        );
        // Of the platform, and of the one person.
        return row?.superseded === 2 && row.waiting === 0;
      },
      60_000,
    );
    expect((await stack.keys()).output).toMatch(/signing_keys\.sealed_secret' +│ +\d+ +│ +0 /);
  });

  it('the keys change by which the router signs its calls', async () => {
    for (const name of all) {
      const variable = `${name.toUpperCase()}_ROUTER_KEYS`;
      const old = stack.secret(name, variable);
      const next = `k2:${randomBytes(32).toString('base64')}`;
      await setIn([name], variable, `${next},${old}`);
      await refreshed([name]);
      await setIn(['router'], variable, `${next},${old}`);
      await refreshed(['router']);
      await setIn([name, 'router'], variable, next);
      await refreshed([name, 'router']);
    }
  }, 120_000);

  it('the key changes by which subgraphs take back what routers hold', async () => {
    const invalidations = async () =>
      Number(/router_response_cache_invalidations_total\{[^}]*\} (\d+)/.exec(await stack.metrics('router'))?.[1] ?? 0);
    const old = stack.secret('router', 'INVALIDATION_KEY');
    const next = randomBytes(16).toString('hex');
    await setIn(['router'], 'INVALIDATION_KEY', `${next},${old}`);
    await refreshed(['router']);
    await setIn(all, 'INVALIDATION_KEY', next);
    await refreshed(all);
    await setIn(['router'], 'INVALIDATION_KEY', next);
    await refreshed(['router']);
    const before = await invalidations();
    await until('they are taken', async () => (await invalidations()) > before, 30_000);
    const sent = { method: 'POST', headers: { 'content-type': 'application/json', authorization: old }, body: '[]' };
    const refused = async () => (await fetch(`${stack.endpoint}/invalidation`, sent)).status === 401;
    await until('the old one is refused', refused);
  });

  it('an API key is replaced, and the old one works until its grace ends', async () => {
    const old = known.apiKey;
    known.apiKey = await makeKey('rotateApiKey', { apiKeyId: old.id, graceHours: 1 });
    expect(known.apiKey.secret).not.toBe(old.secret);
    check(await client.post('{ me { id } }', {}, { 'x-api-key': old.secret }));
  });

  it('the passwords of databases change, whichever of both places is first', async () => {
    for (const [database, isServerFirst] of [
      ['identity', true],
      ['integration', false],
    ] as const) {
      const variable = `${database.toUpperCase()}_DATABASE_URL`;
      const url = new URL(stack.secret(database, variable));
      url.password = randomBytes(16).toString('hex');
      const alter = () => stack.query('postgres', `alter role ${database} password '${url.password}'`);
      const tell = () => setIn([database], variable, url.href);
      if (isServerFirst) await alter();
      else await tell().then(() => refreshed([database]));
      // More at once than connections are open: new ones are made while the two places differ.
      const burst = Array.from({ length: 40 }, () =>
        client.post(acrossSubgraphs, {}, bearer(known.tokens.accessToken)),
      );
      await (isServerFirst ? tell() : alter());
      for (const answer of await Promise.all(burst)) check(answer);
    }
  });
});
