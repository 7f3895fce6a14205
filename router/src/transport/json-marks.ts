import { randomUUID } from 'node:crypto';
import { JsonText } from '../engine/json-text.ts';
import type { JsonObject } from '../engine/result.ts';

// No client can send what it does not know.
const prefix = `json ${randomUUID()} `;
const marks = new RegExp(`"(${prefix}\\d+)"`, 'g');
/** Those of the message that is being written. */
const waiting = new Map<string, string>();

/**
 * Data whose JSON that is written down already gets a mark in its place, for a library that writes messages down by itself: the message is
 * restored at once.
 */
export function withMarks(data: JsonObject): JsonObject {
  if (!Object.values(data).some((value) => value instanceof JsonText)) return data;
  const marked: JsonObject = {};
  for (const [key, value] of Object.entries(data)) marked[key] = value instanceof JsonText ? markOf(value) : value;
  return marked;
}

const markOf = ({ text }: JsonText) => ({
  toJSON: () => {
    const mark = `${prefix}${waiting.size}`;
    waiting.set(mark, text);
    return mark;
  },
});

/** A message that was just written, with what the marks in it stand for. */
export function restoreMarks(message: string): string {
  if (waiting.size === 0) return message;
  const restored = message.replaceAll(marks, (_, mark: string) => waiting.get(mark) ?? 'null');
  waiting.clear();
  return restored;
}
