/** A limit that something is taken from: `limit` units in every window of `window` milliseconds, wherever it begins. */
export type Claim = { key: string; limit: number; window: number };

export type Spending = {
  /** Whether the cost was taken from every claim; if not, from none. */
  isGranted: boolean;
  /** What is left of each claim, in their order. */
  remaining: number[];
  /** Milliseconds until the same could be granted; 0 when it was. */
  retryAfter: number;
  /** Milliseconds until the oldest spending of the first claim is forgotten; 0 when there is none. */
  resetAfter: number;
  /** Gives back a part of what was granted, to the store that granted it. */
  refund(cost: number): Promise<void>;
};

/**
 * Sliding windows of 60 slices. All slices that a window touches count in full, so a limit is never exceeded in any window, at the price of
 * forgetting up to a sixtieth of the window late. Costs are whole numbers.
 */
export type BudgetStore = {
  spend(claims: readonly Claim[], cost: number): Promise<Spending>;
};

export const slices = 60;
