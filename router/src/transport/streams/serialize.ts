import type { ExecutionResult, JsonObject } from '../../engine/result.ts';

const texts = new WeakMap<JsonObject, string>();

/** The JSON of a result as clients see it; data that many clients share becomes text once. */
export function serialize({ data, errors, extensions }: ExecutionResult): string {
  const members = [
    ...(data === undefined ? [] : [`"data":${data === null ? 'null' : textOf(data)}`]),
    ...(errors ? [`"errors":${JSON.stringify(errors)}`] : []),
    ...(extensions ? [`"extensions":${JSON.stringify(extensions)}`] : []),
  ];
  return `{${members.join(',')}}`;
}

function textOf(data: JsonObject): string {
  const known = texts.get(data);
  if (known !== undefined) return known;
  const text = JSON.stringify(data);
  texts.set(data, text);
  return text;
}
