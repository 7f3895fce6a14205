import { newId, type Caller, type Effect, type Mutate, type Transaction } from '@conea/platform';
import type { RequireProvenAdmin } from '../proven-admin.ts';
import { isServiceAccountId } from '../service-account-changes.ts';
import type { ServiceAccountStore } from '../service-account.ts';
import { userErrors, type InvalidInput, type NotFound } from '../user-errors.ts';
import { checkClient, type ClientForm } from './client-form.ts';
import { parseClientKeys } from './client-keys.ts';
import { createClientSecret } from './client-secret.ts';
import { hasKeys, type ClientSettings, type OauthClient, type OauthClientStore } from './oauth-client.ts';

export type CreateOauthClientInput = Omit<ClientForm, 'redirectUris' | 'jwks' | 'jwksUri'> & {
  /** None when it is left out. */
  redirectUris?: readonly string[];
  isConfidential: boolean;
  serviceAccountId?: string | null | undefined;
  /** Public keys that it proves itself with in place of a secret. */
  jwks?: unknown;
  /** Where it publishes those itself. */
  jwksUri?: string | null | undefined;
  idempotencyKey?: string | null | undefined;
};

/** The id of the new client, and its secret unless it has none or the request repeats an earlier one; or why there is none. */
export type CreateOauthClientOutcome =
  { isDone: true; clientId: string; secret: string | null } | { isDone: false; errors: (InvalidInput | NotFound)[] };

type Refused = { errors: (InvalidInput | NotFound)[] };
type Made = { clientId: string } | Refused;
type Checked = { settings: ClientSettings & Pick<OauthClient, 'isConfidential' | 'serviceAccountId'> } | Refused;

/** Of one organization. */
export const maxOauthClients = 100;

export type OauthClientParts = {
  mutate: Mutate;
  oauthClients: OauthClientStore;
  serviceAccounts: ServiceAccountStore;
  requireProvenAdmin: RequireProvenAdmin;
  clock: () => Date;
};

/** Registers a client in the caller's organization. Throws FORBIDDEN unless the caller is an admin with a session. */
export function createCreateOauthClient(parts: OauthClientParts) {
  const { mutate, oauthClients, serviceAccounts, requireProvenAdmin, clock } = parts;
  const check = async (tx: Transaction, organizationId: string, asked: CreateOauthClientInput): Promise<Checked> => {
    const { isConfidential, redirectUris = [], serviceAccountId = null, jwks = null, jwksUri = null } = asked;
    const invalid = (field: string, message: string) => ({ errors: [userErrors.invalidInput(field, message)] });
    const form = checkClient({ ...asked, redirectUris, jwks, jwksUri }, { isService: serviceAccountId !== null });
    if (!form.isValid) return { errors: form.errors };
    if (hasKeys(form.settings) && !isConfidential)
      return invalid('isConfidential', 'A client that has keys of its own keeps a secret.');
    if (serviceAccountId !== null && !isConfidential)
      return invalid('isConfidential', 'A client that acts for a service account keeps a secret.');
    if (serviceAccountId !== null && !(await exists(tx, serviceAccounts, organizationId, serviceAccountId)))
      return { errors: [userErrors.noSuchServiceAccount()] };
    if ((await oauthClients.countOfOrganization(tx, organizationId)) >= maxOauthClients)
      return invalid('name', `An organization has at most ${maxOauthClients} clients: delete one first.`);
    return { settings: { ...form.settings, isConfidential, serviceAccountId } };
  };
  return async (caller: Caller, asked: CreateOauthClientInput): Promise<CreateOauthClientOutcome> => {
    const { idempotencyKey, jwks = null, ...input } = asked;
    const hasSecret = asked.isConfidential && jwks === null && input.jwksUri == null;
    const keys = parseClientKeys(jwks);
    const request = { action: 'oauth_client.create', idempotencyKey, input: { ...input, jwks: keys } };
    const id = newId('oac');
    const secret = createClientSecret();
    const made = await mutate<Made>(caller, request, async (tx, emit): Promise<Effect<Made>> => {
      const { organizationId } = await requireProvenAdmin(tx, caller);
      const checked = await check(tx, organizationId, asked);
      if ('errors' in checked) return { result: checked, resource: null, isRefused: true };
      const now = clock();
      await oauthClients.create(tx, { id, organizationId, ...checked.settings, createdAt: now });
      if (hasSecret) await oauthClients.replaceSecret(tx, id, secret.secretHash, now, now);
      const { redirectUris, scopes, serviceAccountId } = checked.settings;
      const data = { redirectUris, scopes, serviceAccountId, keyIds: keys?.keys.map(({ kid }) => kid) ?? [] };
      emit({ type: 'oauth_client.created', subject: id, data });
      return { result: { clientId: id }, resource: { type: 'OauthClient', id } };
    });
    if ('errors' in made) return { isDone: false, errors: made.errors };
    const isShown = hasSecret && made.clientId === id;
    return { isDone: true, clientId: made.clientId, secret: isShown ? secret.text : null };
  };
}

async function exists(tx: Transaction, serviceAccounts: ServiceAccountStore, organizationId: string, id: string) {
  return isServiceAccountId(id) && (await serviceAccounts.find(tx, organizationId, id)) !== null;
}
