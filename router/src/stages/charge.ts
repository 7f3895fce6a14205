import { ClientError, type Caller } from '@conea/platform';
import type { BudgetStore, Claim, Spending } from '../budget/store.ts';
import { networkOf, type NamedClaim } from '../budget/policy.ts';
import type { RateLimitStatus } from '../budget/rate-limit-field.ts';
import type { BudgetConfig } from '../config/budget.ts';
import type { DemandControlConfig } from '../config/demand-control.ts';
import type { OperationCost } from '../cost/cost.ts';
import type { ExecutionResult, JsonObject } from '../engine/result.ts';
import { RetryLater } from './retry-later.ts';

/** What an operation was charged: what its answer says of it, and what it gives back. */
export type Charge = {
  headers: Readonly<Record<string, string>>;
  rateLimit(): RateLimitStatus;
  /** Refunds what the answer cost less than was estimated, and tells of it in `extensions.cost`; `data` is the whole of an answer in parts. */
  settle(result: ExecutionResult, data?: JsonObject | null): ExecutionResult;
  /** Refunds all of it: nothing of the operation was executed. */
  release(): void;
  /** Charges one event of a subscription; throws RATE_LIMITED. */
  chargeEvent(result: ExecutionResult): Promise<ExecutionResult>;
};

export type ChargeOptions = {
  demandControl: DemandControlConfig;
  budget: BudgetConfig;
  store: BudgetStore;
  claimsOf(caller: Caller): NamedClaim[];
};

/** What is charged: the cost of an operation, how often each field stands at its root, and its coerced variables. */
export type Chargeable = {
  cost: OperationCost;
  rootFields: ReadonlyMap<string, number>;
  variables: JsonObject;
  /** Whether it is priced only. */
  isDryRun: boolean;
};

export type ChargeStage = (operation: Chargeable, caller: Caller) => Promise<Charge>;

/**
 * Refuses an operation that is estimated above the maximum (COST_ESTIMATED_TOO_EXPENSIVE) or above what is left of the caller's budget
 * (RATE_LIMITED), before anything of it is executed.
 */
export function createCharge({ demandControl, budget, store, claimsOf }: ChargeOptions): ChargeStage {
  const { max } = demandControl.strategy.static_estimated;
  const limitsSpending = budget.enabled && budget.mode === 'enforce';

  const spend = async (claims: readonly NamedClaim[], cost: number): Promise<Spending | null> => {
    if (!budget.enabled || claims.length === 0) return null;
    const spending = await store.spend(claims, cost);
    if (spending.isGranted || !limitsSpending) return spending;
    throw rateLimited('The budget is used up.', claims, spending);
  };
  const countAttempts = async (rootFields: Chargeable['rootFields'], { ip }: Caller): Promise<void> => {
    const { fields: limited, limit, window } = budget.attempts;
    const asked = limited.reduce((sum, field) => sum + (rootFields.get(field) ?? 0), 0);
    if (asked === 0 || !limitsSpending) return;
    const claim = { key: `conea:router:attempts:{${networkOf(ip ?? 'unknown')}}`, limit, window };
    const spending = await store.spend([claim], asked);
    if (!spending.isGranted) throw rateLimited('Too many attempts.', [{ ...claim, name: 'address' }], spending);
  };

  return async ({ cost, rootFields, variables, isDryRun }, caller) => {
    const requested = Math.min(Math.ceil(cost.estimate(variables)), Number.MAX_SAFE_INTEGER);
    const charged = isDryRun ? 0 : requested;
    if (demandControl.mode === 'enforce' && charged > max) throw tooExpensive(requested, max);
    await countAttempts(rootFields, caller);
    const claims = claimsOf(caller);
    const spending = await spend(claims, charged);
    // Nobody waits for it: a lost refund is a budget that is a little smaller for a while.
    const giveBack = (amount: number) => {
      if (spending?.isGranted && amount > 0) spending.refund(amount).catch(() => undefined);
    };
    return {
      headers: spending ? headersOf(claims, spending) : {},
      rateLimit: () => statusOf(requested, claims, spending),
      settle: (result, data = result.data ?? null) => {
        const actual = Math.ceil(cost.actual(data, variables));
        const refund = Math.max(0, charged - actual);
        giveBack(refund);
        return withCost(result, { requested, actual, claims, spending, refund });
      },
      release: () => giveBack(charged),
      chargeEvent: async (result) => {
        const actual = Math.ceil(cost.actual(result.data ?? null, variables));
        const spent = await spend(claims, actual);
        return withCost(result, { requested: actual, actual, claims, spending: spent, refund: 0 });
      },
    };
  };
}

type Told = {
  requested: number;
  actual: number;
  claims: readonly Claim[];
  spending: Spending | null;
  refund: number;
};

function withCost(result: ExecutionResult, { requested, actual, claims, spending, refund }: Told): ExecutionResult {
  const [claim] = claims;
  const throttleStatus = claim &&
    spending && {
      maximumAvailable: claim.limit,
      currentlyAvailable: Math.min(claim.limit, (spending.remaining[0] ?? 0) + refund),
      restoreRate: (claim.limit * 1_000) / claim.window,
    };
  const cost = { requestedQueryCost: requested, actualQueryCost: actual, throttleStatus: throttleStatus ?? null };
  return { ...result, extensions: { ...result.extensions, cost } };
}

function statusOf(requested: number, [claim]: readonly Claim[], spending: Spending | null): RateLimitStatus {
  const cost = Math.min(requested, 2 ** 31 - 1);
  if (!claim || !spending) return { limit: null, cost, remaining: null, resetAt: null, used: null };
  const remaining = spending.remaining[0] ?? 0;
  const resetAt = new Date(Date.now() + spending.resetAfter).toISOString();
  return { limit: claim.limit, cost, remaining, resetAt, used: claim.limit - remaining };
}

function tooExpensive(estimated: number, max: number): ClientError {
  return new ClientError(
    'COST_ESTIMATED_TOO_EXPENSIVE',
    `The estimated cost ${estimated} is above ${max}. Ask for fewer items or fewer fields.`,
    { 'cost.estimated': estimated, 'cost.max': max, status: 400 },
  );
}

function rateLimited(what: string, claims: readonly NamedClaim[], spending: Spending): RetryLater {
  const seconds = Math.max(1, Math.ceil(spending.retryAfter / 1_000));
  const headers = { ...headersOf(claims, spending), 'retry-after': String(seconds) };
  return new RetryLater('RATE_LIMITED', `${what} Try again in ${seconds} s.`, { status: 429 }, headers);
}

/** The headers of draft-ietf-httpapi-ratelimit-headers: seconds, and units of cost. */
function headersOf(claims: readonly NamedClaim[], { remaining, resetAfter }: Spending): Record<string, string> {
  const policy = claims.map(({ name, limit, window }) => `"${name}";q=${limit};w=${Math.ceil(window / 1_000)}`);
  const rest = claims.map(
    ({ name }, index) => `"${name}";r=${remaining[index] ?? 0};t=${Math.ceil(resetAfter / 1_000)}`,
  );
  return { 'ratelimit-policy': policy.join(', '), ratelimit: rest.join(', ') };
}
