import type { Tracer } from './tracer.ts';

/** What is done once for a new operation, and not again. */
export type StageName = 'parse_query' | 'validate' | 'query_planning';

/** Does the work of a stage in a span, and says how many seconds it took. */
export type Stage = <Result>(name: StageName, work: () => Result) => Result;

export function createStage(tracer: Tracer, onDone: (name: StageName, seconds: number) => void): Stage {
  return (name, work) => {
    const startedAt = performance.now();
    const finish = () => onDone(name, (performance.now() - startedAt) / 1_000);
    const result = tracer.inSpan(name, work);
    if (result instanceof Promise) result.then(finish, finish);
    else finish();
    return result;
  };
}
