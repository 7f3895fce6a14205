import type { Caller, ClientError } from '@conea/platform';
import type { GraphQLError } from 'graphql';
import type { Engine } from './engine/engine.ts';
import type { ExecutionResult, JsonObject } from './engine/result.ts';
import type { CompiledOperation } from './engine/operation.ts';
import type { GraphQLRequest } from './stages/receive.ts';
import type { LoadedDocument } from './stages/load.ts';
import { coerceVariables } from './stages/coerce.ts';
import type { GrantedScopes, PreparedOperation, Supergraph } from './supergraph.ts';

/** A request that may be executed: every stage before it has passed. */
export type PlannedRequest = {
  kind: PreparedOperation['kind'];
  /** Null when the caller may see nothing of what was asked. */
  compiled: CompiledOperation | null;
  errors: CompiledOperation['errors'];
  variables: JsonObject;
};

/** Why a request is not executed. */
export class RequestRefused extends Error {
  readonly errors: readonly (GraphQLError | ClientError)[];

  constructor(errors: readonly (GraphQLError | ClientError)[]) {
    super('request refused');
    this.errors = errors;
  }
}

export type PipelineOptions = {
  supergraph: Supergraph;
  loadDocument: (query: string) => LoadedDocument;
  engine: Engine;
};

/** The life of a request, in order, after it was received and its caller identified; the transports call it and nothing else. */
export function createPipeline({ supergraph, loadDocument, engine }: PipelineOptions) {
  const plan = async (request: GraphQLRequest, caller: Caller): Promise<PlannedRequest> => {
    const document = loadDocument(request.query);
    if (!document.isValid) throw new RequestRefused(document.errors);
    const prepared = document.prepare(request.operationName);
    const variables = coerceVariables(supergraph.apiSchema, prepared.definition, request.variables);
    const { compiled, errors } = prepared.compileFor(scopesOf(caller));
    return { kind: prepared.kind, compiled, errors, variables };
  };
  const execute = async (planned: PlannedRequest, caller: Caller, signal: AbortSignal): Promise<ExecutionResult> => {
    const { compiled, errors, variables } = planned;
    return compiled === null ? { data: null, errors } : engine.execute(compiled, variables, { caller, signal });
  };
  return { plan, execute };
}

export type Pipeline = ReturnType<typeof createPipeline>;

function scopesOf({ user }: Caller): GrantedScopes {
  return user === null ? null : new Set(user.scopes);
}
