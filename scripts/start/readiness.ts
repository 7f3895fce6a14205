import type { ServiceDefinition } from './stack.ts';

const deadline = 60_000;

/** Resolves when every service answers its readiness URL; throws the names of those that do not. */
export async function waitUntilReady(services: readonly ServiceDefinition[], signal: AbortSignal): Promise<void> {
  const end = Date.now() + deadline;
  let waiting = services.map(({ name, readyUrl }) => ({ name, readyUrl }));
  while (waiting.length > 0) {
    signal.throwIfAborted();
    const answers = await Promise.all(
      waiting.map(async (service) => ({ service, isReady: await isReady(service.readyUrl) })),
    );
    waiting = answers.filter((answer) => !answer.isReady).map(({ service }) => service);
    if (waiting.length > 0 && Date.now() > end)
      throw new Error(`Not ready after a minute: ${waiting.map(({ name }) => name).join(', ')}.`);
    if (waiting.length > 0) await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function isReady(url: string): Promise<boolean> {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(2_000) })).ok;
  } catch {
    return false;
  }
}
