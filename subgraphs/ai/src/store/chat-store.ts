import { sql, type BoundDatabase, type PageRequest, type Queries } from '@conea/platform';
import { chatMessages, type Chat } from '../domain/chat.ts';

/** The channel on which a chat's id is notified when there is more of it. */
export const chatChannel = 'conea_chat';

export type NewChat = Pick<
  Chat,
  'id' | 'tenantId' | 'userId' | 'messages' | 'requestedModelId' | 'maxOutputTokens' | 'temperature'
>;
export type Chunk = { position: number; delta: string };

const columns = sql`id, tenant_id as "tenantId", user_id as "userId", messages, requested_model_id as "requestedModelId",
  max_output_tokens as "maxOutputTokens", temperature, status, model_id as "modelId", is_fallback as "isFallback", answer,
  finish_reason as "finishReason", failure, created_at as "createdAt", finished_at as "finishedAt"`;

const parse = (row: Chat): Chat => ({ ...row, messages: chatMessages.parse(row.messages) });

export function createChatStore(database: BoundDatabase) {
  return {
    insert: async (tx: Queries, chat: NewChat) => {
      await tx.execute(sql`
        insert into chats (id, tenant_id, user_id, messages, requested_model_id, max_output_tokens, temperature)
        values (${chat.id}, ${chat.tenantId}, ${chat.userId}, ${JSON.stringify(chat.messages)}::jsonb, ${chat.requestedModelId},
          ${chat.maxOutputTokens}, ${chat.temperature})`);
    },
    find: async (id: string): Promise<Chat | null> => {
      const row = await database.maybeOne<Chat>(sql`select ${columns} from chats where id = ${id}`);
      return row && parse(row);
    },
    /** Chats of one user, whoever else's ids are asked for; of everybody in the organization when it is null. */
    listByIds: async (tenantId: string, userId: string | null, ids: readonly string[]): Promise<Chat[]> => {
      const rows = await database.many<Chat>(sql`
        select ${columns} from chats 
        where tenant_id = ${tenantId} and (${userId}::text is null or user_id = ${userId}) and id = any(${ids}::text[])`);
      return rows.map(parse);
    },
    page: async (tenantId: string, userId: string, { after, limit }: PageRequest): Promise<Chat[]> => {
      const { at, id } = after ?? { at: null, id: null };
      const rows = await database.many<Chat>(sql`
        select ${columns}
        from chats
        where tenant_id = ${tenantId} and user_id = ${userId}
          and (${at}::timestamptz is null or (created_at, id) < (${at}, ${id}))
        order by created_at desc, id desc
        limit ${limit}`);
      return rows.map(parse);
    },
    appendChunk: async (chatId: string, { position, delta }: Chunk) => {
      await database.execute(sql`
        with chunk as (insert into chat_chunks (chat_id, position, delta) values (${chatId}, ${position}, ${delta}))
        select pg_notify(${chatChannel}, ${chatId})`);
    },
    listChunks: (chatId: string, after: number): Promise<Chunk[]> =>
      database.many<Chunk>(sql`
        select position, delta from chat_chunks where chat_id = ${chatId} and position > ${after} order by position limit 500`),
    /** Ends a chat; false when it has ended already. */
    finish: async (
      tx: Queries,
      id: string,
      end:
        | { status: 'FINISHED'; modelId: string; isFallback: boolean; finishReason: string }
        | { status: 'FAILED'; failure: string },
    ): Promise<boolean> => {
      const done = end.status === 'FINISHED' ? end : null;
      const changed = await tx.execute(sql`
        update chats
        set status = ${end.status}, model_id = ${done?.modelId ?? null}, is_fallback = ${done?.isFallback ?? false},
          finish_reason = ${done?.finishReason ?? null}, failure = ${end.status === 'FAILED' ? end.failure : null}, finished_at = now(),
          answer = case when ${end.status} = 'FINISHED'
            then (select coalesce(string_agg(delta, '' order by position), '') from chat_chunks where chat_id = ${id}) end
        where id = ${id} and status = 'RUNNING'`);
      await tx.execute(sql`select pg_notify(${chatChannel}, ${id})`);
      return changed === 1;
    },
  };
}

export type ChatStore = ReturnType<typeof createChatStore>;
