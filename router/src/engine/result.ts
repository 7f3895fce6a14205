import type { GraphQLFormattedError } from 'graphql';

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

/** A copy of parsed JSON that shares nothing with it. */
export function copyJson<Value>(value: Value): Value {
  return structuredClone(value);
}
