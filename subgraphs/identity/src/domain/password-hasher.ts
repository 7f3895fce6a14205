import { argon2, randomBytes, timingSafeEqual, type Argon2Parameters } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { promisify } from 'node:util';
import { createWorkQueue, type WorkQueueLimits } from './work-queue.ts';

/** Hashes and checks passwords with argon2id; each of the two may reject with QueueFullError. */
export type PasswordHasher = {
  /** A PHC string: `$argon2id$v=19$m=19456,t=2,p=1$salt$hash`. */
  hash(password: string): Promise<string>;
  /** Takes the same time whether there is a hash to compare with or not. `isOutdated`: hash again with today's cost. */
  verify(password: string, hash: string | null): Promise<{ isCorrect: boolean; isOutdated: boolean }>;
};

type Cost = { memory: number; passes: number; parallelism: number };

// OWASP Password Storage Cheat Sheet: argon2id with 19 MiB, two passes, one lane.
const todaysCost: Cost = { memory: 19_456, passes: 2, parallelism: 1 };
/** As many hashes at a time as there are cores; 16 per core may wait, which is about 200 milliseconds of work. */
export const hashingLimits: WorkQueueLimits = {
  concurrency: availableParallelism(),
  maxWaiting: 16 * availableParallelism(),
};

const tagLength = 32;
const phc = /^\$argon2id\$v=19\$m=(?<m>\d+),t=(?<t>\d+),p=(?<p>\d+)\$(?<salt>[A-Za-z0-9+/]+)\$(?<tag>[A-Za-z0-9+/]+)$/;

const derive = promisify<'argon2id', Argon2Parameters, Buffer>(argon2);

/** A hasher that works on a few passwords at a time and refuses when too many wait: a flood of sign-ins must not take all the CPU. */
export function createPasswordHasher(limits: WorkQueueLimits, cost: Cost = todaysCost): PasswordHasher {
  const run = createWorkQueue(limits);
  const tagOf = (password: string, nonce: Buffer, { memory, passes, parallelism }: Cost) => {
    const message = password.normalize('NFKC');
    return run(() => derive('argon2id', { message, nonce, memory, passes, parallelism, tagLength }));
  };
  const nobody: Parsed = { cost, salt: randomBytes(16), tag: randomBytes(tagLength) };
  return {
    hash: async (password) => {
      const salt = randomBytes(16);
      return format({ cost, salt, tag: await tagOf(password, salt, cost) });
    },
    verify: async (password, hash) => {
      const stored = hash === null ? nobody : parse(hash);
      const tag = await tagOf(password, stored.salt, stored.cost);
      const isCorrect = timingSafeEqual(tag, stored.tag) && hash !== null;
      return { isCorrect, isOutdated: formatCost(stored.cost) !== formatCost(cost) };
    },
  };
}

type Parsed = { cost: Cost; salt: Buffer; tag: Buffer };

function format({ cost, salt, tag }: Parsed): string {
  const unpadded = (bytes: Buffer) => bytes.toString('base64').replaceAll('=', '');
  return `$argon2id$v=19$${formatCost(cost)}$${unpadded(salt)}$${unpadded(tag)}`;
}

function formatCost({ memory, passes, parallelism }: Cost): string {
  return `m=${memory},t=${passes},p=${parallelism}`;
}

function parse(hash: string): Parsed {
  const { m, t, p, salt = '', tag = '' } = phc.exec(hash)?.groups ?? {};
  const stored = Buffer.from(tag, 'base64');
  if (stored.length !== tagLength) throw new Error('a stored password hash is not an argon2id string');
  const cost = { memory: Number(m), passes: Number(t), parallelism: Number(p) };
  return { cost, salt: Buffer.from(salt, 'base64'), tag: stored };
}
