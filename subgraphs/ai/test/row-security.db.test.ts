import { fileURLToPath } from 'node:url';
import { describe } from '@jest/globals';
import { describeRowSecurity } from '../../../test/support/row-security.ts';

describe('the tables of ai', () => {
  describeRowSecurity({
    migrations: fileURLToPath(new URL('../migrations/', import.meta.url)),
    shared: ['models'],
    rows: (organizationId, number) => ({
      chats: {
        ...{ id: `cht_${organizationId}_${number}`, tenant_id: organizationId, user_id: 'usr_1', messages: [] },
        max_output_tokens: 1,
      },
      chat_chunks: { chat_id: `cht_${organizationId}_1`, position: number, delta: 'd' },
      embeddings: { id: `emb_${organizationId}_${number}`, tenant_id: organizationId, user_id: 'usr_1', texts: [] },
      usage_records: {
        ...{ id: `usg_${organizationId}_${number}`, tenant_id: organizationId, user_id: 'usr_1', kind: 'chat' },
        ...{ source_id: `cht_${organizationId}_${number}`, model_id: 'mdl_00000000000070008000000000000001' },
        ...{ input_tokens: 1, cached_input_tokens: 0, cache_write_tokens: 0, output_tokens: 1, reasoning_tokens: 0 },
        ...{ input_price: 1, cached_input_price: 1, output_price: 1, cost: 1, duration_ms: 1 },
      },
    }),
  });
});
