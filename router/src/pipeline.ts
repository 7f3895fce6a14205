import type { Caller, ClientError } from '@conea/platform';
import type { GraphQLError } from 'graphql';
import type { RateLimitField } from './budget/rate-limit-field.ts';
import type { Engine } from './engine/engine.ts';
import { createFreshness, type FreshnessOfAnswer } from './engine/freshness.ts';
import type { ExecutionResult, JsonObject } from './engine/result.ts';
import type { Running } from './engine/running.ts';
import type { ClientHeaders, OpenClientHeaders } from './headers/client-headers.ts';
import type { HeaderRules, HeadersFor } from './headers/header-rules.ts';
import { nullsIn, type DeliveryFormat } from './incremental/format.ts';
import { inParts } from './incremental/in-parts.ts';
import type { Limits } from './stages/limit.ts';
import type { GraphQLRequest } from './stages/receive.ts';
import type { LoadDocument } from './stages/load.ts';
import type { Charge, ChargeStage } from './stages/charge.ts';
import type { AuthorizedOperation, Authorize } from './stages/authorize.ts';
import { coerceVariables } from './stages/coerce.ts';
import type { PreparedOperation, Supergraph } from './supergraph.ts';

/** A request that may be executed: every stage before it has passed. */
export type PlannedRequest = {
  kind: PreparedOperation['kind'];
  /** Null when nothing of it is executed, for what the caller may not see. */
  compiled: AuthorizedOperation['compiled'];
  told: AuthorizedOperation['told'];
  refusal: AuthorizedOperation['refusal'];
  variables: JsonObject;
  /** Null where nothing is charged. */
  charge: Charge | null;
  /** Null where the budget is not asked for. */
  rateLimit: RateLimitField | null;
  /** Whether the answer may depend on what the caller is granted. */
  isRestricted: boolean;
  headersFor: HeadersFor;
  /** Once it is executed: how long the answer holds. */
  freshness: FreshnessOfAnswer;
  /** What its client is told of the headers of the answers; null: nothing. */
  clientHeaders: ClientHeaders | null;
  /** Null when the answer is given at once. */
  format: DeliveryFormat | null;
};

/** What a client wants of an operation. */
export type PlanOptions = {
  /** It will not be executed, so it is not charged. */
  isPlanOnly?: boolean;
  /** Null: it does not take an answer in parts. */
  format?: DeliveryFormat | null;
};

/** Why a request is not executed. */
export class RequestRefused extends Error {
  readonly errors: readonly (GraphQLError | ClientError)[];

  constructor(errors: readonly (GraphQLError | ClientError)[]) {
    super('request refused');
    this.errors = errors;
  }
}

/** The life of a request, in order, after it was received and its caller identified; the transports call it and nothing else. */
export type Pipeline = {
  plan(request: GraphQLRequest, caller: Caller, options?: PlanOptions): Promise<PlannedRequest>;
  execute(planned: PlannedRequest, caller: Caller, signal: AbortSignal): Promise<ExecutionResult>;
  /** Answers in parts what was planned so. */
  deliver: Deliver;
  /** `after`: the cursor of the last event that the client has. Throws SUBSCRIPTION_MAX_LIMIT, and what `charge` does when an event is above the caller's budget. */
  subscribe(planned: PlannedRequest, caller: Caller, after: string | null): Running;
};

export type Deliver = (
  planned: PlannedRequest,
  caller: Caller,
  signal: AbortSignal,
) => AsyncGenerator<ExecutionResult, void, undefined>;

/** A request whose query text is known. */
export type FoundRequest = Pick<GraphQLRequest, 'operationName' | 'variables' | 'headers'> & { query: string };

export type GraphPipelineOptions = {
  supergraph: Supergraph;
  /** Whether clients may learn of the schema, also from its messages. */
  isIntrospectable: boolean;
  loadDocument: LoadDocument;
  limits: Limits;
  authorize: Authorize;
  engine: Engine;
  headerRules: HeaderRules;
  openClientHeaders: OpenClientHeaders;
  /** Null: nothing is charged. */
  charge: ChargeStage | null;
  /** It is known what is asked for, and not yet whether it may be. */
  onOperation(operation: PreparedOperation, query: string): void;
};

/** The stages that depend on the supergraph. */
export function createGraphPipeline({
  supergraph,
  isIntrospectable,
  loadDocument,
  limits,
  authorize,
  engine,
  headerRules,
  openClientHeaders,
  charge: chargeFor,
  onOperation,
}: GraphPipelineOptions) {
  const plan = async (
    request: FoundRequest,
    caller: Caller,
    { isPlanOnly = false, format = null }: PlanOptions,
  ): Promise<PlannedRequest> => {
    const document = await loadDocument(request.query);
    if (!document.isValid) throw new RequestRefused(document.errors);
    const prepared = await document.prepare(request.operationName);
    onOperation(prepared, request.query);
    limits.checkVariables(request.variables);
    const variables = coerceVariables(supergraph.apiSchema, prepared.definition, request.variables, !isIntrospectable);
    const { rootFields, rateLimit } = prepared;
    const isDryRun = isPlanOnly || (rateLimit?.isDryRun(variables) ?? false);
    const charge = chargeFor && (await chargeFor({ cost: prepared.cost(), rootFields, variables, isDryRun }, caller));
    try {
      const { compiled, told, refusal } = await authorize(prepared, caller, format && variables);
      if (compiled) await limits.checkPlan(compiled, variables);
      const operation = { kind: prepared.kind, isRestricted: prepared.rules.length > 0, compiled, told, refusal };
      const headersFor = headerRules(request.headers, caller);
      const known = { freshness: createFreshness(), clientHeaders: openClientHeaders() };
      const answered = { headersFor, ...known, format: compiled?.deferred ? format : null };
      return { ...operation, variables, charge, rateLimit, ...answered };
    } catch (error) {
      charge?.release();
      throw error;
    }
  };
  const execute = async (planned: PlannedRequest, caller: Caller, signal: AbortSignal): Promise<ExecutionResult> => {
    const { compiled, told, variables, charge, rateLimit, headersFor, freshness, clientHeaders } = planned;
    const run = async (): Promise<ExecutionResult> => {
      if (rateLimit?.isDryRun(variables)) return { data: {} };
      return compiled === null
        ? { data: null, ...told }
        : engine.execute(compiled, variables, { caller, signal, headersFor, freshness, clientHeaders });
    };
    const result = await run();
    if (!charge) return result;
    return charge.settle(rateLimit ? rateLimit.answer(result, variables, charge.rateLimit()) : result);
  };
  const deliver: Deliver = (planned, caller, signal) => {
    const { compiled, variables, headersFor, clientHeaders, charge, format } = planned;
    if (compiled === null || format === null) throw new Error('the answer was planned to be given at once');
    const context = { caller, signal, headersFor, clientHeaders, nulls: nullsIn(format) };
    return inParts(engine.deliver(compiled, variables, context), format, charge);
  };
  return { plan, execute, deliver };
}

export type GraphPipeline = ReturnType<typeof createGraphPipeline>;
