import { JsonText } from '../engine/json-text.ts';
import type { ExecutionResult, JsonObject } from '../engine/result.ts';

const texts = new WeakMap<JsonObject, string>();

/** The JSON of a result as clients see it; data that many clients share becomes text once. */
export function serialize({ data, cursor: _, ...rest }: ExecutionResult): string {
  const others = JSON.stringify(rest);
  if (data === undefined) return others;
  return withData(data === null ? 'null' : textOf(data), others);
}

/** The JSON of a result that one client gets. */
export function serializeOnce(result: ExecutionResult): string {
  const { data, ...rest } = result;
  return data && hasTexts(data) ? withData(written(data), JSON.stringify(rest)) : JSON.stringify(result);
}

function withData(data: string, others: string): string {
  return others === '{}' ? `{"data":${data}}` : `{"data":${data},${others.slice(1)}`;
}

function textOf(data: JsonObject): string {
  const known = texts.get(data);
  if (known !== undefined) return known;
  const text = hasTexts(data) ? written(data) : JSON.stringify(data);
  texts.set(data, text);
  return text;
}

/** They stand at the root only. */
function hasTexts(data: JsonObject): boolean {
  for (const key in data) if (data[key] instanceof JsonText) return true;
  return false;
}

function written(data: JsonObject): string {
  const members = Object.entries(data).map(([key, value]) => {
    return `${JSON.stringify(key)}:${value instanceof JsonText ? value.text : JSON.stringify(value)}`;
  });
  return `{${members.join(',')}}`;
}
