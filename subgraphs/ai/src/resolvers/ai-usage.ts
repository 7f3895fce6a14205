import { permits } from '@conea/platform';
import { userOf, mayReadUsage, type Context } from '../context.ts';
import type { UsageSummaryRow } from '../store/usage-store.ts';
import { dollars } from './money.ts';

type Period = { from?: Date | null; to?: Date | null };
const maxModels = 20;

/** The AI calls of a user; null for somebody whose calls are none of the caller's business. */
export async function userUsage({ id }: { id: string }, { from, to }: Period, context: Context) {
  if (!mayReadUsage(userOf(context.caller), id)) return null;
  return summarise(await context.summary('users', from, to).load(id), context);
}

/** The AI calls of an organization; null for another one than the caller's. */
export async function organizationUsage({ id }: { id: string }, { from, to }: Period, context: Context) {
  const { organizationId, scopes } = userOf(context.caller);
  if (organizationId !== id || !permits(scopes, 'read:own_data')) return null;
  return summarise(await context.summary('tenants', from, to).load(id), context);
}

async function summarise(rows: readonly UsageSummaryRow[], { registry }: Context) {
  const models = new Map((await registry()).map((model) => [model.id, model]));
  const total = (pick: (row: UsageSummaryRow) => number) => rows.reduce((sum, row) => sum + pick(row), 0);
  const byModel = rows.slice(0, maxModels).flatMap(({ modelId, callCount, cost }) => {
    const model = models.get(modelId);
    return model ? [{ model, callCount, cost: dollars(cost) }] : [];
  });
  return {
    callCount: total(({ callCount }) => callCount),
    inputTokens: total(({ inputTokens }) => inputTokens),
    outputTokens: total(({ outputTokens }) => outputTokens),
    cost: dollars(addDecimals(rows.map(({ cost }) => cost))),
    byModel,
  };
}

const places = 12;

/** Adds decimal strings exactly. */
function addDecimals(amounts: readonly string[]): string {
  const units = amounts.map((amount) => {
    const [whole = '0', fraction = ''] = amount.split('.');
    return BigInt(whole + fraction.padEnd(places, '0').slice(0, places));
  });
  const digits = String(units.reduce((sum, unit) => sum + unit, 0n)).padStart(places + 1, '0');
  return `${digits.slice(0, -places)}.${digits.slice(-places)}`.replace(/\.?0+$/, '');
}
