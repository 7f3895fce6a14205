import type { ExecutionResult, JsonObject } from '../../engine/result.ts';

const texts = new WeakMap<JsonObject, string>();

/** The JSON of a result as clients see it; data that many clients share becomes text once. */
export function serialize({ data, cursor: _, ...rest }: ExecutionResult): string {
  const others = JSON.stringify(rest);
  if (data === undefined) return others;
  const first = `{"data":${data === null ? 'null' : textOf(data)}`;
  return others === '{}' ? `${first}}` : `${first},${others.slice(1)}`;
}

function textOf(data: JsonObject): string {
  const known = texts.get(data);
  if (known !== undefined) return known;
  const text = JSON.stringify(data);
  texts.set(data, text);
  return text;
}
