import autocannon from 'autocannon';
import type { Scenario } from './scenarios.ts';
import type { Target } from './target.ts';

/** What one round of load on one target gave. */
export type Round = { requestsPerSecond: number; p50: number; p99: number; cpuMilliseconds: number; rss: number };

const longest = 120;

// No request of one scenario repeats a number, over all rounds and targets.
let number = 0;

/** Puts a target under the load of a scenario for so many seconds; throws when a request fails. */
export async function runRound(target: Target, scenario: Scenario, seconds: number): Promise<Round> {
  const before = target.cpuSeconds();
  const { requests, latency, errors, non2xx, duration } = await autocannon({
    url: target.url,
    method: 'POST',
    headers: { 'content-type': 'application/json', ...target.headers },
    connections: scenario.connections,
    timeout: 60,
    ...(scenario.amount === undefined ? { duration: seconds } : { amount: scenario.amount }),
    requests: [{ setupRequest: (request) => ({ ...request, body: JSON.stringify(scenario.request(++number)) }) }],
  });
  if (errors + non2xx > 0) throw new Error(`${target.name} failed ${errors + non2xx} requests of ${scenario.name}`);
  // A slow router on a busy machine is measured all the same.
  if (requests.total === 0 && seconds < longest) return runRound(target, scenario, seconds * 4);
  if (requests.total === 0) throw new Error(`${target.name} finished nothing of ${scenario.name} in ${seconds} s`);
  return {
    requestsPerSecond: requests.total / duration,
    p50: latency.p50,
    p99: latency.p99,
    cpuMilliseconds: ((target.cpuSeconds() - before) * 1_000) / requests.total,
    rss: target.rssMegabytes(),
  };
}
