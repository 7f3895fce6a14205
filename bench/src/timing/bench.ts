import { randomInt } from 'node:crypto';
import type { BenchOptions } from '../bench.ts';
import type { Figure } from '../figures.ts';
import { openAccount } from '../identity/accounts.ts';
import { nobody, startIdentity, type BenchIdentity } from '../identity/server.ts';
import { startPostgres } from '../postgres.ts';
import { otherKeys } from './other-keys.ts';
import { summarize, welchT } from './welch.ts';

const warmUp = 200;

/** Whether identity takes as long to refuse what is there as what is not: addresses with a wrong password, and API keys with a wrong secret. */
export async function benchTiming({ samples, only }: BenchOptions): Promise<Figure[]> {
  const postgres = await startPostgres();
  const identity = await startIdentity(postgres);
  try {
    const account = await openAccount(identity, 0);
    const { withOtherSecret, unknown } = otherKeys(await account.createApiKey(await account.signIn()));
    const pairs: Record<string, Pair> = {
      'sign-in': signIns(identity),
      'API key': [() => identity.verifyKey(withOtherSecret), () => identity.verifyKey(unknown)],
    };
    const figures: Figure[] = [];
    for (const [scenario, pair] of Object.entries(pairs)) {
      if (only && !only.includes(scenario)) continue;
      figures.push(...describe(scenario, await measure(pair, samples)));
    }
    return figures;
  } finally {
    identity.stop();
    await postgres.stop();
  }
}

/** What is there, and what is not. */
type Pair = readonly [known: () => Promise<unknown>, unknown: () => Promise<unknown>];

/** From another network each time: nobody is slowed down. */
function signIns(identity: BenchIdentity): Pair {
  let networks = 0;
  const signIn = (email: string) => async () => {
    networks++;
    const caller = { ...nobody, ip: `${10 + (networks >> 16)}.${(networks >> 8) & 255}.${networks & 255}.1` };
    const query = 'mutation ($input: SignInInput!) { signIn(input: $input) { errors { __typename } } }';
    const answer = JSON.stringify(await identity.ask(query, { email, password: 'not the right phrase' }, caller));
    if (!answer.includes('InvalidCredentials')) throw new Error(`a sign-in was answered ${answer}`);
  };
  return [signIn('bench-0@example.com'), signIn('bench-x@example.com')];
}

/** Microseconds of each, in an order that nothing else can go by. */
async function measure(pair: Pair, samples: number): Promise<[known: number[], unknown: number[]]> {
  const times: [number[], number[]] = [[], []];
  for (let round = 0; round < samples + warmUp; round++) {
    const first = randomInt(2);
    for (const which of [first, 1 - first]) {
      const start = performance.now();
      await (which === 0 ? pair[0]() : pair[1]());
      const time = (performance.now() - start) * 1_000;
      if (round >= warmUp) (which === 0 ? times[0] : times[1]).push(time);
    }
  }
  return times;
}

function describe(scenario: string, [known, unknown]: [number[], number[]]): Figure[] {
  const [one, other] = [summarize(known), summarize(unknown)];
  const figure = (target: string, metric: string, value: number): Figure => ({
    ...{ bench: 'timing', target, scenario, metric, value },
  });
  return [
    figure('known', 'mean_us', one.mean),
    figure('unknown', 'mean_us', other.mean),
    figure('difference', 'mean_us', one.mean - other.mean),
    figure('difference', 'welch_t', welchT(one, other)),
  ];
}
