import type { Redis } from '@conea/platform';
import { z } from 'zod';

type Reading = { key: string; field: string; cursor: string; count: number; block: number | null };

const labels = z.array(z.string());
const entry = z.tuple([z.string(), z.array(z.string())]);
const stream = z.tuple([z.string(), z.array(entry)]);
/** In RESP3 a map of streams comes flat, in RESP2 as a list of pairs. */
const reply = z.union([stream, z.tuple([stream]).transform(([only]) => only)]).nullable();

/** The next entries of a stream of labels; waits `block` milliseconds for the first. */
export async function readStream(client: Redis, { key, field, cursor, count, block }: Reading) {
  const waiting = block === null ? [] : ['BLOCK', block];
  const read = reply.parse(await client.call('XREAD', 'COUNT', count, ...waiting, 'STREAMS', key, cursor));
  return (read?.[1] ?? []).map(([id, fields]) => ({
    id,
    labels: labels.parse(JSON.parse(fields[fields.indexOf(field) + 1] ?? '[]')),
  }));
}

const none = { lastId: '0-0', forgottenId: '0-0' };

/** The last id that a stream gave, and the id up to which it may have dropped some. */
export async function readStreamInfo(client: Redis, key: string): Promise<typeof none> {
  if ((await client.exists(key)) === 0) return none;
  const info = z.array(z.unknown()).parse(await client.xinfo('STREAM', key));
  const valueOf = (name: string) => info[info.indexOf(name) + 1];
  const lastId = z.string().parse(valueOf('last-generated-id'));
  // Before version 7 it is not told how many there were.
  const isWhole = info.includes('entries-added') && valueOf('entries-added') === valueOf('length');
  const first = entry.safeParse(valueOf('first-entry')).data?.[0];
  return { lastId, forgottenId: isWhole ? none.forgottenId : (first ?? lastId) };
}

/** Its milliseconds and its number in them. */
export function parseStreamId(id: string): [string, string] {
  const [milliseconds = '', sequence = ''] = id.split('-');
  if (!/^\d+$/.test(milliseconds) || !/^\d+$/.test(sequence)) throw new Error(`${id} is no id of a stream`);
  return [milliseconds, sequence];
}
