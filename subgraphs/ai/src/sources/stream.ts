import type { LanguageModelV4, LanguageModelV4Prompt } from '@ai-sdk/provider';
import type { Chat } from '../domain/chat.ts';
import { usageOf, type Usage } from '../domain/usage.ts';

/** How an answer ended. */
export type Finish = { usage: Usage; finishReason: string };

const firstTokenTimeout = 15_000;
const totalTimeout = 120_000;

/** Streams an answer to `onDelta`. Rejects when the provider fails, is silent for 15 seconds at first, or ends without saying why it stopped. */
export async function streamAnswer(
  model: LanguageModelV4,
  chat: Chat,
  signal: AbortSignal,
  onDelta: (delta: string) => void,
): Promise<Finish> {
  const silence = new AbortController();
  const timer = setTimeout(() => silence.abort(new Error('the model did not begin to answer')), firstTokenTimeout);
  try {
    const { stream } = await model.doStream({
      prompt: promptOf(chat),
      maxOutputTokens: chat.maxOutputTokens,
      ...(chat.temperature !== null && { temperature: chat.temperature }),
      abortSignal: AbortSignal.any([signal, silence.signal, AbortSignal.timeout(totalTimeout)]),
    });
    for await (const part of stream) {
      if (part.type === 'error')
        throw part.error instanceof Error ? part.error : new Error('the stream has an error', { cause: part.error });
      if (part.type === 'text-delta') {
        clearTimeout(timer);
        onDelta(part.delta);
      }
      if (part.type === 'finish') return finishOf(part);
    }
    throw new Error('the stream ended without a finish');
  } finally {
    clearTimeout(timer);
  }
}

type FinishPart = { usage: Parameters<typeof usageOf>[0]; finishReason: { unified: string } };

function finishOf({ usage, finishReason }: FinishPart): Finish {
  if (finishReason.unified === 'error') throw new Error('the stream ended without a finish reason');
  return { usage: usageOf(usage), finishReason: finishReason.unified };
}

function promptOf({ messages }: Chat): LanguageModelV4Prompt {
  return messages.map(({ role, content }): LanguageModelV4Prompt[number] => {
    if (role === 'SYSTEM') return { role: 'system', content };
    const parts: { type: 'text'; text: string }[] = [{ type: 'text', text: content }];
    return role === 'USER' ? { role: 'user', content: parts } : { role: 'assistant', content: parts };
  });
}
