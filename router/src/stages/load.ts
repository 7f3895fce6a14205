import { ClientError } from '@conea/platform';
import { Kind, type DocumentNode, type GraphQLError, type OperationDefinitionNode } from 'graphql';
import { LRUCache } from 'lru-cache';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Grant } from '../authorization/rules.ts';
import type { PreparedOperation, Supergraph } from '../supergraph.ts';
import type { Stage } from '../telemetry/stage.ts';
import { toValidationError, type Mistake } from '../validation/mistake.ts';
import { validateDocument } from '../validation/validate-document.ts';
import type { Limits } from './limit.ts';
import { parseQuery, type ParseLimits } from './parse.ts';

/** A parsed and validated document, or what is wrong with it. */
export type LoadedDocument =
  | {
      isValid: true;
      prepare(operationName: string | undefined): PreparedOperation | Promise<PreparedOperation>;
      prepared(): PreparedOperation[];
    }
  | { isValid: false; errors: readonly (GraphQLError | ClientError)[] };

/** An operation that clients send, and what those had been granted who did. */
export type KnownOperation = { query: string; operationName: string | undefined; grants: readonly Grant[] };

export type LoadDocument = (query: string) => LoadedDocument | Promise<LoadedDocument>;

export type DocumentCache = {
  /** Those who ask for a large document while it is loaded wait for the same. */
  load: LoadDocument;
  /** What is wrong with a document for who sees these types, as SDL; nothing of it is kept. */
  problemsOf(query: string, visible: string): Promise<readonly (GraphQLError | ClientError)[]>;
  /** The operations of the documents that were asked for last, the latest first. */
  recent(documents: number): KnownOperation[];
  count(): number;
};

const maxDocuments = 1_000;
/** Above these a document is validated beside the thread that answers requests, and what is left to do there is done in several turns. */
const [maxTokensAtOnce, maxSelectionsAtOnce] = [1_500, 1_500] as const;

export type DocumentCacheOptions = {
  supergraph: Supergraph;
  isIntrospectable: boolean;
  parseLimits: ParseLimits;
  limits: Limits;
  onLookup(result: 'hit' | 'miss'): void;
  stage: Stage;
};

/** Loads documents by their text; each distinct text is parsed, validated and prepared once. */
export function createDocumentCache({
  supergraph,
  isIntrospectable,
  parseLimits,
  limits,
  onLookup,
  stage,
}: DocumentCacheOptions): DocumentCache {
  const documents = new LRUCache<string, LoadedDocument | Promise<LoadedDocument>>({
    max: maxDocuments,
    maxSize: 50_000_000,
    sizeCalculation: sizeOf,
  });
  const finish = (document: DocumentNode, isLarge: boolean, mistakes: readonly Mistake[]): LoadedDocument =>
    mistakes.length > 0
      ? { isValid: false, errors: mistakes.map((mistake) => toValidationError(mistake, document)) }
      : createLoaded(supergraph, document, isLarge);
  const parse = (query: string) => stage('parse_query', () => parseQuery(query, parseLimits));
  const validate = (query: string, visible: string | null) =>
    stage('validate', () => supergraph.validate(query, isIntrospectable, visible));
  const check = (query: string, document: DocumentNode): LoadedDocument | Promise<LoadedDocument> => {
    const { excesses, selections } = limits.ofDocument(document);
    if (excesses.length > 0) return { isValid: false, errors: excesses };
    if (selections > maxSelectionsAtOnce || hasManyTokens(document))
      return validate(query, null).then((mistakes) => finish(document, true, mistakes));
    const mistakes = stage('validate', () => validateDocument(supergraph.apiSchema, document, isIntrospectable));
    return finish(document, false, mistakes);
  };
  const problemsOf: DocumentCache['problemsOf'] = async (query, visible) => {
    try {
      const document = parse(query);
      const { excesses } = await inNextTurn(() => limits.ofDocument(document));
      if (excesses.length > 0) return excesses;
      return (await validate(query, visible)).map((mistake) => toValidationError(mistake, document));
    } catch (error) {
      // Not what keeps it from being looked at.
      if (error instanceof ClientError && error.extensions['status'] === undefined) return [error];
      throw error;
    }
  };
  const read: LoadDocument = (query) => {
    try {
      const document = parse(query);
      return hasManyTokens(document) ? inNextTurn(() => check(query, document)) : check(query, document);
    } catch (error) {
      if (error instanceof ClientError) return { isValid: false, errors: [error] };
      throw error;
    }
  };
  return {
    load: (query) => {
      const known = documents.get(query);
      onLookup(known ? 'hit' : 'miss');
      if (known) return known;
      const loaded = read(query);
      documents.set(query, loaded);
      if (loaded instanceof Promise)
        loaded.then(
          (document) => documents.set(query, document),
          // What could not be looked at may be the next time.
          () => documents.delete(query),
        );
      return loaded;
    },
    problemsOf,
    count: () => documents.size,
    recent: (count) =>
      [...documents.keys()].slice(0, count).flatMap((query) => {
        const document = documents.peek(query);
        return document && 'isValid' in document && document.isValid
          ? document.prepared().map((operation) => toKnown(query, operation))
          : [];
      }),
  };
}

const toKnown = (query: string, { definition, grants }: PreparedOperation): KnownOperation => ({
  query,
  operationName: definition.name?.value,
  grants: grants(),
});

async function inNextTurn<Result>(work: () => Result | Promise<Result>): Promise<Result> {
  await nextTurn();
  return work();
}

const hasManyTokens = ({ tokenCount = 0 }: DocumentNode) => tokenCount > maxTokensAtOnce;

const sizeOf = (_: unknown, query: string) => query.length + 1;

function createLoaded(supergraph: Supergraph, document: DocumentNode, isLarge: boolean): LoadedDocument {
  const prepared = new Map<OperationDefinitionNode, PreparedOperation>();
  const named = new Map<string | undefined, PreparedOperation>();
  return {
    isValid: true,
    prepare: (operationName) => {
      const known = named.get(operationName);
      if (known) return known;
      const definition = selectOperation(document, operationName);
      const operation = prepared.get(definition) ?? supergraph.prepare(document, definition);
      prepared.set(definition, operation);
      named.set(operationName, operation);
      return isLarge ? inNextTurn(() => operation) : operation;
    },
    prepared: () => [...prepared.values()],
  };
}

function selectOperation({ definitions }: DocumentNode, operationName: string | undefined): OperationDefinitionNode {
  const operations = definitions.filter((node) => node.kind === Kind.OPERATION_DEFINITION);
  const [first, second] =
    operationName === undefined ? operations : operations.filter(({ name }) => name?.value === operationName);
  if (first && !second) return first;
  const message = first ? 'Say which operation with `operationName`.' : 'The document has no such operation.';
  throw new ClientError('OPERATION_RESOLUTION_FAILURE', message);
}
