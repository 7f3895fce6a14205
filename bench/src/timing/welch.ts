/** Mean, variance and number of the samples that are not among the slowest twentieth, which tell of the machine and not of what is measured. */
export function summarize(samples: readonly number[]) {
  const kept = samples.toSorted((one, other) => one - other).slice(0, Math.ceil(samples.length * 0.95));
  const mean = kept.reduce((sum, value) => sum + value, 0) / kept.length;
  const variance = kept.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (kept.length - 1);
  return { mean, variance, count: kept.length };
}

type Summary = ReturnType<typeof summarize>;

/** Welch's t: how many standard errors the two means are apart. */
export function welchT(one: Summary, other: Summary): number {
  return (one.mean - other.mean) / Math.sqrt(one.variance / one.count + other.variance / other.count);
}
