import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from '@jest/globals';
import { createPersonalDataCase } from '../../../test/support/personal-data.ts';
import { personalDataSources } from '../src/store/personal-data-sources.ts';

const migrations = fileURLToPath(new URL('../migrations/', import.meta.url));
const { insert, tell, close } = await createPersonalDataCase(migrations, personalDataSources);
afterAll(close);

async function use(tenant: string, user: string, number: number) {
  const chat = `cht_${tenant}_${user}_${number}`;
  const whose = { tenant_id: tenant, user_id: user, created_at: '2026-11-01T00:00:00Z' };
  await insert({
    chats: {
      ...{ id: chat, ...whose, messages: [{ role: 'user', content: `question ${number} of ${user}` }] },
      ...{ answer: `answer to ${user}`, max_output_tokens: 1, status: 'SUCCEEDED', is_fallback: false },
    },
    embeddings: { id: `emb_${chat}`, ...whose, texts: [`text of ${user}`] },
    usage_records: {
      ...{
        id: `usg_${chat}`,
        ...whose,
        kind: 'chat',
        source_id: chat,
        model_id: 'mdl_00000000000070008000000000000001',
      },
      ...{ input_tokens: 1, cached_input_tokens: 0, cache_write_tokens: 0, output_tokens: 1, reasoning_tokens: 0 },
      ...{ input_price: 1, cached_input_price: 1, output_price: 1, cost: 1, duration_ms: 1 },
    },
  });
}

it('a person is told what they asked, had embedded and used, in every organization, and nothing of another person', async () => {
  for (const number of [1, 2, 3]) await use('org_a', 'usr_1', number);
  await use('org_b', 'usr_1', 4);
  await use('org_a', 'usr_2', 5);
  const { chat = [], embedding = [], usage = [], ...others } = await tell('usr_1');
  expect(others).toEqual({});
  expect([chat, embedding, usage].map((records) => records.length)).toEqual([4, 4, 4]);
  expect(chat.map(({ organizationId }) => organizationId)).toEqual(['org_a', 'org_a', 'org_a', 'org_b']);
  expect(chat[0]).toMatchObject({
    messages: [{ role: 'user', content: 'question 1 of usr_1' }],
    answer: 'answer to usr_1',
  });
  expect(embedding[0]).toMatchObject({ texts: ['text of usr_1'] });
  expect(JSON.stringify([chat, embedding, usage])).not.toContain('usr_2');
  expect(await tell('usr_3')).toEqual({});
});
