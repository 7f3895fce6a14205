import { parseArgs } from 'node:util';
import type { Bench } from './bench.ts';
import { formatTable, writeFigures } from './figures.ts';
import { benchPlanners } from './planners/bench.ts';
import { benchRouter } from './router/bench.ts';
import { benchSubscriptions } from './subscriptions/bench.ts';

const usage = `Measures Conea against named peers, in one run, interleaved, with answers compared.

  npm run bench -- router                          our router against its peers on the federation benchmark
  npm run bench -- subscriptions                   10,000 clients of one router process
  npm run bench -- planners                        the planning libraries behind the router's adapter
  npm run bench -- subscriptions --clients 2000    so many
  npm run bench -- router --only nested,small      only these scenarios
  npm run bench -- router --against @apollo/gateway   only these peers
  npm run bench -- router --seconds 20             seconds of load for each round (default 10)
  npm run bench -- router --rounds 5               rounds for each target (default 3)
  npm run bench -- router --json FILE              write the figures as JSON as well

Peers that are no dependency of Conea take part once they are installed: npm ci --prefix bench/peers
`;

const benches: Record<string, Bench> = {
  router: benchRouter,
  subscriptions: benchSubscriptions,
  planners: benchPlanners,
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    help: { type: 'boolean', short: 'h' },
    only: { type: 'string' },
    against: { type: 'string' },
    json: { type: 'string' },
    seconds: { type: 'string', default: '10' },
    rounds: { type: 'string', default: '3' },
    clients: { type: 'string', default: '10000' },
  },
});
const bench = benches[positionals[0] ?? ''];

if (values.help || !bench) {
  console.log(usage);
  process.exitCode = values.help ? 0 : 1;
} else {
  const figures = await bench({
    seconds: Number(values.seconds),
    rounds: Number(values.rounds),
    clients: Number(values.clients),
    only: values.only?.split(','),
    against: values.against?.split(','),
  });
  console.log(formatTable(figures, bench === benchPlanners ? '@apollo/query-planner' : '@apollo/gateway'));
  if (values.json) await writeFigures(values.json, figures);
}
