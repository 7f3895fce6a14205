import { isId, newId, type Caller, type Effect, type Transaction } from '@conea/platform';
import { userErrors, type InvalidInput, type NotFound } from '../user-errors.ts';
import { checkClient } from './client-form.ts';
import { parseClientKeys } from './client-keys.ts';
import { createClientSecret } from './client-secret.ts';
import type { OauthClientParts } from './create-oauth-client.ts';
import { hasKeys, type OauthClient } from './oauth-client.ts';

export type UpdateOauthClientInput = {
  clientId: string;
  /** What is left out stays as it is. */
  name?: string | null | undefined;
  redirectUris?: readonly string[] | null | undefined;
  scopes?: readonly string[] | null | undefined;
  /** All keys that it proves itself with from now on. */
  jwks?: unknown;
  /** Where it publishes those itself from now on. */
  jwksUri?: string | null | undefined;
};

export type RotateClientSecretInput = {
  clientId: string;
  /** How long the secret before it works too, 0 to 168; 24 when it is left out. */
  graceHours?: number;
  idempotencyKey?: string | null | undefined;
};

/** The new secret, null when the request repeats an earlier one; or why there is none. */
export type RotateClientSecretOutcome =
  { isDone: true; secret: string | null } | { isDone: false; error: InvalidInput | NotFound };

type Rotated = { rotationId: string } | { error: InvalidInput | NotFound };

const hour = 3_600_000;
const maxGraceHours = 168;

/** Changes clients of the caller's organization. Throws FORBIDDEN unless the caller is an admin with a session. */
export function createOauthClientChanges(parts: Omit<OauthClientParts, 'serviceAccounts'>) {
  const { mutate, oauthClients, requireProvenAdmin, clock } = parts;
  const lock = async (tx: Transaction, caller: Caller, clientId: string) => {
    const { organizationId } = await requireProvenAdmin(tx, caller);
    return isId('oac', clientId) ? oauthClients.lock(tx, organizationId, clientId) : null;
  };
  return {
    /** Answers what is wrong; nothing when it is done. */
    update: (
      caller: Caller,
      { clientId, jwks = null, ...input }: UpdateOauthClientInput,
    ): Promise<(InvalidInput | NotFound)[]> => {
      const keys = parseClientKeys(jwks);
      const request = { action: 'oauth_client.update', input: { clientId, ...input, jwks: keys } };
      return mutate<(InvalidInput | NotFound)[]>(caller, request, async (tx, emit) => {
        const client = await lock(tx, caller, clientId);
        if (!client) return refuse([userErrors.noSuchOauthClient()]);
        const { name, redirectUris, scopes } = input;
        const isRekeyed = jwks !== null || input.jwksUri != null;
        if (isRekeyed && !hasKeys(client))
          return refuse([userErrors.invalidInput('jwks', 'This client has no keys: register another one with keys.')]);
        const form = {
          name: name ?? client.name,
          redirectUris: redirectUris ?? client.redirectUris,
          scopes: scopes ?? client.scopes,
          // What is said takes the place of both.
          jwks: isRekeyed ? jwks : client.jwks,
          jwksUri: isRekeyed ? (input.jwksUri ?? null) : client.jwksUri,
        };
        const checked = checkClient(form, { isService: client.serviceAccountId !== null });
        if (!checked.isValid) return refuse(checked.errors);
        await oauthClients.change(tx, clientId, checked.settings);
        const { settings } = checked;
        const keyIds = settings.jwks?.keys.map(({ kid }) => kid) ?? [];
        const data = {
          redirectUris: settings.redirectUris,
          scopes: settings.scopes,
          keyIds,
          jwksUri: settings.jwksUri,
        };
        emit({ type: 'oauth_client.updated', subject: clientId, data });
        return { result: [], resource: resourceOf(clientId), metadata: { keyIds, jwksUri: settings.jwksUri } };
      });
    },
    /** Answers why the client is there still; null when it is gone, with everything that was issued to it. */
    delete: (caller: Caller, clientId: string): Promise<NotFound | null> =>
      mutate<NotFound | null>(caller, { action: 'oauth_client.delete', input: { clientId } }, async (tx, emit) => {
        if (!(await lock(tx, caller, clientId))) return refuse(userErrors.noSuchOauthClient());
        await oauthClients.delete(tx, clientId);
        emit({ type: 'oauth_client.deleted', subject: clientId, data: {} });
        return { result: null, resource: resourceOf(clientId) };
      }),
    /** Gives a client another secret; the one before works for the grace period, those before that one no longer. */
    rotateSecret: async (caller: Caller, input: RotateClientSecretInput): Promise<RotateClientSecretOutcome> => {
      const { clientId, graceHours = 24, idempotencyKey } = input;
      const request = { action: 'oauth_client.rotate_secret', idempotencyKey, input: { clientId, graceHours } };
      const { text, secretHash } = createClientSecret();
      const rotationId = newId('rot');
      const rotated = await mutate<Rotated>(caller, request, async (tx, emit) => {
        const client = await lock(tx, caller, clientId);
        if (!client) return refuse({ error: userErrors.noSuchOauthClient() });
        const problem = rotationProblem(client, graceHours);
        if (problem) return refuse({ error: problem });
        const now = clock();
        const graceUntil = new Date(now.getTime() + graceHours * hour);
        await oauthClients.replaceSecret(tx, clientId, secretHash, graceUntil, now);
        const data = { graceUntil: graceUntil.toISOString() };
        emit({ type: 'oauth_client.secret_rotated', subject: clientId, data });
        return { result: { rotationId }, resource: resourceOf(clientId) };
      });
      if ('error' in rotated) return { isDone: false, error: rotated.error };
      return { isDone: true, secret: rotated.rotationId === rotationId ? text : null };
    },
  };
}

const resourceOf = (id: string) => ({ type: 'OauthClient', id });

function refuse<Refusal extends NotFound | (InvalidInput | NotFound)[] | { error: InvalidInput | NotFound }>(
  result: Refusal,
): Effect<Refusal> {
  return { result, resource: null, isRefused: true };
}

function rotationProblem(client: OauthClient, graceHours: number): InvalidInput | null {
  if (!client.isConfidential) return userErrors.invalidInput('clientId', 'A public client has no secret.');
  if (hasKeys(client))
    return userErrors.invalidInput('clientId', 'It has keys and no secret: rotate those with `updateOauthClient`.');
  if (Number.isInteger(graceHours) && graceHours >= 0 && graceHours <= maxGraceHours) return null;
  return userErrors.invalidInput('graceHours', `The grace period has 0 to ${maxGraceHours} hours.`);
}
