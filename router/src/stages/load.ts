import { ClientError } from '@conea/platform';
import { Kind, type DocumentNode, type GraphQLError, type GraphQLSchema, type OperationDefinitionNode } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { Grant } from '../authorization/rules.ts';
import type { PreparedOperation, Supergraph } from '../supergraph.ts';
import type { Stage } from '../telemetry/stage.ts';
import type { Limits } from './limit.ts';
import { parseQuery, type ParseLimits } from './parse.ts';
import { validateDocument } from './validate.ts';

/** A parsed and validated document, or what is wrong with it. */
export type LoadedDocument =
  | { isValid: true; prepare(operationName: string | undefined): PreparedOperation; prepared(): PreparedOperation[] }
  | { isValid: false; errors: readonly (GraphQLError | ClientError)[] };

/** An operation that clients send, and what those had been granted who did. */
export type KnownOperation = { query: string; operationName: string | undefined; grants: readonly Grant[] };

export type DocumentCache = {
  load(query: string): LoadedDocument;
  /** What is wrong with a document for who sees such a schema; nothing of it is kept. */
  problemsOf(query: string, schema: GraphQLSchema): readonly (GraphQLError | ClientError)[];
  /** The operations of the documents that were asked for last, the latest first. */
  recent(documents: number): KnownOperation[];
  count(): number;
};

const maxDocuments = 1_000;

export type DocumentCacheOptions = {
  supergraph: Supergraph;
  isIntrospectable: boolean;
  parseLimits: ParseLimits;
  limits: Limits;
  onLookup(result: 'hit' | 'miss'): void;
  stage: Stage;
};

type Examined = { document: DocumentNode | null; errors: readonly (GraphQLError | ClientError)[] };

/** Loads documents by their text; each distinct text is parsed, validated and prepared once. */
export function createDocumentCache({
  supergraph,
  isIntrospectable,
  parseLimits,
  limits,
  onLookup,
  stage,
}: DocumentCacheOptions): DocumentCache {
  const documents = new LRUCache<string, LoadedDocument>({
    max: maxDocuments,
    maxSize: 50_000_000,
    sizeCalculation: sizeOf,
  });
  const examine = (query: string, schema: GraphQLSchema): Examined => {
    try {
      const document = stage('parse_query', () => parseQuery(query, parseLimits));
      const excesses = limits.ofDocument(document);
      if (excesses.length > 0) return { document, errors: excesses };
      return { document, errors: stage('validate', () => validateDocument(schema, document, isIntrospectable)) };
    } catch (error) {
      if (error instanceof ClientError) return { document: null, errors: [error] };
      throw error;
    }
  };
  const read = (query: string): LoadedDocument => {
    const { document, errors } = examine(query, supergraph.apiSchema);
    return document && errors.length === 0 ? createLoaded(supergraph, document) : { isValid: false, errors };
  };
  return {
    load: (query) => {
      const known = documents.get(query);
      onLookup(known ? 'hit' : 'miss');
      if (known) return known;
      const loaded = read(query);
      documents.set(query, loaded);
      return loaded;
    },
    problemsOf: (query, schema) => examine(query, schema).errors,
    count: () => documents.size,
    recent: (count) =>
      [...documents.keys()].slice(0, count).flatMap((query) => {
        const document = documents.peek(query);
        return document?.isValid ? document.prepared().map((operation) => toKnown(query, operation)) : [];
      }),
  };
}

const toKnown = (query: string, { definition, grants }: PreparedOperation): KnownOperation => ({
  query,
  operationName: definition.name?.value,
  grants: grants(),
});

const sizeOf = (_: LoadedDocument, query: string) => query.length + 1;

function createLoaded(supergraph: Supergraph, document: DocumentNode): LoadedDocument {
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
      return operation;
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
