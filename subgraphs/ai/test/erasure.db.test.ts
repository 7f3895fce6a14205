import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from '@jest/globals';
import { sql } from '@conea/platform';
import { createErasureCase } from '../../../test/support/erasure.ts';
import { erasureSteps } from '../src/store/erasure-steps.ts';

const migrations = fileURLToPath(new URL('../migrations/', import.meta.url));
const { test, insert, erase, tablesWith, close } = await createErasureCase(migrations, erasureSteps);
afterAll(close);

const model = 'mdl_00000000000070008000000000000001';

async function use(tenant: string, user: string) {
  const now = new Date().toISOString();
  for (const number of [1, 2, 3]) {
    const chat = `cht_${tenant}_${user}_${number}`;
    const whose = { tenant_id: tenant, user_id: user, created_at: now };
    await insert({
      chats: {
        ...{ id: chat, ...whose, messages: [`secret of ${user}`], max_output_tokens: 1 },
        ...{ status: 'RUNNING', is_fallback: false },
      },
      chat_chunks: { chat_id: chat, position: 1, delta: `answer to ${user}` },
      embeddings: { id: `emb_${chat}`, ...whose, texts: [`text of ${user}`] },
      usage_records: {
        ...{ id: `usg_${chat}`, ...whose, kind: 'chat', source_id: chat, model_id: model },
        ...{ input_tokens: 1, cached_input_tokens: 0, cache_write_tokens: 0, output_tokens: 1, reasoning_tokens: 0 },
        ...{ input_price: 1, cached_input_price: 1, output_price: 1, cost: 1, duration_ms: 1 },
      },
    });
  }
}

it('a person goes with questions, answers and texts; what they cost stays in the account of the organization', async () => {
  await use('org_a', 'usr_a1');
  await use('org_a', 'usr_a2');
  expect(await erase({ type: 'User', id: 'usr_a1' })).toEqual({ chats: 3, embeddings: 3 });
  for (const text of ['secret of', 'answer to', 'text of']) expect(await tablesWith(`${text} usr_a1`)).toEqual([]);
  expect(await tablesWith('usr_a1')).toEqual(['usage_records']);
  expect(await tablesWith('usr_a2')).toEqual(['chat_chunks', 'chats', 'embeddings', 'usage_records']);
});

it('an organization goes with everything, and no other one', async () => {
  await use('org_b', 'usr_b1');
  await use('org_c', 'usr_b1');
  expect(await erase({ type: 'Organization', id: 'org_b' })).toEqual({ chats: 3, embeddings: 3, usageRecords: 3 });
  expect(await tablesWith('org_b')).toEqual([]);
  const chats = sql`select count(*) from chats where tenant_id = 'org_c'`;
  expect(await test.database.one(chats)).toEqual({ count: 3 });
});
