import { trafficOf } from '../config/traffic-shaping.ts';
import type { SubgraphRequest, SubgraphResponse, SubgraphsOptions, SubgraphTarget } from '../subgraphs.ts';
import { untraced } from '../telemetry/tracer.ts';
import { callerClass } from './caller-class.ts';
import { createCircuitBreaker } from './circuit-breaker.ts';
import { withDeadline } from './deadline.ts';
import { CircuitOpen, failureOf, noAnswer } from './failure.ts';
import { createGate } from './gate.ts';
import { createRetry } from './retry.ts';
import { createRetryBudget } from './retry-budget.ts';
import { createSharing } from './sharing.ts';
import { readAnswer, type SubgraphAnswer } from './subgraph-answer.ts';
import { openSubgraphPool } from './subgraph-pool.ts';

/** Calls one subgraph: shares what is in flight, retries, and keeps requests from it while it fails. */
export function createSubgraphClient(target: SubgraphTarget, options: SubgraphsOptions) {
  const { traffic, onFailure, onBreakerChange, onExchange, answerHeaders, tracer = untraced } = options;
  const { name } = target;
  const settings = trafficOf(traffic, name);
  const { timeout, max_concurrent_requests: max, max_waiting_requests: maxWaiting } = settings;
  const pool = openSubgraphPool(target, {
    settings,
    onExchange: (exchange) => onExchange({ subgraph: name, ...exchange }),
    pickHeaders: answerHeaders?.(name) ?? null,
    tracer,
  });
  const breaker = createCircuitBreaker({
    config: settings.circuit_breaker,
    onChange: (state) => onBreakerChange({ subgraph: name, state }),
  });
  const gate = createGate({ max, maxWaiting });
  const retry = createRetry(settings.retry, createRetryBudget(settings.retry));
  const sharing = createSharing<SubgraphAnswer>();

  const attempt = async (request: SubgraphRequest): Promise<SubgraphAnswer> => {
    if (!breaker.admits()) throw new CircuitOpen(`the circuit to ${name} is open`);
    try {
      const answer = await gate.pass(request.signal, async () => readAnswer(name, await pool.send(request)));
      breaker.report(true);
      return answer;
    } catch (error) {
      const { isHealthy } = failureOf(error);
      if (isHealthy === null) breaker.withdraw();
      else breaker.report(isHealthy);
      throw error;
    }
  };
  /** The time is for all attempts together. */
  const deliver = (request: SubgraphRequest, signal: AbortSignal): Promise<SubgraphAnswer> =>
    withDeadline(signal, timeout, (limited) => {
      const sent = { ...request, signal: limited };
      return request.isShareable ? retry(() => attempt(sent), limited) : attempt(sent);
    });
  /** Callers that may see the same share one request. */
  const share = (request: SubgraphRequest): Promise<SubgraphAnswer> =>
    sharing.join(
      `${callerClass(request.caller)}\n${request.headers?.key ?? ''}\n${request.position ?? ''}\n${request.body}`,
      request.signal,
      (signal) => deliver(request, signal),
    );
  return {
    fetch: async (request: SubgraphRequest): Promise<SubgraphResponse> => {
      try {
        const isShared = request.isShareable && !request.headers?.isPersonal;
        return (await (isShared ? share(request) : deliver(request, request.signal))).take();
      } catch (error) {
        if (!(error instanceof CircuitOpen) && !request.signal.aborted) onFailure({ subgraph: name, error });
        return noAnswer(name, failureOf(error).code);
      }
    },
    close: pool.close,
  };
}
