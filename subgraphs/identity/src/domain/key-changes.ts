import { newRandomId, platformTenant, type Caller, type Mutate, type Transaction } from '@conea/platform';
import { nextStep, rotationNow, type KeyLife, type KeyStep, type Rotation } from './key-rotation.ts';
import type { StoredKey } from './keyring.ts';
import type { ColumnSeal } from './column-seal.ts';
import { generateKey, type KeyPurpose, type NewKey } from './signing-key.ts';

/** What is needed of the stored keys. */
export type KeyStore = {
  /** One process after the other. */
  inTurn<Result>(work: () => Promise<Result>): Promise<Result>;
  /** Keys that are not retired, and the time by the clock that theirs are of. */
  listLives(): Promise<{ lives: KeyLife[]; now: Date }>;
  listSealed(): Promise<StoredKey[]>;
  /** The ids of keys of access tokens that were revoked, ever. */
  listRevoked(): Promise<string[]>;
  add(tx: Transaction, key: Omit<NewKey, 'secret'>, state: 'next' | 'active', sealed: string): Promise<void>;
  /** Answers the id of the key that signs now. */
  rotate(tx: Transaction, change: { from: string | null; to: string }): Promise<string>;
  /** Wipes the secret; answers the id. */
  retire(tx: Transaction, id: string, isRevoked: boolean): Promise<string>;
};

export type KeyChangesParts = {
  keys: KeyStore;
  mutate: Mutate;
  seal: ColumnSeal;
  /** Milliseconds that a key signs. */
  activeFor: number;
};

/** Changes of keys, each audited and told as an event on behalf of the platform. */
export type KeyChanges = {
  /** Does all that is due; answers what was done. */
  run(): Promise<KeyStep[]>;
  /** Has the next key sign from now on; a date when it may not before that. */
  rotate(purpose: KeyPurpose): Promise<Rotation | Date>;
  /** For a key that somebody else may have: what it made is worthless from now on. False when there is no such key. */
  revoke(keyId: string): Promise<boolean>;
};

/** Nobody asked for it. */
const system = (): Caller => ({ requestId: newRandomId('req'), ip: null, userAgent: null, user: null });
const actor = { id: 'system', organizationId: platformTenant };
const pastOf = { publish: 'published', rotate: 'rotated', retire: 'retired', revoke: 'revoked' } as const;

type Change = { verb: keyof typeof pastOf; facts: { purpose: KeyPurpose; replaces?: string | null } };

export function createKeyChanges({ keys, mutate, seal, activeFor }: KeyChangesParts): KeyChanges {
  /** `work` answers the id of the key that it changed. */
  const change = ({ verb, facts }: Change, work: (tx: Transaction) => Promise<string>) =>
    mutate(system(), { action: `signing_key.${verb}`, input: null }, async (tx, emit) => {
      const id = await work(tx);
      emit({ type: `signing_key.${pastOf[verb]}`, subject: id, data: facts });
      return { result: id, resource: { type: 'SigningKey', id }, metadata: facts, actor };
    });
  const publish = async (tx: Transaction, purpose: KeyPurpose, state: 'next' | 'active') => {
    const { secret, ...key } = await generateKey(purpose);
    await keys.add(tx, key, state, await seal.seal(key.id, secret));
    return key.id;
  };
  const take = async (step: KeyStep) => {
    const { kind: verb, purpose } = step;
    if (verb === 'publish') await change({ verb, facts: { purpose } }, (tx) => publish(tx, purpose, step.state));
    else if (verb === 'rotate')
      await change({ verb, facts: { purpose, replaces: step.from } }, (tx) => keys.rotate(tx, step));
    else await change({ verb, facts: { purpose } }, (tx) => keys.retire(tx, step.id, false));
  };
  const takeDue = async (taken: KeyStep[] = []): Promise<KeyStep[]> => {
    const { lives, now } = await keys.listLives();
    const step = nextStep(lives, now, activeFor);
    if (!step) return taken;
    await take(step);
    return takeDue([...taken, step]);
  };
  const revokeOne = ({ id, purpose, state }: KeyLife, next: KeyLife | undefined) =>
    change({ verb: 'revoke', facts: { purpose } }, async (tx) => {
      await keys.retire(tx, id, true);
      if (state === 'active' && next) await keys.rotate(tx, { from: null, to: next.id });
      if (state === 'active' && !next) await publish(tx, purpose, 'active');
      return id;
    });
  return {
    run: () => keys.inTurn(() => takeDue()),
    rotate: (purpose) =>
      keys.inTurn(async () => {
        await takeDue();
        const { lives, now } = await keys.listLives();
        const step = rotationNow(purpose, lives, now);
        if (step instanceof Date) return step;
        await take(step);
        await takeDue();
        return step;
      }),
    revoke: (keyId) =>
      keys.inTurn(async () => {
        const { lives } = await keys.listLives();
        const key = lives.find(({ id }) => id === keyId);
        if (!key) return false;
        await revokeOne(
          key,
          lives.find(({ purpose, state }) => purpose === key.purpose && state === 'next'),
        );
        await takeDue();
        return true;
      }),
  };
}
