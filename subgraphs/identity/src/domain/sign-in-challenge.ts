import { createHash, randomBytes } from 'node:crypto';
import type { Transaction } from '@conea/platform';
import type { LoginScope } from './login-scope.ts';
import type { Missing, SecondFactorMethod } from './second-factor.ts';

export type ChallengeKind = Missing['kind'];

/** A sign-in that waits for what is missing: for one person and organization, with what they have proven. */
export type SignInChallenge = {
  hash: Buffer;
  kind: ChallengeKind;
  userId: string;
  organizationId: string;
  methods: string[];
  /** What the session may do at most; null: whatever the role permits, or the session that it takes the place of. */
  scopes: LoginScope[] | null;
  /** The session that the new one takes the place of. */
  replacesSessionId: string | null;
};

/** A challenge as its person sees it. The token is stored nowhere. */
export type IssuedChallenge = {
  kind: ChallengeKind;
  token: string;
  /** RFC 3339. */
  expiresAt: string;
  methods: SecondFactorMethod[];
};

/** What the use cases need of the stored challenges. */
export type ChallengeStore = {
  add(tx: Transaction, challenge: SignInChallenge & { createdAt: Date; expiresAt: Date }): Promise<void>;
  /** Whose open challenge it is, without a try of it. */
  findUser(kind: ChallengeKind, hash: Buffer, now: Date): Promise<string | null>;
  /** Takes one of the tries; of several requests one goes on at a time. Null when the challenge is over, or its tries are; otherwise the transaction is bound to its person. */
  attempt(tx: Transaction, kind: ChallengeKind, hash: Buffer, now: Date): Promise<SignInChallenge | null>;
  end(tx: Transaction, hash: Buffer, now: Date): Promise<void>;
  /** Ends what is open of a person, in one organization or everywhere. */
  endOfUser(tx: Transaction, userId: string, organizationId: string | null, now: Date): Promise<void>;
  /** Deletes what was over before this time; answers how many. */
  deleteEnded(before: Date): Promise<number>;
};

const prefix = 'conea_sc_';
const pattern = new RegExp(`^${prefix}[\\w-]{43}$`);
/** How long a challenge is good, and how many requests may come with it: setting up a factor takes a while and several of them. */
export const challengeLimits = {
  second_factor: { seconds: 300, tries: 5 },
  enrolment: { seconds: 900, tries: 20 },
} as const satisfies Record<ChallengeKind, object>;

/** Stores a new challenge of 256 bits; a fast hash will do for so long a secret. */
export async function issueChallenge(
  tx: Transaction,
  challenges: ChallengeStore,
  { kind, methods: asked }: Missing,
  who: Omit<SignInChallenge, 'hash' | 'kind'>,
  now: Date,
): Promise<IssuedChallenge> {
  const token = prefix + randomBytes(32).toString('base64url');
  const expiresAt = new Date(now.getTime() + challengeLimits[kind].seconds * 1000);
  await challenges.add(tx, { ...who, kind, hash: hashOf(token), createdAt: now, expiresAt });
  return { kind, token, expiresAt: expiresAt.toISOString(), methods: asked };
}

/** What a presented token is found by; null when the text cannot be one. */
export function readChallengeToken(text: string): Buffer | null {
  return pattern.test(text) ? hashOf(text) : null;
}

const hashOf = (text: string) => createHash('sha256').update(text).digest();
