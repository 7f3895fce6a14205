import { eraseRows, sql, type ErasureStep, type Kept } from '@conea/platform';

/**
 * What goes with a person: questions, answers and texts. What calls used and cost is the organization's account and stays under the id until the
 * organization goes.
 */
export const erasureSteps: readonly ErasureStep[] = [
  // With their pieces.
  eraseRows('chats', sql`chats`, { User: (id) => sql`user_id = ${id}`, Organization: (id) => sql`tenant_id = ${id}` }),
  eraseRows('embeddings', sql`embeddings`, {
    User: (id) => sql`user_id = ${id}`,
    Organization: (id) => sql`tenant_id = ${id}`,
  }),
  eraseRows('usageRecords', sql`usage_records`, { Organization: (id) => sql`tenant_id = ${id}` }),
];

export const keptWhenErased: Kept = { User: { usageRecords: "the organization's account, under an opaque id" } };
