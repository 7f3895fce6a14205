import { ClientError, type Listener } from '@conea/platform';
import { chatChannel, type ChatStore } from '../store/chat-store.ts';
import type { Chat } from '../domain/chat.ts';

/** A piece of an answer; the last one has the finished chat. */
export type Piece = { cursor: string; delta: string; chat: Chat | null };

const poll = 1_000;

/** Follows chats: replays what is stored behind a cursor, then waits for more until the chat has ended. */
export function createFollow(chats: ChatStore, listener: Listener) {
  return async function* follow(
    chatId: string,
    after: string | null,
    signal: AbortSignal,
  ): AsyncGenerator<Piece, void, undefined> {
    const news = createNews(listener, chatId);
    let position = parseCursor(after);
    try {
      while (!signal.aborted) {
        const chat = await chats.find(chatId);
        const chunks = await chats.listChunks(chatId, position);
        for (const chunk of chunks) {
          position = chunk.position;
          yield { cursor: String(position), delta: chunk.delta, chat: null };
        }
        if (chunks.length > 0) continue;
        if (chat === null || isBehindEnd(after, position, chat)) return;
        if (chat.status !== 'RUNNING') return yield { cursor: `${position}.end`, delta: '', chat };
        await news.wait(signal);
      }
    } finally {
      news.stop();
    }
  };
}

export type Follow = ReturnType<typeof createFollow>;

function parseCursor(after: string | null): number {
  if (after === null) return 0;
  const position = /^(\d{1,9})(\.end)?$/.exec(after)?.[1];
  if (position === undefined) throw new ClientError('BAD_USER_INPUT', '`after` is not a cursor of this chat.');
  return Number(position);
}

/** A client that has the last piece is not sent it again. */
function isBehindEnd(after: string | null, position: number, { status }: Chat): boolean {
  return status !== 'RUNNING' && after === `${position}.end`;
}

function createNews(listener: Listener, chatId: string) {
  let wake = Promise.withResolvers<void>();
  const stop = listener.listen(chatChannel, (id) => (id === null || id === chatId) && wake.resolve());
  return {
    stop,
    wait: async (signal: AbortSignal) => {
      const onAbort = () => wake.resolve();
      signal.addEventListener('abort', onAbort, { once: true });
      const timer = setTimeout(() => wake.resolve(), poll);
      await wake.promise;
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
      wake = Promise.withResolvers();
    },
  };
}
