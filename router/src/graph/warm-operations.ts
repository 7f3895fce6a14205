import { setImmediate as nextTurn } from 'node:timers/promises';
import type { KnownOperation, LoadDocument } from '../stages/load.ts';

/**
 * Parses, validates and plans operations before anybody asks for them. Between two of them other work has its turn. What does not load
 * here fails when it is asked for, with a reason for the client.
 */
export async function warmOperations(
  loadDocument: LoadDocument,
  operations: readonly KnownOperation[],
  signal: AbortSignal,
): Promise<void> {
  for (const { query, operationName, grants } of operations) {
    await nextTurn();
    if (signal.aborted) return;
    await attempt(async () => {
      const document = await loadDocument(query);
      if (!document.isValid) return;
      const prepared = await document.prepare(operationName);
      for (const grant of grants) await attempt(() => prepared.compileFor(grant));
    });
  }
}

async function attempt(work: () => unknown): Promise<void> {
  try {
    await work();
  } catch {
    return;
  }
}
