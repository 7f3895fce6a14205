import { anonymous } from '../authorization/rules.ts';
import type { LoadedDocument } from '../stages/load.ts';
import type { TrustedDocuments } from './manifest.ts';

/**
 * Parses, validates and plans registered operations before anybody asks for them, as for a caller that is not signed in. Between two
 * operations other work has its turn; a newer set ends the work on an older one.
 */
export function createPrewarm(loadDocument: (query: string) => LoadedDocument, isWanted: boolean) {
  let newest: TrustedDocuments | null = null;
  const warm = async (documents: TrustedDocuments) => {
    for (const body of documents.bodies) {
      await new Promise(setImmediate);
      if (newest !== documents) return;
      await warmOne(loadDocument(body));
    }
  };
  return (documents: TrustedDocuments): void => {
    newest = documents;
    if (isWanted) void warm(documents);
  };
}

/** What does not load here fails when it is asked for, with a reason for the client. */
async function warmOne(document: LoadedDocument): Promise<void> {
  if (!document.isValid) return;
  try {
    await document.prepare(undefined).compileFor(anonymous);
  } catch {
    return;
  }
}
