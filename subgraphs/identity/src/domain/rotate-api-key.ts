import { newId, type Caller, type Effect, type Mutate, type Transaction } from '@conea/platform';
import type { ApiKey, ApiKeyStore } from './api-key.ts';
import { createApiKeyText } from './api-key-secret.ts';
import { maxDays, maxKeys, type CreateApiKeyOutcome } from './create-api-key.ts';
import type { KeyAuthorities, KeyAuthority } from './key-authority.ts';
import { userErrors, type InvalidInput, type NotFound } from './user-errors.ts';

export type RotateApiKeyInput = {
  apiKeyId: string;
  /** How long both keys work, 0 to 168; 24 when it is left out. */
  graceHours?: number;
  /** The life of the new key, 1 to 90; 90 when it is left out. */
  expiresInDays?: number;
  idempotencyKey?: string | null | undefined;
};

/** The id of the new key, and its text unless the request repeats an earlier one; or why there is none. */
export type RotateApiKeyOutcome =
  Exclude<CreateApiKeyOutcome, { isDone: false }> | { isDone: false; error: RotationError };

type RotationError = InvalidInput | NotFound;
type Made = { apiKeyId: string } | { error: RotationError };

const hour = 3_600_000;
const maxGraceHours = 168;

export type RotateApiKeyParts = {
  mutate: Mutate;
  apiKeys: ApiKeyStore;
  clock: () => Date;
  keyAuthority: Pick<KeyAuthorities, 'forSuccessor'>;
};

/**
 * Makes a key that takes the place of another: of its name, budget and scopes, as far as the caller still has those. The old one goes on
 * working for the grace period. Of rotations of one key at the same time one succeeds. Throws FORBIDDEN for a caller that has no session but a key.
 */
export function createRotateApiKey({ mutate, apiKeys, clock, keyAuthority }: RotateApiKeyParts) {
  /** The key to be replaced, locked, with the scopes of its successor. */
  const find = async (tx: Transaction, { owner, scopes: granted }: KeyAuthority, apiKeyId: string, now: Date) => {
    const key = await apiKeys.lock(tx, owner, apiKeyId);
    if (!key || key.revokedAt !== null || key.expiresAt <= now) return { error: userErrors.noSuchApiKey() };
    const scopes = key.scopes.filter((scope) => granted.includes(scope));
    const problem = problemOf(key, scopes, await apiKeys.countLive(tx, owner.userId, now));
    return problem === null ? { key, scopes } : { error: userErrors.invalidInput('apiKeyId', problem) };
  };
  return async (caller: Caller, input: RotateApiKeyInput): Promise<RotateApiKeyOutcome> => {
    const { apiKeyId, graceHours = 24, expiresInDays = maxDays, idempotencyKey } = input;
    const request = { action: 'api_key.rotate', idempotencyKey, input: { apiKeyId, graceHours, expiresInDays } };
    const { text, ...stored } = createApiKeyText();
    const id = newId('key');
    const outcome = await mutate<Made>(caller, request, async (tx, emit): Promise<Effect<Made>> => {
      const authority = await keyAuthority.forSuccessor(tx, caller, apiKeyId);
      const { owner } = authority;
      const times = timeProblem(graceHours, expiresInDays);
      if (times) return refuse(times);
      const now = clock();
      const found = await find(tx, authority, apiKeyId, now);
      if ('error' in found) return refuse(found.error);
      const { name, budget, expiresAt: end } = found.key;
      const expiresAt = new Date(now.getTime() + expiresInDays * 24 * hour);
      const graceUntil = new Date(Math.min(end.getTime(), now.getTime() + graceHours * hour));
      const { scopes } = found;
      await apiKeys.create(tx, { ...stored, id, ...owner, name, scopes, budget, createdAt: now, expiresAt });
      await apiKeys.replace(tx, apiKeyId, id, graceUntil);
      emit({
        type: 'api_key.created',
        subject: id,
        data: { userId: owner.userId, scopes, expiresAt: expiresAt.toISOString() },
      });
      const data = { userId: owner.userId, replacedBy: id, graceUntil: graceUntil.toISOString() };
      emit({ type: 'api_key.rotated', subject: apiKeyId, data });
      return { result: { apiKeyId: id }, resource: { type: 'ApiKey', id: apiKeyId } };
    });
    if ('error' in outcome) return { isDone: false, error: outcome.error };
    return { isDone: true, apiKeyId: outcome.apiKeyId, secret: outcome.apiKeyId === id ? text : null };
  };
}

/** As many keys as a user may have can be in their grace period beside them. */
function problemOf(key: ApiKey, scopes: readonly string[], count: number): string | null {
  if (key.replacedBy !== null) return 'This key was rotated before: rotate the one that replaced it.';
  if (scopes.length === 0) return 'You have none of its scopes any longer: make another key.';
  return count < 2 * maxKeys ? null : 'Too many keys are in their grace period: revoke one first.';
}

function timeProblem(graceHours: number, expiresInDays: number): InvalidInput | null {
  const isWithin = (value: number, least: number, most: number) =>
    Number.isInteger(value) && value >= least && value <= most;
  if (!isWithin(graceHours, 0, maxGraceHours))
    return userErrors.invalidInput('graceHours', `The grace period has 0 to ${maxGraceHours} hours.`);
  if (!isWithin(expiresInDays, 1, maxDays))
    return userErrors.invalidInput('expiresInDays', `A key lives 1 to ${maxDays} days.`);
  return null;
}

const refuse = (error: RotationError): Effect<Made> => ({ result: { error }, resource: null, isRefused: true });
