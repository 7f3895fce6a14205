import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { demoShop } from '../../scripts/demo/stack.ts';
import { queriesToPaste } from '../../scripts/demo/queries.ts';
import { playStory, type Story } from '../../scripts/demo/story.ts';
import { startDemoStack, type DemoStack } from '../support/demo-stack.ts';
import { root } from '../support/source-files.ts';
import { until } from '../support/until.ts';

let stack: DemoStack;
let story: Story;

beforeAll(async () => {
  stack = await startDemoStack();
  story = await playStory(stack.story);
}, 180_000);
afterAll(async () => {
  await stack.stop();
  stack.place.remove();
});

it('confirms the address of the user with the link of the mail', () => {
  expect(story.address.emailVerifiedAt).not.toBeNull();
});

it('lets a colleague in by the link of the invitation that was mailed', () => {
  const { colleague, user } = story;
  expect(colleague).toMatchObject({ role: 'VIEWER', organization: user.organization });
  expect(colleague.emailVerifiedAt).not.toBeNull();
});

it('signs somebody in with Google, who is another person in an organization of their own', () => {
  expect(story.googler?.email).toBe('aiko.tanaka@gmail.com');
  expect(story.googler?.id).not.toBe(story.user.id);
});

it('syncs every order of the store', () => {
  expect(story.sync.status).toBe('SUCCEEDED');
  expect(story.sync.progress.created).toBe(story.sync.progress.read);
  expect(story.orders).toHaveLength(1_000);
  expect(new Set(story.orders.map(({ id }) => id)).size).toBe(1_000);
});

it('delivers a change of an order with fields of three subgraphs', () => {
  const { changeType, order } = story.change;
  expect(changeType).toBe('UPDATED');
  expect(order.organization?.name).toBe(story.user.organization.name);
  expect(order.integration.activity?.eventCount).toBeGreaterThan(0);
});

it('streams the whole answer of the AI and bills it', () => {
  const { status, answer, streamedText, usage, user } = story.summary;
  expect([status, streamedText]).toEqual(['FINISHED', answer]);
  expect(Number(usage?.cost.amount)).toBeGreaterThan(0);
  expect(user?.name).toBe(story.user.name);
});

it('loads or quarantines every row of the CSV', () => {
  const { status, rowsLoaded, rowsQuarantined, quarantinedRows, aggregates } = story.run;
  expect(status).toBe('SUCCEEDED');
  expect((rowsLoaded ?? 0) + (rowsQuarantined ?? 0)).toBe(story.orders.length);
  expect(rowsQuarantined).toBeGreaterThan(0);
  expect(rowsQuarantined).toBe(story.orders.filter(({ email }) => !email).length);
  for (const row of quarantinedRows.nodes) expect(row.reasons.length).toBeGreaterThan(0);
  expect(aggregates.nodes.length).toBeGreaterThan(0);
});

it('lets a service account read with a token of its own', () => {
  expect(story.service).toMatchObject({ scope: 'read:own_data', orders: { length: 3 } });
});

it('moves the metric of the run while it is watched', () => {
  expect(story.update).toMatchObject({ type: 'conea.data.run.completed', count: 1, sum: story.orders.length });
});

it('has every action in the audit trail', () => {
  const actions = story.auditTrail.map(({ domain, action }) => `${domain} ${action}`);
  expect(actions).toEqual(
    expect.arrayContaining([
      'identity user.sign_in',
      'integration store.connect',
      'integration sync.start',
      'ai chat.start',
    ]),
  );
});

it('gives a copy of everything that the five domains hold about the person, and nothing of anybody else', () => {
  const line = z.object({ domain: z.string(), kind: z.string(), record: z.looseObject({}) });
  const lines = story.ownData
    .trimEnd()
    .split('\n')
    .map((text) => line.parse(JSON.parse(text)));
  const kinds = new Set(lines.map(({ domain, kind }) => `${domain} ${kind}`));
  expect([...kinds]).toEqual(
    expect.arrayContaining([
      ...['identity manifest', 'identity account', 'identity membership', 'identity session', 'identity dataExport'],
      ...['ai chat', 'ai usage', 'data file', 'data pipeline', 'data run'],
      ...['analytics activity', 'analytics auditEntry'],
    ]),
  );
  const domains = ['identity', 'integration', 'ai', 'data', 'analytics'];
  expect(lines[0]?.record).toMatchObject({ userId: story.user.id, domains: domains.map((domain) => ({ domain })) });
  expect(lines.find(({ kind }) => kind === 'account')?.record).toMatchObject({
    id: story.user.id,
    name: story.user.name,
  });
  expect(lines.find(({ kind }) => kind === 'chat')?.record).toMatchObject({ answer: story.summary.answer });
  for (const other of [story.googler?.id, story.googler?.email, story.colleague.email])
    expect(story.ownData).not.toContain(other ?? 'nobody');
});

it('takes an order through the pipeline with the outcome of its row', async () => {
  const results = z.object({ row: z.record(z.string(), z.unknown()).nullable(), reasons: z.array(z.unknown()) });
  const shape = z.object({ order: z.object({ pipelineResult: results }) });
  const query = `query ($id: ID!, $pipelineId: ID!) {
    order(id: $id) { pipelineResult(pipelineId: $pipelineId) { row reasons { path } } }
  }`;
  const client = await stack.client();
  const resultOf = async (wanted: (order: Story['orders'][number]) => boolean) => {
    const variables = { id: story.orders.find(wanted)?.id, pipelineId: story.run.pipelineId };
    return (await client.request(query, shape, variables)).order.pipelineResult;
  };
  expect(await resultOf(({ email }) => email !== null)).toMatchObject({
    row: { total: expect.any(Number) },
    reasons: [],
  });
  expect(await resultOf(({ email }) => email === null)).toEqual({ row: null, reasons: [{ path: 'email' }] });
  await client.close();
});

it('lets software act with an API key of a service account: within its scopes, until it is revoked', async () => {
  const client = await stack.client();
  const made = z.object({ createApiKey: z.object({ apiKey: z.object({ id: z.string() }), secret: z.string() }) });
  const create = 'mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { apiKey { id } secret } }';
  const { serviceAccountId, orders } = story.service;
  const input = { name: 'Report', scopes: ['read:own_data'], serviceAccountId };
  const { apiKey, secret } = (await client.request(create, made, { input })).createApiKey;
  const ask = async (query: string) => {
    const headers = { 'content-type': 'application/json', 'x-api-key': secret };
    const body = JSON.stringify({ query });
    const response = await fetch(stack.story.endpoint, { method: 'POST', headers, body });
    return { status: response.status, answer: await response.json() };
  };
  const read = await ask('{ orders(first: 3) { nodes { name } } }');
  expect(read).toMatchObject({ status: 200, answer: { data: { orders: { nodes: orders } } } });
  for (const outside of [
    '{ serviceAccounts(first: 1) { nodes { id } } }',
    `mutation { archivePipeline(input: { pipelineId: "${story.run.pipelineId}" }) { pipeline { id } } }`,
  ]) {
    const refused = { errors: [{ extensions: { code: 'UNAUTHORIZED_FIELD_OR_TYPE' } }] };
    expect((await ask(outside)).answer).toMatchObject(refused);
  }
  await client.request(
    'mutation ($input: RevokeApiKeyInput!) { revokeApiKey(input: $input) { apiKey { id } } }',
    z.object({ revokeApiKey: z.object({ apiKey: z.object({ id: z.literal(apiKey.id) }) }) }),
    { input: { apiKeyId: apiKey.id } },
  );
  await until('the key is refused', async () => (await ask('{ __typename }')).status === 401, 5_000);
  await client.close();
});

it('leaves no secret, token or address in any log', () => {
  const folder = join(stack.place.directory, 'logs');
  const servers = ['router', 'identity', 'integration', 'ai', 'data', 'analytics'].map((name) => `${name}.log`);
  expect(readdirSync(folder)).toEqual(expect.arrayContaining(servers));
  const logs = servers.map((file) => readFileSync(join(folder, file), 'utf8')).join('');
  expect(logs).toContain('"level":"info"');
  const { databasePasswords, routerKeys, demoPassword, ...others } = stack.settings;
  const keys = Object.values(routerKeys).map((key) => key.slice(3));
  const secrets = [
    ...Object.values(databasePasswords),
    ...keys,
    demoPassword,
    ...Object.values(others),
    demoShop.clientSecret,
  ];
  const buyers = [story.colleague, story.googler, ...story.orders].flatMap((one) => one?.email ?? []);
  const people = [stack.credentials.email, ...buyers];
  expect(people.length).toBeGreaterThan(500);
  expect([...secrets, ...new Set(people)].filter((text) => logs.includes(text))).toEqual([]);
  expect(logs).not.toMatch(/eyJ[\w-]{10,}\.eyJ|conea_ak_\w{12}_\w{32}/);
});

it('answers what the demo and the README say to paste, without an error', async () => {
  const readme = readFileSync(join(root, 'README.md'), 'utf8');
  const ofReadme = [...readme.matchAll(/```graphql\n(\{.*?)```/gs)].map(([, query = '']) => query);
  const queries = [...ofReadme, ...queriesToPaste(story).filter((query) => query.startsWith('{'))];
  expect(queries).toHaveLength(4);
  const client = await stack.client();
  for (const query of queries) await client.request(query, z.record(z.string(), z.object({})));
  await client.close();
});
