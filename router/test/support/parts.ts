import { meros } from 'meros/browser';
import { z } from 'zod';
import { isObject } from '../../src/engine/result.ts';

const path = z.array(z.union([z.string(), z.number()]));
const label = z.string().optional();
const errors = z.array(z.looseObject({ message: z.string(), path: path.optional() })).optional();

/** What a client is sent of an answer in parts, in either format. */
export const payload = z.strictObject({
  data: z.record(z.string(), z.unknown()).nullish(),
  errors,
  extensions: z.record(z.string(), z.unknown()).optional(),
  pending: z.array(z.strictObject({ id: z.string(), path, label })).optional(),
  incremental: z
    .array(
      z.strictObject({
        id: z.string().optional(),
        path: path.optional(),
        subPath: path.optional(),
        label,
        data: z.record(z.string(), z.unknown()).nullable(),
        errors,
      }),
    )
    .optional(),
  completed: z.array(z.strictObject({ id: z.string(), errors })).optional(),
  hasNext: z.boolean(),
});
export type Payload = z.infer<typeof payload>;

/** What a client makes of the payloads; throws what it would not understand. */
export function mergeParts(payloads: readonly Payload[]): { data: unknown; errors: unknown[] } {
  const merged: { data: unknown; errors: unknown[] } = { data: undefined, errors: [] };
  const open = new Map<string, z.infer<typeof path>>();
  for (const [index, { data, errors: told, pending, incremental, completed, hasNext }] of payloads.entries()) {
    if (hasNext !== index < payloads.length - 1) throw new Error('hasNext is wrong');
    if ((data === undefined) !== index > 0) throw new Error('the data comes first, and once');
    if (data !== undefined) merged.data = structuredClone(data);
    merged.errors.push(...(told ?? []));
    for (const part of pending ?? []) open.set(part.id, part.path);
    for (const part of incremental ?? []) {
      const announced = part.id === undefined ? part.path : open.get(part.id);
      if (!announced) throw new Error(`${part.id} was not announced`);
      const place = at(merged.data, [...announced, ...(part.subPath ?? [])]);
      if (!isObject(place)) throw new Error(`nothing is at ${announced.join('.')}`);
      if (part.data) mergeInto(place, structuredClone(part.data), part.id !== undefined);
      merged.errors.push(...(part.errors ?? []));
    }
    for (const part of completed ?? []) {
      if (!open.delete(part.id)) throw new Error(`${part.id} is not open`);
      merged.errors.push(...(part.errors ?? []));
    }
  }
  if (open.size > 0) throw new Error('parts are missing');
  return merged;
}

function at(data: unknown, keys: z.infer<typeof path>): unknown {
  let value = data;
  for (const key of keys) {
    if (Array.isArray(value) && typeof key === 'number') value = value[key];
    else value = isObject(value) ? value[key] : undefined;
  }
  return value;
}

/** With `isOnce` no field may come twice. */
function mergeInto(target: Record<string, unknown>, data: Record<string, unknown>, isOnce: boolean): void {
  for (const [key, value] of Object.entries(data)) {
    if (isOnce && key in target) throw new Error(`${key} came twice`);
    target[key] = mergeValue(target[key], value);
  }
}

function mergeValue(known: unknown, value: unknown): unknown {
  if (Array.isArray(known) && Array.isArray(value)) return value.map((item, index) => mergeValue(known[index], item));
  if (!isObject(known) || !isObject(value)) return value;
  mergeInto(known, value, false);
  return known;
}

const accepted = {
  'deferSpec=20220824': 'multipart/mixed;deferSpec=20220824,application/json',
  'incrementalSpec=v0.2': 'multipart/mixed;incrementalSpec=v0.2,application/json',
} as const;

export type PartFormat = keyof typeof accepted;
export const partFormats = ['deferSpec=20220824', 'incrementalSpec=v0.2'] as const satisfies PartFormat[];

export type PartRequest = {
  query: string;
  variables?: Record<string, unknown>;
  format?: PartFormat;
  headers?: Record<string, string>;
};

/** Asks as Apollo's clients do; the payloads of the answer, one where it comes at once. */
export async function* askInParts(
  url: string,
  { query, variables = {}, format = 'deferSpec=20220824', headers = {} }: PartRequest,
): AsyncGenerator<Payload, void, undefined> {
  const leave = new AbortController();
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { accept: accepted[format], 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ query, variables }),
      signal: leave.signal,
    });
    const parts = await meros(response);
    if (parts instanceof Response) return yield whole.parse(await parts.json());
    if (!response.headers.get('content-type')?.includes(format)) throw new Error('not in this format');
    for await (const { body } of parts) yield payload.parse(body);
  } finally {
    leave.abort();
  }
}

const whole = payload.extend({ hasNext: z.boolean().default(false) });

/** All payloads of an answer. */
export async function allParts(url: string, request: PartRequest): Promise<Payload[]> {
  return Array.fromAsync(askInParts(url, request));
}
