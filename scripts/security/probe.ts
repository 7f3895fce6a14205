import { hasData } from './answer.ts';
import { forge, type Known } from './forgeries.ts';
import { misconfigurations, type Check } from './misconfigurations.ts';
import { createTarget, type Target } from './target.ts';

export type Result = { kind: 'misconfiguration' | 'token'; name: string; finding: string | null };

/** `query`: what a forged token asks for. */
export type ProbeOptions = Known & { query?: string | undefined };

/** Tries every check on an endpoint, one after the other; rejects when there is no endpoint. */
export async function probe(address: string, options: ProbeOptions = {}): Promise<Result[]> {
  const target = createTarget(address);
  await target.ask('{ __typename }');
  const { query = '{ __typename }' } = options;
  const results: Result[] = [];
  for (const check of misconfigurations) results.push(await resultOf('misconfiguration', check, target));
  for (const { name, authorization } of forge(options)) {
    const run: Check['run'] = async () =>
      hasData(await target.ask(query, { authorization })) ? 'it was answered with data' : null;
    results.push(await resultOf('token', { name, run }, target));
  }
  return results;
}

async function resultOf(kind: Result['kind'], { name, run }: Check, target: Target): Promise<Result> {
  // A connection that is closed is a refusal; an endpoint that has gone is a finding.
  const finding = await run(target).catch(() =>
    target.ask('{ __typename }').then(
      () => null,
      () => 'the endpoint does not answer any more',
    ),
  );
  return { kind, name, finding };
}

/** A line for each check. */
export function formatResults(results: readonly Result[]): string {
  const width = Math.max(...results.map(({ name }) => name.length));
  const lines = results.map(
    ({ kind, name, finding }) => `${kind.padEnd(16)}  ${name.padEnd(width)}  ${finding ? `FOUND  ${finding}` : 'ok'}`,
  );
  const found = results.filter(({ finding }) => finding !== null).length;
  return `${lines.join('\n')}\n\n${found} of ${results.length} checks found something\n`;
}
