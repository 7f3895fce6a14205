import { trafficOf } from '../config/traffic-shaping.ts';
import type { SubgraphRequest, SubgraphResponse, SubgraphsOptions, SubgraphTarget } from '../subgraphs.ts';
import { createCircuitBreaker } from './circuit-breaker.ts';
import { CircuitOpen, failureOf, noAnswer } from './failure.ts';
import { createGate } from './gate.ts';
import { createRetry } from './retry.ts';
import { createRetryBudget } from './retry-budget.ts';
import { readAnswer, type SubgraphAnswer } from './subgraph-answer.ts';
import { openSubgraphPool } from './subgraph-pool.ts';
import type { Caller } from '@conea/platform';

/** Calls one subgraph: shares what is in flight, retries, and keeps requests from it while it fails. */
export function createSubgraphClient(target: SubgraphTarget, options: SubgraphsOptions) {
  const { traffic, onFailure, onBreakerChange, onExchange } = options;
  const { name } = target;
  const settings = trafficOf(traffic, name);
  const { timeout, max_concurrent_requests: max, max_waiting_requests: maxWaiting } = settings;
  const pool = openSubgraphPool(target, {
    settings,
    onExchange: (exchange) => onExchange({ subgraph: name, ...exchange }),
  });
  const breaker = createCircuitBreaker({
    config: settings.circuit_breaker,
    onChange: (state) => onBreakerChange({ subgraph: name, state }),
  });
  const gate = createGate({ max, maxWaiting });
  const retry = createRetry(settings.retry, createRetryBudget(settings.retry));
  const inFlight = new Map<string, Promise<SubgraphAnswer>>();

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
  const deliver = (request: SubgraphRequest, signal: AbortSignal): Promise<SubgraphAnswer> => {
    const limited = { ...request, signal };
    return request.isShareable ? retry(() => attempt(limited), signal) : attempt(limited);
  };
  const deliverAlone = (request: SubgraphRequest): Promise<SubgraphAnswer> =>
    deliver(request, AbortSignal.any([request.signal, AbortSignal.timeout(timeout)]));
  /** Callers that may see the same share one request, which goes on when the first of them leaves. */
  const share = (request: SubgraphRequest): Promise<SubgraphAnswer> => {
    const id = `${identityOf(request.caller)}\n${request.body}`;
    const running = inFlight.get(id);
    if (running) return running;
    const sent = deliver(request, AbortSignal.timeout(timeout)).finally(() => inFlight.delete(id));
    inFlight.set(id, sent);
    return sent;
  };
  return {
    fetch: async (request: SubgraphRequest): Promise<SubgraphResponse> => {
      try {
        return (await (request.isShareable ? share(request) : deliverAlone(request))).take();
      } catch (error) {
        if (!(error instanceof CircuitOpen)) onFailure({ subgraph: name, error });
        return noAnswer(name, failureOf(error).code);
      }
    },
    close: pool.close,
  };
}

/** Everything about a caller that can change an answer. */
function identityOf({ user }: Caller): string {
  return user ? `${user.id} ${user.organizationId} ${user.sessionId} ${user.role} ${user.scopes.join(' ')}` : '';
}
