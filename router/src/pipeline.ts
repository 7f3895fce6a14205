import type { Caller, ClientError } from '@conea/platform';
import type { GraphQLError } from 'graphql';
import type { RateLimitField } from './budget/rate-limit-field.ts';
import type { Subscribe } from './subscriptions/subscribe.ts';
import type { Engine, RequestContext } from './engine/engine.ts';
import type { ExecutionResult, JsonObject } from './engine/result.ts';
import type { FindQuery } from './stages/find-query.ts';
import type { Limits } from './stages/limit.ts';
import type { GraphQLRequest } from './stages/receive.ts';
import type { LoadedDocument } from './stages/load.ts';
import type { Charge, ChargeStage } from './stages/charge.ts';
import type { Authorize } from './stages/authorize.ts';
import { coerceVariables } from './stages/coerce.ts';
import type { PreparedOperation, Supergraph, Variant } from './supergraph.ts';

/** A request that may be executed: every stage before it has passed. */
export type PlannedRequest = {
  kind: PreparedOperation['kind'];
  /** Null when nothing of it is executed, for what the caller may not see. */
  compiled: Variant['compiled'];
  told: Variant['told'];
  variables: JsonObject;
  /** Null where nothing is charged. */
  charge: Charge | null;
  /** Null where the budget is not asked for. */
  rateLimit: RateLimitField | null;
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
  findQuery: FindQuery;
  loadDocument: (query: string) => LoadedDocument;
  limits: Limits;
  authorize: Authorize;
  engine: Engine;
  subscribe: Subscribe;
  /** Null: nothing is charged. */
  charge: ChargeStage | null;
};

/** The life of a request, in order, after it was received and its caller identified; the transports call it and nothing else. */
export function createPipeline({
  supergraph,
  findQuery,
  loadDocument,
  limits,
  authorize,
  engine,
  subscribe,
  charge: chargeFor,
}: PipelineOptions) {
  /** `isPlanOnly`: it will not be executed, so it is not charged. */
  const plan = async (request: GraphQLRequest, caller: Caller, isPlanOnly = false): Promise<PlannedRequest> => {
    const document = loadDocument(await findQuery(request));
    if (!document.isValid) throw new RequestRefused(document.errors);
    const prepared = document.prepare(request.operationName);
    limits.checkVariables(request.variables);
    const variables = coerceVariables(supergraph.apiSchema, prepared.definition, request.variables);
    const { rootFields, rateLimit } = prepared;
    const isDryRun = isPlanOnly || (rateLimit?.isDryRun(variables) ?? false);
    const charge = chargeFor && (await chargeFor({ cost: prepared.cost(), rootFields, variables, isDryRun }, caller));
    try {
      const { compiled, told } = await authorize(prepared, caller);
      return { kind: prepared.kind, compiled, told, variables, charge, rateLimit };
    } catch (error) {
      charge?.release();
      throw error;
    }
  };
  const execute = async (planned: PlannedRequest, caller: Caller, signal: AbortSignal): Promise<ExecutionResult> => {
    const { compiled, told, variables, charge, rateLimit } = planned;
    const run = async (): Promise<ExecutionResult> => {
      if (rateLimit?.isDryRun(variables)) return { data: {} };
      return compiled === null ? { data: null, ...told } : engine.execute(compiled, variables, { caller, signal });
    };
    const result = await run();
    if (!charge) return result;
    return charge.settle(rateLimit ? rateLimit.answer(result, variables, charge.rateLimit) : result);
  };
  /** Throws what `charge` does when an event is above the caller's budget. */
  const follow = (
    { compiled, told, variables, charge }: PlannedRequest,
    caller: Caller,
    context: Omit<RequestContext, 'caller'>,
  ): AsyncGenerator<ExecutionResult, void, undefined> => {
    if (compiled === null) return only({ data: null, ...told });
    const events = subscribe(compiled, variables, { caller, ...context });
    return charge ? charged(events, charge) : events;
  };
  return { plan, execute, subscribe: follow };
}

export type Pipeline = ReturnType<typeof createPipeline>;

async function* only(result: ExecutionResult): AsyncGenerator<ExecutionResult, void, undefined> {
  yield result;
}

async function* charged(
  events: AsyncGenerator<ExecutionResult, void, undefined>,
  charge: Charge,
): AsyncGenerator<ExecutionResult, void, undefined> {
  for await (const event of events) yield await charge.chargeEvent(event);
}
