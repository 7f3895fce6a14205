/** Tokens of one call. `input` has no cached tokens in it, `output` has the reasoning in it. */
export type Usage = { input: number; cachedInput: number; cacheWrite: number; output: number; reasoning: number };

type Reported = {
  inputTokens: {
    total: number | undefined;
    noCache: number | undefined;
    cacheRead: number | undefined;
    cacheWrite: number | undefined;
  };
  outputTokens: { total: number | undefined; reasoning: number | undefined };
};

/** What the provider reports; an explicit zero is a zero, and what is not reported counts as none. */
export function usageOf({ inputTokens, outputTokens }: Reported): Usage {
  const cachedInput = inputTokens.cacheRead ?? 0;
  const cacheWrite = inputTokens.cacheWrite ?? 0;
  const input = inputTokens.noCache ?? Math.max(0, (inputTokens.total ?? 0) - cachedInput - cacheWrite);
  return { input, cachedInput, cacheWrite, output: outputTokens.total ?? 0, reasoning: outputTokens.reasoning ?? 0 };
}
