import type { Target } from './target.ts';

/** Megabytes of the heap that are in use after a garbage collection; the target has `collect-garbage` loaded. */
export async function heapOf(target: Target): Promise<number> {
  target.signal('SIGUSR2');
  await new Promise((resolve) => setTimeout(resolve, 2_000));
  const text = await (await fetch(new URL('/metrics', target.url))).text();
  return Number(/^nodejs_heap_size_used_bytes\S* (\S+)$/m.exec(text)?.[1]) / 1e6;
}
