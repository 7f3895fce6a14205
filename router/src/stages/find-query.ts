import { ClientError, type Logger } from '@conea/platform';
import { createHash } from 'node:crypto';
import type { PersistedQueriesConfig } from '../config/persisted-queries.ts';
import type { AutomaticQueries } from '../persisted/automatic.ts';
import type { WatchedDocuments } from '../persisted/trusted-documents.ts';
import { badRequest, type GraphQLRequest } from './receive.ts';

/** The text of the operation that a request means: its own, or the one that its id stands for. */
export type FindQuery = (request: GraphQLRequest) => Promise<string>;

export type FindQueryOptions = {
  config: PersistedQueriesConfig;
  /** Null: no operations are registered. */
  trusted: WatchedDocuments | null;
  /** Null: clients cannot register operations. */
  automatic: AutomaticQueries | null;
  log: Logger;
};

/** Errors have the codes and statuses of Apollo's routers, which clients know. */
export function createFindQuery({ config, trusted, automatic, log }: FindQueryOptions): FindQuery {
  const { safelist, log_unknown: logsUnknown } = config;

  const byId = async (id: string, { clientName }: GraphQLRequest): Promise<string> => {
    const hash = id.replace(/^sha256:/, '');
    const documents = trusted?.current();
    const body = documents?.find(id, clientName) ?? documents?.find(hash, clientName) ?? null;
    if (body !== null) return body;
    if (automatic && !safelist.enabled) return (await automatic.find(hash)) ?? fail(notFound());
    if (!trusted) throw notSupported();
    if (logsUnknown) log.warn({ id, clientName }, 'unknown persisted query');
    throw new ClientError('PERSISTED_QUERY_NOT_IN_LIST', `There is no persisted query ${id}.`, { status: 404 });
  };
  const register = (hash: string, query: string): string => {
    if (trusted && (safelist.enabled || !automatic))
      throw badRequest('CANNOT_SEND_PQ_ID_AND_BODY', 'Send the id of a persisted query or its text, not both.');
    if (!automatic) throw notSupported();
    if (sha256(query) !== hash) throw badRequest('PERSISTED_QUERY_HASH_MISMATCH', 'The hash is not that of the query.');
    automatic.remember(hash, query);
    return query;
  };
  const byText = (query: string): string => {
    if (!trusted) return query;
    if (safelist.require_id)
      throw badRequest('PERSISTED_QUERY_ID_REQUIRED', 'Send the id of a persisted query in place of its text.');
    if ((!safelist.enabled && !logsUnknown) || trusted.current().hasBody(query)) return query;
    if (logsUnknown) log.warn({ sha256: sha256(query) }, 'unknown operation');
    if (!safelist.enabled) return query;
    throw new ClientError('QUERY_NOT_IN_SAFELIST', 'This operation is not registered.', { status: 403 });
  };

  return async (request) => {
    const { query, documentId } = request;
    if (documentId === undefined) return query === undefined ? fail(noQuery()) : byText(query);
    return query === undefined ? byId(documentId, request) : register(documentId, query);
  };
}

const noQuery = () => badRequest('BAD_REQUEST', 'The request has no `query`.');
/** Clients of the protocol know these two by their messages; they answer 200 so that no proxy makes more of it. */
const notFound = () => new ClientError('PERSISTED_QUERY_NOT_FOUND', 'PersistedQueryNotFound', { status: 200 });
const notSupported = () =>
  new ClientError('PERSISTED_QUERY_NOT_SUPPORTED', 'PersistedQueryNotSupported', { status: 200 });

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

function fail(error: Error): never {
  throw error;
}
