import type { Redis } from '@conea/platform';
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { slices, type BudgetStore, type Claim } from './store.ts';

/**
 * All claims in one call, by the clock of Redis: KEYS are hashes of slice to cost; ARGV is the cost, then limit and window of each key.
 * Answers granted, the time, retry after, reset after, and what is used of each key.
 */
const spendScript = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local cost = tonumber(ARGV[1])
local granted, retry, reset = 1, 0, 0
local used = {}
for i, key in ipairs(KEYS) do
  local limit, window = tonumber(ARGV[2 * i]), tonumber(ARGV[2 * i + 1])
  local width = window / ${slices}
  local slice = math.floor(now / width)
  local entries = redis.call('HGETALL', key)
  local sum, found = 0, {}
  for j = 1, #entries, 2 do
    local at = tonumber(entries[j])
    if at < slice - ${slices} then redis.call('HDEL', key, entries[j])
    else
      sum = sum + tonumber(entries[j + 1])
      found[#found + 1] = { at, tonumber(entries[j + 1]) }
    end
  end
  table.sort(found, function(a, b) return a[1] < b[1] end)
  used[i] = sum
  if i == 1 and found[1] then reset = (found[1][1] + ${slices} + 1) * width - now end
  if sum + cost > limit then
    granted = 0
    local excess, freed, wait = sum + cost - limit, 0, window
    for _, entry in ipairs(found) do
      freed = freed + entry[2]
      if freed >= excess then
        wait = (entry[1] + ${slices} + 1) * width - now
        break
      end
    end
    retry = math.max(retry, wait)
  end
end
if granted == 1 and cost > 0 then
  for i, key in ipairs(KEYS) do
    local window = tonumber(ARGV[2 * i + 1])
    redis.call('HINCRBY', key, math.floor(now / (window / ${slices})), cost)
    redis.call('PEXPIRE', key, math.ceil(window + 2 * window / ${slices}))
    used[i] = used[i] + cost
  end
end
return { granted, now, math.ceil(retry), math.ceil(reset), unpack(used) }`;

const refundScript = `
for i, key in ipairs(KEYS) do
  local slice = ARGV[i + 1]
  local charged = redis.call('HGET', key, slice)
  if charged then redis.call('HSET', key, slice, math.max(0, tonumber(charged) - tonumber(ARGV[1]))) end
end`;

const reply = z.tuple([z.number(), z.number(), z.number(), z.number()], z.number());

/** Budgets that all routers of a graph share. The keys of one call must be in one slot of a cluster. */
export function createRedisBudgets(redis: Redis): BudgetStore {
  const spend = createScript(redis, spendScript);
  const refund = createScript(redis, refundScript);
  return {
    spend: async (claims, cost) => {
      const limits = claims.flatMap(({ limit, window }) => [limit, window]);
      const answer = reply.parse(await spend(keysOf(claims), [cost, ...limits]));
      const [granted, now, retryAfter, resetAfter, ...used] = answer;
      const remaining = claims.map(({ limit }, index) => Math.max(0, limit - (used[index] ?? 0)));
      const giveBack = async (unneeded: number) => {
        await refund(keysOf(claims), [unneeded, ...claims.map(({ window }) => Math.floor(now / (window / slices)))]);
      };
      return { isGranted: granted === 1, retryAfter, resetAfter, remaining, refund: giveBack };
    },
  };
}

const keysOf = (claims: readonly Claim[]) => claims.map(({ key }) => key);

/** Runs a script by its digest; sends its text where Redis does not know it yet. */
function createScript(redis: Redis, text: string) {
  const digest = createHash('sha1').update(text).digest('hex');
  return async (keys: readonly string[], args: readonly number[]): Promise<unknown> => {
    try {
      return await redis.evalsha(digest, keys.length, ...keys, ...args);
    } catch (error) {
      if (!(error instanceof Error) || !error.message.startsWith('NOSCRIPT')) throw error;
      return redis.eval(text, keys.length, ...keys, ...args);
    }
  };
}
