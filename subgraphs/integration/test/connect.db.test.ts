import { randomUUID } from 'node:crypto';
import { afterAll, beforeEach, describe, expect, it } from '@jest/globals';
import { sql } from '@conea/platform';
import { until } from '../../../test/support/until.ts';
import { operationsOf } from './support/operations.ts';
import { credentials, permanentCredentials, startSimulator } from './support/simulator.ts';
import { aCaller, anOrganization, startSubgraph } from './support/subgraph.ts';

const simulator = await startSimulator();
const subgraph = await startSubgraph(simulator.url);
beforeEach(() => simulator.setFaults({}));
afterAll(async () => {
  await subgraph.stop();
  await simulator.kill('SIGTERM');
});

const inAnOrganization = () => operationsOf(subgraph, aCaller(anOrganization()));

describe('connectStore', () => {
  it.each([
    'example.com',
    'evil.example/conea-demo.myshopify.com',
    'conea-demo.myshopify.com.evil.example',
    'conea-demo.myshopify.com@evil.example',
    '127.0.0.1:80#.myshopify.com',
    '-.myshopify.com',
    '',
  ])('refuses %p as data, without a call', async (shopDomain) => {
    const before = await simulator.calls();
    const { errors } = await inAnOrganization().connect({ shopDomain });
    expect(errors).toMatchObject([{ __typename: 'InvalidInput', path: ['input', 'shopDomain'] }]);
    expect(await simulator.calls()).toBe(before);
  });

  it.each([
    { clientSecret: credentials.clientSecret },
    { ...credentials, ...permanentCredentials },
    { ...credentials, clientSecret: 'two\nlines of text' },
  ])('refuses credentials that cannot be right as data', async (given) => {
    const { errors } = await inAnOrganization().connect({ credentials: given });
    expect(errors).toMatchObject([{ __typename: 'InvalidInput', path: ['input', 'credentials'] }]);
  });

  it('returns a refusal of the store as data, and stores nothing', async () => {
    const { connect } = inAnOrganization();
    const wrong = { ...credentials, clientSecret: 'shpss_a_wrong_secret' };
    expect((await connect({ credentials: wrong })).errors).toMatchObject([{ __typename: 'CredentialsRefused' }]);
    const unknown = { shopDomain: 'unknown.myshopify.com', credentials: permanentCredentials };
    expect((await connect(unknown)).errors).toMatchObject([{ __typename: 'CredentialsRefused' }]);
  });

  it.each([429, 503])('says that the store is unavailable when it answers %d', async (status) => {
    await simulator.setFaults(
      status === 429 ? { throttleMode: 'http429', throttledCalls: 1 } : { failureStatus: 503, failingCalls: 1 },
    );
    expect((await inAnOrganization().connect()).errors).toMatchObject([{ __typename: 'StoreUnavailable' }]);
  });

  it('is forbidden to who may only read', async () => {
    const caller = aCaller(anOrganization(), ['read:own_data']);
    await expect(operationsOf(subgraph, caller).connect()).rejects.toThrow('FORBIDDEN');
  });

  it('connects once for one idempotency key, and keeps the integration when it is connected again', async () => {
    const { connect, connected } = inAnOrganization();
    const idempotencyKey = randomUUID();
    const first = await connect({ idempotencyKey });
    expect(first.integration).toMatchObject({
      name: 'Conea 青空商店 (simulator)',
      status: 'ACTIVE',
      isSimulated: true,
    });
    expect((await connect({ idempotencyKey })).integration?.id).toBe(first.integration?.id);
    expect(await connected({ credentials: permanentCredentials })).toBe(first.integration?.id);
    await expect(connect({ idempotencyKey, credentials: permanentCredentials })).rejects.toThrow(
      'IDEMPOTENCY_KEY_REUSED',
    );
  });

  it('subscribes to the changes of the store, once per topic', async () => {
    const { connected } = inAnOrganization();
    const integrationId = await connected();
    await connected();
    const topics = async () =>
      (await simulator.subscriptions()).filter(({ uri }) => uri.endsWith(integrationId)).map(({ topic }) => topic);
    expect(new Set(await topics()).size).toBe(10);
    expect(await topics()).toHaveLength(10);
  });

  it('subscribes when the store has a problem at first', async () => {
    const { connect, findIntegration } = inAnOrganization();
    const { integration } = await connect();
    await simulator.setFaults({ failureStatus: 500, failingCalls: 1 });
    await until('the store is subscribed to', async () => {
      return (await findIntegration(integration?.id ?? ''))?.notifications.state === 'ACTIVE';
    });
  });

  it('keeps no secret that could be read, and records who did it', async () => {
    const organizationId = anOrganization();
    const integrationId = await operationsOf(subgraph, aCaller(organizationId)).connected();
    const { database } = subgraph;
    const { dump } = await database.one<{ dump: string }>(sql`
      select (select json_agg(c) from store_credentials c)::text || (select json_agg(s) from signing_secrets s)::text
        || (select json_agg(o) from outbox o)::text || (select json_agg(j) from pgboss.job j)::text
        || coalesce((select json_agg(k) from idempotency_keys k)::text, '') as dump`);
    expect(dump).toContain(integrationId);
    expect(dump).not.toContain(credentials.clientSecret);
    expect(dump).not.toContain('shpat_');
    const audit = await database.many(sql`
      select data ->> 'action' as action, data ->> 'result' as result, data ->> 'actorId' as "actorId"
      from outbox
      where tenant_id = ${organizationId} and type = 'conea.integration.audit.recorded'`);
    expect(audit).toEqual([{ action: 'store.connect', result: 'success', actorId: 'usr_test' }]);
  });
});
