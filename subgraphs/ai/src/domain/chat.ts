import { z } from 'zod';

export const chatMessages = z.array(z.object({ role: z.enum(['SYSTEM', 'USER', 'ASSISTANT']), content: z.string() }));
export type ChatMessage = z.infer<typeof chatMessages>[number];

/** A chat as it is stored. */
export type Chat = {
  id: string;
  tenantId: string;
  userId: string;
  messages: ChatMessage[];
  requestedModelId: string | null;
  maxOutputTokens: number;
  temperature: number | null;
  status: 'RUNNING' | 'FINISHED' | 'FAILED';
  modelId: string | null;
  isFallback: boolean;
  answer: string | null;
  finishReason: string | null;
  failure: string | null;
  createdAt: Date;
  finishedAt: Date | null;
};

export type InputProblem = { message: string; path: string[] };

const maxMessages = 100;
const maxCharacters = 200_000;
const maxTokens = 32_000;

/** What is wrong with a question; null when it can be asked. */
export function findProblem(input: {
  messages: readonly ChatMessage[];
  maxOutputTokens: number;
  temperature: number | null;
}): InputProblem | null {
  const { messages, maxOutputTokens, temperature } = input;
  const characters = messages.reduce((sum, { content }) => sum + content.length, 0);
  if (messages.length < 1 || messages.length > maxMessages)
    return problem(`A chat has 1 to ${maxMessages} messages.`, 'messages');
  if (characters > maxCharacters) return problem(`The messages have ${maxCharacters} characters at most.`, 'messages');
  if (messages.at(-1)?.role !== 'USER')
    return problem('The last message is the question: its role is USER.', 'messages');
  if (messages.some(({ content }) => content.trim() === '' || content.includes('\0')))
    return problem('A message has text.', 'messages');
  if (maxOutputTokens < 1 || maxOutputTokens > maxTokens)
    return problem(`An answer has 1 to ${maxTokens} tokens.`, 'maxOutputTokens');
  if (temperature !== null && (temperature < 0 || temperature > 2))
    return problem('A temperature is from 0 to 2.', 'temperature');
  return null;
}

const problem = (message: string, field: string): InputProblem => ({ message, path: ['input', field] });
