import { parseArgs } from 'node:util';
import type { Bench } from './bench.ts';
import { benchAudit } from './audit/bench.ts';
import { benchCold } from './cold/bench.ts';
import { benchIdentity } from './identity/bench.ts';
import { formatTable, writeFigures } from './figures.ts';
import { benchFeatures } from './features/bench.ts';
import { benchPlanners } from './planners/bench.ts';
import { benchRouter } from './router/bench.ts';
import { benchSoak } from './soak/bench.ts';
import { benchSubscriptions } from './subscriptions/bench.ts';
import { benchTiming } from './timing/bench.ts';

const usage = `Measures Conea against named peers, in one run, interleaved, with answers compared.

  npm run bench -- router                          our router against its peers on the federation benchmark
  npm run bench -- subscriptions                   10,000 clients of one router process
  npm run bench -- audit                           entries of the audit trail, taken in and sealed
  npm run bench -- cold                            how long large operations that no router has seen hold one up
  npm run bench -- features                        what each feature of our router costs
  npm run bench -- identity                        sign-in, refresh, checks of tokens and keys, audit entries
  npm run bench -- planners                        the planning libraries behind the router's adapter
  npm run bench -- soak --minutes 30               whether the heap stays flat
  npm run bench -- timing                          whether refusals take as long for what is there as for what is not
  npm run bench -- timing --samples 1000           so many of each
  npm run bench -- subscriptions --clients 2000    so many
  npm run bench -- router --only nested,small      only these scenarios
  npm run bench -- router --against @apollo/gateway   only these peers
  npm run bench -- router --sharing                sharing of identical requests on, for those that have it
  npm run bench -- router --seconds 20             seconds of load for each round (default 10)
  npm run bench -- router --rounds 5               rounds for each target (default 3)
  npm run bench -- router --json FILE              write the figures as JSON as well

Peers that are no dependency of Conea take part once they are installed:
  npm ci --prefix bench/peers
  npm ci --prefix bench/peers/mercurius
`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    help: { type: 'boolean', short: 'h' },
    only: { type: 'string' },
    against: { type: 'string' },
    sharing: { type: 'boolean', default: false },
    json: { type: 'string' },
    seconds: { type: 'string', default: '10' },
    rounds: { type: 'string', default: '3' },
    clients: { type: 'string', default: '10000' },
    minutes: { type: 'string', default: '30' },
    samples: { type: 'string', default: '10000' },
  },
});

/** `peer`: the target that the others are compared with. */
const benches: Record<string, { run: Bench; peer: string }> = {
  router: { run: benchRouter, peer: values.sharing ? 'hive-gateway + rust' : '@apollo/gateway' },
  audit: { run: benchAudit, peer: 'bare table' },
  cold: { run: benchCold, peer: '' },
  features: { run: benchFeatures, peer: 'nothing' },
  identity: { run: benchIdentity, peer: 'alone' },
  planners: { run: benchPlanners, peer: '@apollo/query-planner' },
  soak: { run: benchSoak, peer: '' },
  subscriptions: { run: benchSubscriptions, peer: '' },
  timing: { run: benchTiming, peer: '' },
};

const bench = benches[positionals[0] ?? ''];

if (values.help || !bench) {
  console.log(usage);
  process.exitCode = values.help ? 0 : 1;
} else {
  const figures = await bench.run({
    seconds: Number(values.seconds),
    rounds: Number(values.rounds),
    clients: Number(values.clients),
    minutes: Number(values.minutes),
    samples: Number(values.samples),
    isSharing: values.sharing,
    only: values.only?.split(','),
    against: values.against?.split(','),
  });
  console.log(formatTable(figures, bench.peer));
  if (values.json) await writeFigures(values.json, figures);
}
