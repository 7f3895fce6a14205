const longestTimer = 2 ** 31 - 1;
const longestPause = 60_000;

/** Calls `renew` when it is due, once at a time, and after a failure again, at growing distances. `dueAt` is null when it never is. */
export function createRenewal({ dueAt, renew }) {
  let running = null;
  let failures = 0;
  let timer;

  const isDue = () => dueAt() !== null && dueAt() <= Date.now();
  const plan = () => {
    window.clearTimeout(timer);
    if (dueAt() === null) return;
    const pause = failures > 0 ? Math.min(longestPause, 1_000 * 2 ** failures) : 0;
    const wait = Math.max(pause, dueAt() - Date.now());
    timer = window.setTimeout(() => (isDue() ? void run() : plan()), Math.min(wait, longestTimer));
  };
  const attempt = async () => {
    try {
      await renew();
      failures = 0;
    } catch {
      // The old token is used to its end.
      failures++;
    }
    running = null;
    plan();
  };
  const run = () => (running ??= attempt());
  return {
    /** To be called whenever `dueAt` answers something else. */
    plan,
    /** Resolves when nothing is due any longer, or could not be done. */
    ifDue: () => (isDue() ? run() : running),
  };
}
