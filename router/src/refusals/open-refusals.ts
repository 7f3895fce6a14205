import type { Lifecycle, Logger } from '@conea/platform';
import { createSubgraphQuestion } from '../authentication/subgraph-question.ts';
import type { RefusalsConfig } from '../config/refusals.ts';
import type { SubgraphTarget } from '../subgraphs.ts';
import { createRefusalTally } from './refusal-tally.ts';
import { createRefusalWatch, unwatched, type RefusalWatch } from './refusal-watch.ts';
import { startReportingRefusals } from './report-refusals.ts';

export type RefusalsOptions = {
  config: RefusalsConfig;
  /** The subgraphs that the router starts with, and those of the moment. */
  targets: readonly SubgraphTarget[];
  targetsNow: () => readonly SubgraphTarget[];
  lifecycle: Lifecycle;
  log: Logger;
};

/** Counts what stages refuse and reports it as it is configured. */
export function openRefusals({ config, targets, targetsNow, lifecycle, log }: RefusalsOptions): RefusalWatch {
  const { subgraph, path, timeout, interval } = config;
  const isKeeper = ({ name }: SubgraphTarget) => name === subgraph;
  if (!targets.some(isKeeper)) return unwatched;
  const tally = createRefusalTally(config.max_callers);
  const target = () => targetsNow().find(isKeeper);
  const tell = createSubgraphQuestion({ target, path, timeout, purpose: 'refusals' });
  lifecycle.onStop('refusals', startReportingRefusals({ tally, tell, interval, log }));
  return createRefusalWatch(tally);
}
