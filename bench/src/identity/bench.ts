import { argon2, randomBytes } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { promisify } from 'node:util';
import { clockToleranceSeconds, sql } from '@conea/platform';
import { createAccessTokens } from '@conea/router/authentication/access-tokens';
import { createApiKeys } from '@conea/router/authentication/api-keys';
import { createJwks } from '@conea/router/authentication/jwks';
import { createLocalJWKSet, jwtVerify, type JSONWebKeySet } from 'jose';
import { z } from 'zod';
import type { BenchOptions } from '../bench.ts';
import { benchAudit } from '../audit/bench.ts';
import type { Figure } from '../figures.ts';
import { silentLog, startPostgres, type BenchPostgres } from '../postgres.ts';
import { openAccount, type Tokens } from './accounts.ts';
import { countFor, microseconds } from './rates.ts';
import { startIdentity, type BenchIdentity } from './server.ts';

const derive = promisify(argon2);
/** As `subgraphs/identity/src/domain/password-hasher.ts` has it. */
const cost = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 };
const keySet = z.looseObject({ keys: z.array(z.looseObject({ kty: z.string() })) });
const clients = 8;
const rounds = 2_000;

/** What sign-in, refresh and the checks of tokens and keys cost, each beside the part of it that nobody can save. */
export async function benchIdentity(options: BenchOptions): Promise<Figure[]> {
  const postgres = await startPostgres();
  const identity = await startIdentity(postgres);
  const figures: Figure[] = [];
  const add = (scenario: string, target: string, metric: string, value: number) => {
    figures.push({ bench: 'identity', target, scenario, metric, value });
    process.stderr.write(`${scenario}: ${target} ${metric} ${value.toFixed(1)}\n`);
  };
  try {
    const accounts = await Promise.all(Array.from({ length: clients }, (_, number) => openAccount(identity, number)));
    const signedIn: Tokens[] = [];
    const { seconds } = options;
    add('sign-in', 'alone', 'per_second', await countFor(seconds, availableParallelism(), hashAlone));
    const signIn = async (client: number) => {
      const session = await accounts[client]?.signIn();
      if (session) signedIn.push(session);
    };
    add('sign-in', 'conea', 'per_second', await countFor(seconds, clients, signIn));
    const sessions = await Promise.all(accounts.map((account) => account.signIn()));
    add('refresh', 'alone', 'per_second', await insertAlone(postgres, seconds));
    const refresh = async (client: number) => {
      const [account, session] = [accounts[client], sessions[client]];
      if (account && session) sessions[client] = await account.refresh(session);
    };
    add('refresh', 'conea', 'per_second', await countFor(seconds, sessions.length, refresh));
    await checkTokens(identity, signedIn, add);
    const [account, session] = [accounts[0], sessions[0]];
    if (account && session) await checkKeys(identity, await account.createApiKey(session), add);
  } finally {
    identity.stop();
    await postgres.stop();
  }
  const audit = await benchAudit({ ...options, only: ['a hundred organizations'] });
  const rates = audit.filter(({ metric }) => metric === 'entries_per_second');
  for (const { target, value } of rates)
    add('audit ingest', target === 'conea' ? 'conea' : 'alone', 'per_second', value);
  return figures;
}

type Add = (scenario: string, target: string, metric: string, value: number) => void;

const hashAlone = () =>
  derive('argon2id', { message: 'a long enough phrase', nonce: randomBytes(16), ...cost }).then(() => undefined);

/** One row in a transaction of its own for each client at a time, as `pgbench` does. */
async function insertAlone(postgres: BenchPostgres, seconds: number): Promise<number> {
  const { database } = await postgres.open('bare', []);
  await database.execute(sql`create table bare (id bigint generated always as identity primary key, data text)`);
  return countFor(
    seconds,
    clients,
    async () => void (await database.execute(sql`insert into bare (data) values ('x')`)),
  );
}

async function checkTokens(identity: BenchIdentity, tokens: readonly Tokens[], add: Add): Promise<void> {
  const jwksUrl = `${identity.url}/.well-known/jwks.json`;
  const accessTokens = tokens.map(({ accessToken }) => accessToken);
  const any = (round: number) => accessTokens[round % accessTokens.length] ?? '';
  const response = await fetch(jwksUrl);
  const set: JSONWebKeySet = keySet.parse(await response.json());
  const keys = createLocalJWKSet(set);
  const times = { type: 'at+jwt', max_token_age: 3_600_000, clock_tolerance: clockToleranceSeconds * 1_000 };
  const verifier = () => {
    const jwks = createJwks({
      url: jwksUrl,
      maxAge: 600_000,
      cooldown: 30_000,
      log: silentLog,
      onFetch: () => undefined,
    });
    const one = { name: identity.JWT_ISSUER, audiences: [identity.JWT_AUDIENCE], algorithms: ['RS256'], jwks };
    const config = { issuers: [], poll_interval: 600_000, refetch_cooldown: 30_000, ...times };
    return createAccessTokens([{ ...one, revocations: null }], config);
  };
  const verify = verifier();
  if ((await verify(any(0))) === null) throw new Error('a token of identity is refused');
  add('token seen first', 'alone', 'microseconds', await microseconds(rounds, (round) => jwtVerify(any(round), keys)));
  const first = verifier();
  await first(any(0));
  const others = accessTokens.slice(1);
  add(
    'token seen first',
    'conea',
    'microseconds',
    await microseconds(others.length, (round) => first(others[round] ?? '')),
  );
  add('token seen again', 'conea', 'microseconds', await microseconds(rounds, () => verify(any(0))));
}

async function checkKeys({ url, key }: BenchIdentity, apiKey: string, add: Add): Promise<void> {
  const config = {
    header: 'x-api-key',
    subgraph: 'identity',
    path: '/api-keys/verify',
    cache_ttl: 60_000,
    cache_max: 10,
    timeout: 5_000,
  };
  const open = () => createApiKeys(() => ({ name: 'identity', url, key: () => key }), config);
  const known = open();
  if ((await known(apiKey)) === null) throw new Error('a key of identity is refused');
  add('API key seen first', 'conea', 'microseconds', await microseconds(rounds / 4, () => open()(apiKey)));
  add('API key seen again', 'conea', 'microseconds', await microseconds(rounds, () => known(apiKey)));
}
