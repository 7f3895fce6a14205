import { accessTokenSeconds } from './access-token.ts';
import { sessionSeconds } from './refresh-token.ts';
import { keyPurposes, type KeyPurpose, type KeyState } from './signing-key.ts';

/** Where a key is in its life, by the clock of the database: those of processes differ. */
export type KeyLife = {
  id: string;
  purpose: KeyPurpose;
  state: KeyState;
  createdAt: Date;
  activatedAt: Date | null;
  passiveAt: Date | null;
};

/** One change; after each of them there is a key that signs, and every token that lives can be verified. */
export type KeyStep =
  /** Makes a key: `next`, or `active` where there is none at all. */
  | { kind: 'publish'; purpose: KeyPurpose; state: 'next' | 'active' }
  | Rotation
  | { kind: 'retire'; purpose: KeyPurpose; id: string };

export type Rotation = { kind: 'rotate'; purpose: KeyPurpose; from: string | null; to: string };

/** Milliseconds that a key is known before it is used, and stays after its last use. */
type KeyRule = { publishedAhead: number; keptAfter: number };

const hour = 3_600_000;
const day = 24 * hour;

export const keyRules: Record<KeyPurpose, KeyRule> = {
  // Verifiers hold a key set for up to 15 minutes (well-known.ts); what is left of the second hour is for them and for clocks that differ.
  access_token: { publishedAhead: hour, keptAfter: accessTokenSeconds * 1_000 + hour },
  // Nobody but identity needs these; a process that does not know one reads them again.
  refresh_token: { publishedAhead: 0, keptAfter: sessionSeconds * 1_000 + day },
};

/** The step that is due, or null; to be asked again after each. `activeFor`: milliseconds that a key signs. */
export function nextStep(keys: readonly KeyLife[], now: Date, activeFor: number): KeyStep | null {
  for (const purpose of keyPurposes) {
    const step = stepOf(purpose, keys, now, activeFor);
    if (step) return step;
  }
  return null;
}

function stepOf(purpose: KeyPurpose, keys: readonly KeyLife[], now: Date, activeFor: number): KeyStep | null {
  const { active, next } = inUse(purpose, keys);
  if (!active) return next ? { kind: 'rotate', purpose, from: null, to: next.id } : publish(purpose, 'active');
  if (!next) return publish(purpose, 'next');
  const over = keys.find((key) => key.purpose === purpose && key.state === 'passive' && isOver(key, now));
  if (over) return { kind: 'retire', purpose, id: over.id };
  const isDue = active.activatedAt !== null && since(active.activatedAt, now) >= activeFor;
  return isDue && readyAt(next) <= now ? { kind: 'rotate', purpose, from: active.id, to: next.id } : null;
}

/** The step that makes the next key the active one now; a date when it may not sign before that. */
export function rotationNow(purpose: KeyPurpose, keys: readonly KeyLife[], now: Date): Rotation | Date {
  const { active, next } = inUse(purpose, keys);
  if (!next) throw new Error(`there is no next key for ${purpose}`);
  const at = readyAt(next);
  return at > now ? at : { kind: 'rotate', purpose, from: active?.id ?? null, to: next.id };
}

function inUse(purpose: KeyPurpose, keys: readonly KeyLife[]) {
  const inState = (state: KeyState) => keys.find((key) => key.purpose === purpose && key.state === state);
  return { active: inState('active'), next: inState('next') };
}

const publish = (purpose: KeyPurpose, state: 'next' | 'active'): KeyStep => ({ kind: 'publish', purpose, state });

const readyAt = ({ purpose, createdAt }: KeyLife) => new Date(createdAt.getTime() + keyRules[purpose].publishedAhead);

const isOver = ({ purpose, passiveAt }: KeyLife, now: Date) =>
  passiveAt !== null && since(passiveAt, now) >= keyRules[purpose].keptAfter;

const since = (at: Date, now: Date) => now.getTime() - at.getTime();
