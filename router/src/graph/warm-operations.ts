import type { KnownOperation, LoadedDocument } from '../stages/load.ts';

export type LoadDocument = (query: string) => LoadedDocument;

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
    await new Promise(setImmediate);
    if (signal.aborted) return;
    const document = loadDocument(query);
    if (!document.isValid) continue;
    for (const grant of grants) await warm(() => document.prepare(operationName).compileFor(grant));
  }
}

async function warm(compile: () => unknown): Promise<void> {
  try {
    await compile();
  } catch {
    return;
  }
}
