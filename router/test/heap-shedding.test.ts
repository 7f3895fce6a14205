import { expect, it } from '@jest/globals';
import { until } from '../../test/support/until.ts';
import { startRouterProcess } from './support/router-process.ts';
import { startSubgraph } from './support/test-graph.ts';

const definition = {
  name: 'words',
  sdl: 'type Query { length(text: String!): Int, hello: String }',
  resolvers: { Query: { length: (_: unknown, { text }: { text: string }) => text.length, hello: () => 'hello' } },
};
/** A small part of the heap, so that many arrive between the first reading above the limit and the end of the heap. */
const textLength = 256 * 1024;

it('a router whose memory is used up refuses what is new, finishes what it has, and recovers', async () => {
  const subgraph = await startSubgraph(definition);
  const router = await startRouterProcess([definition], [subgraph], {
    config: {
      server: { explorer: false, max_request_bytes: '4MiB' },
      query_planning: { workers: 0 },
      traffic_shaping: {
        all: { timeout: '120s', max_concurrent_requests: 1000 },
        router: {
          // Another process that is busy on this machine is no reason.
          load_shedding: {
            max_event_loop_delay: '60s',
            max_heap_utilization: 0.8,
            sample_interval: '20ms',
            recovery_time: '200ms',
            retry_after: '3s',
          },
        },
      },
    },
    environment: { NODE_OPTIONS: '--max-old-space-size=160' },
  });
  const post = (body: object) =>
    fetch(router.url, {
      ...{ method: 'POST', body: JSON.stringify(body) },
      headers: { 'content-type': 'application/json' },
    });
  // Each text is another one, so that no two are one fetch.
  const long = (number: number) =>
    post({
      query: 'query ($text: String!) { length(text: $text) }',
      variables: { text: String(number).padEnd(textLength) },
    });
  try {
    const held = subgraph.hold();
    const taken: Promise<Response>[] = [];
    const refused: Response[] = [];
    while (refused.length === 0 && taken.length < 500) {
      const asked = long(taken.length);
      const before = subgraph.requests.length;
      const answer = await Promise.race([
        asked,
        until('the subgraph has it', () => subgraph.requests.length > before, 60_000),
      ]);
      if (answer) refused.push(answer);
      else taken.push(asked);
    }
    expect(refused.map(({ status, headers }) => [status, headers.get('retry-after')])).toEqual([[503, '3']]);
    expect(await refused[0]?.json()).toMatchObject({ errors: [{ extensions: { code: 'OVERLOADED' } }] });
    expect(router.output()).toContain('"reason":"heap"');
    held.release();
    const answers = await Promise.all(taken.map(async (answer) => (await answer).json()));
    expect(answers).toEqual(taken.map(() => ({ data: { length: textLength } })));
    await until('it takes new requests', async () => (await post({ query: '{ hello }' })).status === 200, 60_000);
    expect(await router.stop()).toBe(0);
  } finally {
    await router.stop();
    await subgraph.stop();
  }
}, 180_000);
