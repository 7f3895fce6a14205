import type { GraphQLFormattedError } from 'graphql';
import { isLongNumber } from './long-numbers.ts';

/** A JSON object as it comes from a subgraph. */
export type JsonObject = { [key: string]: unknown };

/** Says something of a part of an answer. */
export type ResultPart = JsonObject & { errors?: readonly GraphQLFormattedError[] };

/** The answer to an operation or to one event of a subscription. */
export type ExecutionResult = {
  data?: JsonObject | null;
  errors?: readonly GraphQLFormattedError[];
  extensions?: JsonObject;
  /** Of an event of a subscription: behind it the subscription can go on. It is no part of the answer. */
  cursor?: string;
  /** Of an answer in parts: what comes later, what has come, and whether more follows (`incremental/format.ts`). */
  pending?: readonly JsonObject[];
  incremental?: readonly ResultPart[];
  completed?: readonly ResultPart[];
  hasNext?: boolean;
};

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A copy of a parsed answer that shares nothing with it, but for what never changes. */
export function copyJson(value: JsonObject): JsonObject {
  const copy: JsonObject = {};
  for (const key in value) {
    const member = copyMember(value[key]);
    // Assigned, it would become the prototype.
    if (key === '__proto__') Object.defineProperty(copy, key, { value: member, enumerable: true });
    else copy[key] = member;
  }
  return copy;
}

function copyMember(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copyMember);
  return isObject(value) && !isLongNumber(value) ? copyJson(value) : value;
}
