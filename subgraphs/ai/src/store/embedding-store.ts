import { sql, type Queries } from '@conea/platform';
import { z } from 'zod';

export type EmbeddingRow = {
  id: string;
  tenantId: string;
  userId: string;
  texts: string[];
  requestedModelId: string | null;
  modelId: string | null;
  vectors: number[][] | null;
};

const texts = z.array(z.string());
const vectors = z.array(z.array(z.number())).nullable();

export function createEmbeddingStore(database: Queries) {
  return {
    insert: async (tx: Queries, row: Omit<EmbeddingRow, 'modelId' | 'vectors'>) => {
      await tx.execute(sql`
        insert into embeddings (id, tenant_id, user_id, texts, requested_model_id)
        values (${row.id}, ${row.tenantId}, ${row.userId}, ${JSON.stringify(row.texts)}::jsonb, ${row.requestedModelId})`);
    },
    get: async (id: string): Promise<EmbeddingRow> => {
      const row = await database.one<EmbeddingRow>(sql`
        select id, tenant_id as "tenantId", user_id as "userId", texts, requested_model_id as "requestedModelId", model_id as "modelId", vectors
        from embeddings
        where id = ${id}`);
      return { ...row, texts: texts.parse(row.texts), vectors: vectors.parse(row.vectors) };
    },
    /** Keeps the vectors; false when another request with the same key was faster. */
    finish: async (
      tx: Queries,
      id: string,
      modelId: string,
      made: readonly (readonly number[])[],
    ): Promise<boolean> => {
      const changed = await tx.execute(sql`
        update embeddings set model_id = ${modelId}, vectors = ${JSON.stringify(made)}::jsonb where id = ${id} and vectors is null`);
      return changed === 1;
    },
  };
}

export type EmbeddingStore = ReturnType<typeof createEmbeddingStore>;
