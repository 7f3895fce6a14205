const growth = 1.02;

/** The bin of a duration: the smallest n with duration ≤ 1.02^n milliseconds, so that a percentile is at most 2 % too high. */
export function binOf(duration: number): number {
  return duration <= 1 ? 0 : Math.ceil(Math.log(duration) / Math.log(growth) - 1e-9);
}

/** The longest duration of a bin, in milliseconds. */
export function durationOf(bin: number): number {
  return Math.round(growth ** bin * 100) / 100;
}
