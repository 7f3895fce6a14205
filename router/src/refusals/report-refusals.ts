import { newRandomId, type Logger } from '@conea/platform';
import type { AskSubgraph } from '../authentication/subgraph-question.ts';
import type { Refusal, RefusalTally } from './refusal-tally.ts';

export type ReportOptions = { tally: Pick<RefusalTally, 'take'>; tell: AskSubgraph; interval: number; log: Logger };

/** A report that has to arrive, however often it is sent: whoever takes it knows it by its id. */
type Report = { reportId: string; refusals: Refusal[] };

/** Reports once an interval what was refused. A report that was not taken is sent again before the next one; the last one goes when the router stops. */
export function startReportingRefusals({ tally, tell, interval, log }: ReportOptions): () => Promise<void> {
  let unsent: Report | null = null;
  const send = async () => {
    if (unsent === null) {
      const refusals = tally.take();
      if (refusals.length === 0) return;
      unsent = { reportId: newRandomId('rep'), refusals };
    }
    try {
      await tell(unsent);
      unsent = null;
    } catch (error) {
      log.warn({ err: error }, 'refusals not reported');
    }
  };
  let sending = Promise.resolve();
  const timer = setInterval(() => {
    sending = sending.then(send);
  }, interval).unref();
  return async () => {
    clearInterval(timer);
    await sending.then(send);
    if (unsent === null) await send();
  };
}
