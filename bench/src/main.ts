import { parseArgs } from 'node:util';
import { benchRouter } from './router/bench.ts';
import { formatTable, writeFigures, type Figure } from './figures.ts';

const usage = `Measures Conea against named peers, in one run, interleaved, with answers compared.

  npm run bench -- router                 our router against @apollo/gateway on the federation benchmark
  npm run bench -- router --seconds 20    seconds of load for each round (default 10)
  npm run bench -- router --rounds 5      rounds for each target (default 3)
  npm run bench -- router --json FILE     write the figures as JSON as well
`;

const benches: Record<string, (options: { seconds: number; rounds: number }) => Promise<Figure[]>> = {
  router: benchRouter,
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    help: { type: 'boolean', short: 'h' },
    json: { type: 'string' },
    seconds: { type: 'string', default: '10' },
    rounds: { type: 'string', default: '3' },
  },
});
const bench = benches[positionals[0] ?? ''];

if (values.help || !bench) {
  console.log(usage);
  process.exitCode = values.help ? 0 : 1;
} else {
  const figures = await bench({ seconds: Number(values.seconds), rounds: Number(values.rounds) });
  console.log(formatTable(figures, '@apollo/gateway'));
  if (values.json) await writeFigures(values.json, figures);
}
