import { forbidden, isId, newId, unauthenticated } from '@conea/platform';
import type { Caller, CallerUser, Effect, Mutate, Transaction } from '@conea/platform';
import type { ApiKeyStore } from './api-key.ts';
import { createApiKeyText } from './api-key-secret.ts';
import { parseDisplayName } from './display-name.ts';
import { isImpersonated } from './impersonation-guard.ts';
import type { KeyAuthorities, KeyAuthority } from './key-authority.ts';
import { userErrors, type InvalidInput, type NotFound } from './user-errors.ts';

export type CreateApiKeyInput = {
  name: string;
  scopes: readonly string[];
  /** 1 to 90; 90 when it is left out. */
  expiresInDays?: number;
  /** Units of query cost an hour. */
  budget?: number | null | undefined;
  /** For whom it acts; for the caller when it is left out. */
  serviceAccountId?: string | null | undefined;
  idempotencyKey?: string | null | undefined;
};

/** The id of the new key, and its text unless the request repeats an earlier one; or why there is none. */
export type CreateApiKeyOutcome =
  { isDone: true; apiKeyId: string; secret: string | null } | { isDone: false; errors: (InvalidInput | NotFound)[] };

type Made = { apiKeyId: string } | { errors: (InvalidInput | NotFound)[] };
type Asked = { name: string; scopes: string[]; expiresInDays: number; budget: number | null };

/** The longest life of a key. */
export const maxDays = 90;
/** Of one user or service account. */
export const maxKeys = 50;
const maxBudget = 1_000_000_000;
const day = 86_400_000;

export type CreateApiKeyParts = {
  mutate: Mutate;
  apiKeys: ApiKeyStore;
  clock: () => Date;
  keyAuthority: Pick<KeyAuthorities, 'forNew'>;
};

/** Makes a key with some of the caller's own scopes, or as an admin with some of a service account's. Throws FORBIDDEN for a caller that has no session but a key. */
export function createCreateApiKey({ mutate, apiKeys, clock, keyAuthority }: CreateApiKeyParts) {
  const check = async (tx: Transaction, { owner, scopes }: KeyAuthority, asked: Asked): Promise<InvalidInput[]> => {
    const problems = problemsOf(asked, scopes);
    if (problems.length > 0 || (await apiKeys.countLive(tx, owner.userId, clock())) < maxKeys) return problems;
    return [userErrors.invalidInput('name', `There are at most ${maxKeys} keys: revoke one first.`)];
  };
  return async (caller: Caller, input: CreateApiKeyInput): Promise<CreateApiKeyOutcome> => {
    const { idempotencyKey, expiresInDays = maxDays, budget = null, serviceAccountId = null } = input;
    const asked = { name: input.name, scopes: [...new Set(input.scopes)], expiresInDays, budget };
    const request = { action: 'api_key.create', idempotencyKey, input: { ...asked, serviceAccountId } };
    const { text, ...stored } = createApiKeyText();
    const id = newId('key');
    const outcome = await mutate<Made>(caller, request, async (tx, emit) => {
      const authority = await keyAuthority.forNew(tx, caller, serviceAccountId);
      if (!authority) return refuse([userErrors.noSuchServiceAccount()]);
      const errors = await check(tx, authority, asked);
      if (errors.length > 0) return refuse(errors);
      const createdAt = clock();
      const expiresAt = new Date(createdAt.getTime() + expiresInDays * day);
      const { scopes } = asked;
      const name = parseDisplayName(asked.name) ?? '';
      await apiKeys.create(tx, { ...stored, id, ...authority.owner, name, scopes, budget, createdAt, expiresAt });
      const data = { userId: authority.owner.userId, scopes, expiresAt: expiresAt.toISOString() };
      emit({ type: 'api_key.created', subject: id, data });
      return { result: { apiKeyId: id }, resource: { type: 'ApiKey', id } };
    });
    if ('errors' in outcome) return { isDone: false, errors: outcome.errors };
    return { isDone: true, apiKeyId: outcome.apiKeyId, secret: outcome.apiKeyId === id ? text : null };
  };
}

const refuse = (errors: (InvalidInput | NotFound)[]): Effect<Made> => ({
  result: { errors },
  resource: null,
  isRefused: true,
});

/** Whose keys a user's are, in the organization where they are at work. */
export const ownerOf = ({ id, organizationId }: CallerUser) => ({ userId: id, organizationId });

/** The user of a session of their own: neither a key, nor a client of others, nor who acts as somebody else can do what only its owner may. */
export function requireSession(caller: Caller) {
  const { user } = caller;
  if (!user) throw unauthenticated();
  if (!isId('ses', user.sessionId) || isImpersonated(caller)) throw forbidden();
  return user;
}

function problemsOf({ name, scopes, expiresInDays, budget }: Asked, granted: readonly string[]): InvalidInput[] {
  const foreign = scopes.filter((scope) => !granted.includes(scope));
  const isTerm = Number.isInteger(expiresInDays) && expiresInDays >= 1 && expiresInDays <= maxDays;
  const isBudget = budget === null || (Number.isInteger(budget) && budget >= 1 && budget <= maxBudget);
  return [
    ...(parseDisplayName(name) === null ? [userErrors.wrongName('name')] : []),
    ...(scopes.length === 0 ? [userErrors.invalidInput('scopes', 'A key has at least one scope.')] : []),
    ...(foreign.length > 0 ? [userErrors.invalidInput('scopes', 'A key has only scopes that its owner has.')] : []),
    ...(isBudget ? [] : [userErrors.invalidInput('budget', `A budget has 1 to ${maxBudget} units an hour.`)]),
    ...(isTerm ? [] : [userErrors.invalidInput('expiresInDays', `A key lives 1 to ${maxDays} days.`)]),
  ];
}
