/** Waits until a condition holds; throws after `deadline` milliseconds and says what it waited for. */
export async function until(what: string, holds: () => unknown, deadline = 15_000): Promise<void> {
  const end = Date.now() + deadline;
  let last: unknown;
  while (Date.now() < end) {
    try {
      if (await holds()) return;
    } catch (error) {
      last = error;
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`waited ${deadline} ms until ${what}`, { cause: last });
}
