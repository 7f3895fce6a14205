import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { eraseEverything, newId, registerErasure, sql } from '@conea/platform';
import { z } from 'zod';
import { silentLog } from '../../../test/support/database.ts';
import { until } from '../../../test/support/until.ts';
import { createCooldowns } from '../src/domain/cooldown.ts';
import { createAnswerJob } from '../src/jobs/answer.ts';
import { createProviders } from '../src/sources/providers.ts';
import { createChatStore } from '../src/store/chat-store.ts';
import { erasureSteps } from '../src/store/erasure-steps.ts';
import { createModelStore } from '../src/store/model-store.ts';
import { aCaller, startAiServer, startProviders, type AiServer } from './support/ai-server.ts';

let providers: Awaited<ReturnType<typeof startProviders>>;
let ai: AiServer;

beforeAll(async () => {
  providers = await startProviders();
  ai = await startAiServer(providers.url);
});
beforeEach(() => providers.reset());
afterAll(async () => {
  await ai.stop();
  await ai.test.drop();
  providers.stop();
});

const [mini, haiku] = ['gpt-5.2-mini', 'claude-haiku-4-5'];
const chatShape = z.object({
  id: z.string(),
  status: z.string(),
  answer: z.string().nullable(),
  isFallback: z.boolean(),
  failure: z.string().nullable(),
  model: z.object({ name: z.string() }).nullable(),
  usage: z
    .object({ inputTokens: z.number(), outputTokens: z.number(), cost: z.object({ amount: z.string() }) })
    .nullable(),
});
const payload = z.object({
  chat: chatShape.nullable(),
  errors: z.array(z.object({ __typename: z.string(), path: z.array(z.string()).nullable() })),
});
const fields = `{ chat { id status answer isFallback failure model { name } usage { inputTokens outputTokens cost { amount } } }
  errors { __typename ... on UserError { path } } }`;

async function chat(content: string, input: object = {}, field = 'chat') {
  const query = `mutation ($input: ChatInput!) { payload: ${field}(input: $input) ${fields} }`;
  const { data, errors } = await ai.request(query, { input: { messages: [{ role: 'USER', content }], ...input } });
  if (errors) throw new Error(JSON.stringify(errors));
  return payload.parse(data?.['payload']);
}

const models = async () =>
  z
    .object({ models: z.array(z.object({ id: z.string(), name: z.string() })) })
    .parse((await ai.request('{ models { id name } }')).data).models;
const modelId = async (name: string) => (await models()).find((model) => model.name === name)?.id ?? '';
/** A model of the simulator that always has this fault. */
async function aFaultyModel(kind: string): Promise<{ id: string; name: string }> {
  const name = `fault-${kind.replaceAll('_', '-')}`;
  await ai.database.execute(sql`
    insert into models (id, provider, name, capabilities, context_window, input_price, cached_input_price, output_price, priority)
    values (${newId('mdl')}, 'openai', ${name}, '{CHAT}', 1000, 1, 1, 1, 1000)
    on conflict (provider, name) do nothing`);
  return { id: await modelId(name), name };
}

const countUsage = async (chatId: string) =>
  (
    await ai.database.one<{ count: number }>(
      sql`select count(*) as count from usage_records where source_id = ${chatId}`,
    )
  ).count;

describe('a model that fails', () => {
  it('with a rate limit once is asked again', async () => {
    await providers.fault(mini, { kind: 'rate_limit', times: 1, retryAfter: 0 });
    const { chat: done } = await chat('Summarise 1 2 3');
    expect(done).toMatchObject({ status: 'FINISHED', isFallback: false, model: { name: mini } });
    expect((await providers.attempts())[mini]).toBe(2);
  });

  it.each(['server_error', 'overloaded', 'bad_gateway_html', 'quota', 'unauthorized'])(
    'with %s gives way to the next one',
    async (kind) => {
      const faulty = await aFaultyModel(kind);
      const { chat: done } = await chat('Summarise 4 5 6', { modelId: faulty.id });
      expect(done).toMatchObject({ status: 'FINISHED', isFallback: true });
      expect(done?.model?.name).not.toBe(faulty.name);
      expect((await providers.attempts())[faulty.name]).toBe(kind === 'quota' || kind === 'unauthorized' ? 1 : 2);
    },
  );

  it('together with all others ends the chat with a reason', async () => {
    for (const { name } of await models()) await providers.fault(name, { kind: 'server_error' });
    const { chat: failed } = await chat('Summarise 9');
    expect(failed).toMatchObject({ status: 'FAILED', answer: null, failure: 'MODEL_UNAVAILABLE', usage: null });
  });
});

describe('a stream that breaks after the first piece', () => {
  it.each(['cut', 'reset', 'stream_error', 'bad_json'])(
    '(%s) fails the chat, without asking another model',
    async (kind) => {
      await providers.fault(haiku, { kind });
      const { chat: failed } = await chat('Summarise 10 20 30 40', { modelId: await modelId(haiku) });
      expect(failed).toMatchObject({ status: 'FAILED', failure: 'ANSWER_INTERRUPTED', answer: null });
      expect(Object.keys(await providers.attempts())).toEqual([haiku]);
      expect(await countUsage(failed?.id ?? '')).toBe(0);
    },
  );
});

describe('a chat', () => {
  it('is billed by what the provider reports, also when that is nothing', async () => {
    const id = await modelId('gpt-5.2');
    await providers.fault('gpt-5.2', { kind: 'zero_usage', times: 1 });
    expect((await chat('Summarise 1', { modelId: id })).chat?.usage).toEqual({
      inputTokens: 0,
      outputTokens: 0,
      cost: { amount: '0' },
    });
    const { usage } = (await chat('Summarise 1000 2000', { modelId: id })).chat ?? {};
    const cost = ((usage?.inputTokens ?? 0) * 1.75 + (usage?.outputTokens ?? 0) * 14) / 1_000_000;
    expect(Number(usage?.cost.amount)).toBeCloseTo(cost, 12);
  });

  it('is asked and billed once for one idempotency key', async () => {
    const input = { idempotencyKey: 'key-1' };
    const [first, second] = await Promise.all([chat('Summarise 11 12', input), chat('Summarise 11 12', input)]);
    expect(second.chat?.id).toBe(first.chat?.id);
    expect(await countUsage(first.chat?.id ?? '')).toBe(1);
    await expect(chat('Summarise 13', input)).rejects.toThrow('IDEMPOTENCY_KEY_REUSED');
  });

  it('is streamed to its end, and from any cursor without a gap or a duplicate', async () => {
    const { chat: started } = await chat('Summarise 1 2 3 4 5 6 7 8 9', {}, 'startChat');
    const id = started?.id ?? '';
    const pieces = await Array.fromAsync(ai.follow(id, null, AbortSignal.timeout(10_000)));
    const text = pieces.map(({ delta }) => delta).join('');
    expect(pieces.at(-1)?.chat).toMatchObject({ status: 'FINISHED', answer: text });
    const [first] = pieces;
    const rest = await Array.fromAsync(ai.follow(id, first?.cursor ?? null, AbortSignal.timeout(10_000)));
    expect((first?.delta ?? '') + rest.map(({ delta }) => delta).join('')).toBe(text);
    expect(await Array.fromAsync(ai.follow(id, pieces.at(-1)?.cursor ?? null, AbortSignal.timeout(10_000)))).toEqual(
      [],
    );
  });

  it('is finished and billed though nobody listens', async () => {
    const { chat: started } = await chat('Summarise 1 2 3 4', {}, 'startChat');
    await until('the chat is billed', async () => (await countUsage(started?.id ?? '')) === 1);
  });

  it('whose user is erased while it is answered leaves nothing, and its job ends', async () => {
    const { database } = ai;
    const [id, userId] = [newId('cht'), newId('usr')];
    await database.execute(sql`
      insert into chats (id, tenant_id, user_id, messages, max_output_tokens)
      values (${id}, 'org_1', ${userId}, '[{"role":"USER","content":"Summarise 1 2 3"}]'::jsonb, 100)`);
    const chats = createChatStore(database.acrossTenants);
    const erase = async () => {
      const request = { erasureId: newId('ers'), subject: { type: 'User' as const, id: userId } };
      await database.acrossTenants.transaction((tx) => registerErasure(tx, { domain: 'ai' }, request));
      await eraseEverything({ database, domain: 'ai', steps: erasureSteps, log: silentLog });
    };
    const vendor = { apiKey: 'test', baseURL: `${providers.url}/v1` };
    const job = createAnswerJob({
      ...{ database: database.acrossTenants, models: createModelStore(database), cooldowns: createCooldowns() },
      ...{ providers: createProviders({ openai: vendor, anthropic: vendor }), concurrency: 1, log: silentLog },
      chats: { ...chats, listChunks: async (...given) => (await erase(), chats.listChunks(...given)) },
    });
    const run = () => job.run({ chatId: id }, { jobId: 'job_1', signal: AbortSignal.timeout(10_000) });
    await expect(run()).rejects.toMatchObject({ code: '23503' });
    await run();
    expect(await countUsage(id)).toBe(0);
    expect(await database.many(sql`select from chat_chunks where chat_id = ${id}`)).toEqual([]);
  });

  it('belongs to its user: others get null, through _entities too', async () => {
    const { chat: mine } = await chat('Summarise 5');
    const representations = [{ __typename: 'Chat', id: mine?.id }];
    const query = `query ($id: ID!, $representations: [_Any!]!) { chat(id: $id) { id }
      _entities(representations: $representations) { ... on Chat { answer } } }`;
    const variables = { id: mine?.id, representations };
    expect((await ai.request(query, variables)).data).toMatchObject({
      chat: { id: mine?.id },
      _entities: [{ answer: mine?.answer }],
    });
    for (const caller of [aCaller({ organizationId: 'org_2' }), aCaller({ id: 'usr_2' })]) {
      expect((await ai.request(query, variables, caller)).data).toEqual({ chat: null, _entities: [null] });
    }
  });

  it('is read by whoever may read what is anybody’s, in their organization alone', async () => {
    const { chat: mine } = await chat('Summarise 7');
    const query = 'query ($id: ID!) { chat(id: $id) { id } }';
    const read = async (caller: Parameters<typeof aCaller>[0]) =>
      (await ai.request(query, { id: mine?.id }, aCaller(caller))).data;
    const scopes = ['read:own_data', 'read:any_data'];
    expect(await read({ id: 'usr_2', scopes })).toEqual({ chat: { id: mine?.id } });
    expect(await read({ id: 'usr_2', scopes: ['*'] })).toEqual({ chat: { id: mine?.id } });
    expect(await read({ id: 'usr_2', organizationId: 'org_2', scopes })).toEqual({ chat: null });
    expect(await read({ scopes: ['execute:ai_requests', 'write:any_data'] })).toEqual({ chat: null });
  });

  it('is not begun by whoever may not ask, whatever else they may', async () => {
    const query = 'mutation { startChat(input: { messages: [{ role: USER, content: "Hello" }] }) { chat { id } } }';
    const embed = 'mutation { embed(input: { texts: ["Hello"] }) { errors { __typename } } }';
    const caller = aCaller({ scopes: ['read:any_data', 'write:any_data', 'manage:users'] });
    for (const refused of [query, embed])
      expect((await ai.request(refused, {}, caller)).errors?.map(({ extensions }) => extensions.code)).toEqual([
        'FORBIDDEN',
      ]);
    const asker = aCaller({ scopes: ['execute:ai_requests'] });
    expect((await ai.request(query, {}, asker)).data).toMatchObject({ startChat: { chat: {} } });
  });

  it.each([
    ['no message', { messages: [] }, 'InvalidInput', 'messages'],
    ['no question', { messages: [{ role: 'ASSISTANT', content: 'Hello' }] }, 'InvalidInput', 'messages'],
    ['too much text', { messages: [{ role: 'USER', content: 'a'.repeat(200_001) }] }, 'InvalidInput', 'messages'],
    ['too many tokens', { maxOutputTokens: 100_000 }, 'InvalidInput', 'maxOutputTokens'],
    ['an unknown model', { modelId: 'mdl_1' }, 'NotFound', 'modelId'],
  ])('with %s is refused as data', async (_, input, __typename, field) => {
    expect(await chat('Hello', input)).toEqual({ chat: null, errors: [{ __typename, path: ['input', field] }] });
  });
});

describe('usage', () => {
  const query = `query ($representations: [_Any!]!) { _entities(representations: $representations) {
    ... on User { aiUsage { callCount } } ... on Organization { aiUsage { callCount } } } }`;
  const representations = [
    { __typename: 'User', id: 'usr_1' },
    { __typename: 'Organization', id: 'org_1' },
  ];

  it('counts the calls of a user and of the organization, for themselves only', async () => {
    await chat('Summarise 6');
    const own = z
      .array(z.object({ aiUsage: z.object({ callCount: z.number().min(1) }) }))
      .parse((await ai.request(query, { representations })).data?.['_entities']);
    expect(own).toHaveLength(2);
    const foreign = await ai.request(query, { representations }, aCaller({ id: 'usr_9', organizationId: 'org_9' }));
    expect(foreign.data).toEqual({ _entities: [{ aiUsage: null }, { aiUsage: null }] });
  });
});

describe('embed', () => {
  const query = `mutation ($input: EmbedInput!) { embed(input: $input) { embeddings { vector } usage { inputTokens } errors { __typename } } }`;

  it('makes a vector for each text, once for one key', async () => {
    const input = { texts: ['抹茶', 'green tea'], idempotencyKey: 'embed-1' };
    const first = await ai.request(query, { input });
    expect(first.data).toMatchObject({ embed: { embeddings: [{}, {}], errors: [] } });
    const attempts = await providers.attempts();
    expect((await ai.request(query, { input })).data).toEqual(first.data);
    expect(await providers.attempts()).toEqual(attempts);
  });

  it('answers as data when no model does', async () => {
    await providers.fault('text-embedding-3-small', { kind: 'server_error' });
    const { data } = await ai.request(query, { input: { texts: ['tea'] } });
    expect(data).toMatchObject({ embed: { embeddings: null, errors: [{ __typename: 'ModelUnavailable' }] } });
  });
});
