import { anonymous } from '../authorization/rules.ts';
import { warmOperations } from '../graph/warm-operations.ts';
import type { LoadDocument } from '../stages/load.ts';
import type { TrustedDocuments } from './manifest.ts';

/** Prepares registered operations before anybody asks for them, as for a caller that is not signed in; a newer set ends the work on an older one. */
export function createPrewarm(loadDocument: LoadDocument, isWanted: boolean) {
  let work = new AbortController();
  return (documents: TrustedDocuments): void => {
    work.abort();
    work = new AbortController();
    if (isWanted) void warmOperations(loadDocument, toKnown(documents), work.signal);
  };
}

export const toKnown = ({ bodies }: TrustedDocuments) =>
  bodies.map((query) => ({ query, operationName: undefined, grants: [anonymous] }));
