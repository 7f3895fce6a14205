import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ClientCaching } from '../cache/client-caching.ts';
import { planOnly, planWishOf, withQueryPlan } from '../explain/query-plan.ts';
import type { PickHeaders } from '../headers/picked-headers.ts';
import type { Pipeline, PlannedRequest } from '../pipeline.ts';
import type { Identify } from '../stages/identify.ts';
import { clientNameOf, receive } from '../stages/receive.ts';
import type { Respond } from '../stages/respond.ts';
import type { RequestWatch } from '../telemetry/request-watch.ts';
import type { Admission } from './admission.ts';
import { isStreamType, jsonType, typeFor, type Accepted } from './accept.ts';
import type { PreventCsrf } from './csrf.ts';
import { identifyRequest } from './request-caller.ts';
import { methodNotAllowed, streamNotAccepted } from './request-error.ts';
import { runningOf } from '../engine/running.ts';
import { withPlanAtFirst, type Run } from './running.ts';
import { framingFor } from './streams/framing.ts';
import { framingForParts } from './streams/parts.ts';
import type { Streams } from './streams/streams.ts';
import type { SendWhole } from './whole-answer.ts';

export type ExchangeOptions = {
  pipeline: Pipeline;
  run: Run;
  streams: Streams;
  admission: Admission;
  identify: Identify;
  respond: Respond;
  preventCsrf: PreventCsrf;
  apiKeyHeader: string;
  pickHeaders: PickHeaders;
  /** Whether clients may see plans. */
  exposesQueryPlan: boolean;
  sendWhole: SendWhole;
  requests: RequestWatch;
  onPlanned(request: FastifyRequest, kind: PlannedRequest['kind']): void;
  clientCaching: ClientCaching;
};

/** What the client takes, and where its GraphQL request stands. */
export type Asked = { accepted: Accepted; read(request: FastifyRequest): unknown };

/** One GraphQL request over HTTP and its answer. */
export type Exchange = (request: FastifyRequest, reply: FastifyReply, asked: Asked) => Promise<FastifyReply>;

/** Errors of the request itself have their HTTP status; those of the operation stand in a stream when the client takes nothing else. */
export function createExchange(options: ExchangeOptions): Exchange {
  const { pipeline, run, streams, identify, respond, preventCsrf, apiKeyHeader, sendWhole } = options;
  const { admission, exposesQueryPlan, clientCaching, requests, onPlanned, pickHeaders } = options;
  const plan = async (request: FastifyRequest, { accepted, read }: Asked) => {
    preventCsrf(request);
    const graphqlRequest = receive(read(request), clientNameOf(request.headers), pickHeaders(request.headers));
    const identified = await identifyRequest(request, identify, apiKeyHeader);
    const planWish = exposesQueryPlan ? planWishOf(request.headers) : 'none';
    const planned = await pipeline.plan(graphqlRequest, identified.caller, {
      isPlanOnly: planWish === 'alone',
      format: accepted.parts?.format ?? null,
    });
    onPlanned(request, planned.kind);
    if (request.method !== 'POST' && planned.kind === 'mutation') throw methodNotAllowed('Send mutations by POST.');
    return { planned, planWish, ...identified };
  };
  const answer: Exchange = async (request, reply, asked) => {
    const { accepted } = asked;
    const { planned, planWish, caller, credentials } = await plan(request, asked);
    if (planWish === 'alone') return sendWhole(reply, accepted.single ?? jsonType, respond.success(planOnly(planned)));
    const parts = planned.format && accepted.parts;
    const type = parts ? parts.type : typeFor(planned.kind, accepted);
    if (type === null) throw streamNotAccepted();
    if (!isStreamType(type)) {
      const result = await pipeline.execute(planned, caller, signalOf(reply));
      const headers = { ...planned.clientHeaders?.values(), ...planned.charge?.headers };
      if (planWish === 'beside')
        return sendWhole(reply, type, respond.success(withQueryPlan(result, planned), headers));
      return sendWhole(reply, type, respond.success(result, { ...headers, ...clientCaching(planned, result) }));
    }
    streams.admit();
    reply.headers(planned.charge?.headers ?? {});
    if (planned.kind === 'subscription') admission.release(request);
    const running = run(planned, caller, lastEventIdOf(request));
    const told = planWish === 'beside' && parts ? withPlanAtFirst(running, planned) : running;
    const framing = parts ? framingForParts(parts) : framingFor(type);
    const firstHeaders = planned.kind === 'subscription' ? null : planned.clientHeaders;
    return streams.send(reply, framing, { running: told, firstHeaders, credentials, user: caller.user });
  };
  const exchange: Exchange = async (request, reply, asked) => {
    try {
      return await answer(request, reply, asked);
    } catch (error) {
      const failure = respond.failure(error);
      const type = asked.accepted.single ?? jsonType;
      if (failure.isRequestError || !isStreamType(type)) return sendWhole(reply, type, failure);
      return streams.send(reply, framingFor(type), {
        ...{ running: runningOf(failure.result), firstHeaders: null },
        ...{ credentials: {}, user: null },
      });
    }
  };
  return (request, reply, asked) => requests.run(request, reply, () => exchange(request, reply, asked));
}

/** Where an event stream that comes back goes on (HTML standard, server-sent events). */
function lastEventIdOf({ headers }: FastifyRequest): string | null {
  const id = headers['last-event-id'];
  return typeof id === 'string' && id !== '' ? id : null;
}

/** Aborted when the client leaves before it has its answer. */
function signalOf({ raw }: FastifyReply): AbortSignal {
  const controller = new AbortController();
  if (raw.closed) controller.abort();
  raw.once('close', () => {
    if (!raw.writableFinished) controller.abort();
  });
  return controller.signal;
}
