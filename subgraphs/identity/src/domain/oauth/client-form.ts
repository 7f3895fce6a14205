import { parseDisplayName } from '../display-name.ts';
import { userErrors, type InvalidInput } from '../user-errors.ts';
import { isKeySetUrl, keySetProblem, keySetUrlProblem, parseClientKeys } from './client-keys.ts';
import type { ClientSettings } from './oauth-client.ts';
import { knownScopes, ownScopes } from './oauth-scopes.ts';
import { redirectUriProblem } from './redirect-uri.ts';

export type ClientForm = {
  name: string;
  redirectUris: readonly string[];
  scopes: readonly string[];
  jwks: unknown;
  jwksUri: string | null;
};

/** What a client is to be, or what is wrong with it. */
export type CheckedClient = { isValid: true; settings: ClientSettings } | { isValid: false; errors: InvalidInput[] };

const maxRedirectUris = 20;

/** Checks what an admin wants of a client; `isService`: it gets tokens for itself. */
export function checkClient(form: ClientForm, { isService }: { isService: boolean }): CheckedClient {
  const name = parseDisplayName(form.name);
  const redirectUris = [...new Set(form.redirectUris)];
  const scopes = [...new Set(form.scopes)];
  const jwks = form.jwks === null ? null : parseClientKeys(form.jwks);
  const errors = [
    ...(name === null ? [userErrors.invalidInput('name', 'A name has 1 to 100 characters on one line.')] : []),
    ...redirectUriErrors(redirectUris, isService),
    ...scopeErrors(scopes, redirectUris.length > 0),
    ...keyErrors(form, jwks !== null),
  ];
  if (name === null || errors.length > 0) return { isValid: false, errors };
  return { isValid: true, settings: { name, redirectUris, scopes, jwks, jwksUri: form.jwksUri } };
}

function redirectUriErrors(redirectUris: readonly string[], isService: boolean): InvalidInput[] {
  const invalid = (message: string) => [userErrors.invalidInput('redirectUris', message)];
  if (redirectUris.length > maxRedirectUris) return invalid(`A client has at most ${maxRedirectUris} redirect URIs.`);
  if (redirectUris.length === 0 && !isService)
    return invalid('A client has a redirect URI to sign people in, or a service account.');
  const problem = redirectUris.map(redirectUriProblem).find((found) => found !== null);
  return problem == null ? [] : invalid(problem);
}

function keyErrors({ jwks, jwksUri }: ClientForm, isKeySet: boolean): InvalidInput[] {
  if (jwks !== null && jwksUri !== null)
    return [userErrors.invalidInput('jwksUri', 'A client sends its keys, or says where they are.')];
  if (jwks !== null && !isKeySet) return [userErrors.invalidInput('jwks', keySetProblem)];
  return jwksUri === null || isKeySetUrl(jwksUri) ? [] : [userErrors.invalidInput('jwksUri', keySetUrlProblem)];
}

function scopeErrors(scopes: readonly string[], signsPeopleIn: boolean): InvalidInput[] {
  const invalid = (message: string) => [userErrors.invalidInput('scopes', message)];
  if (scopes.length === 0) return invalid('A client has at least one scope.');
  const unknown = scopes.find((scope) => !knownScopes.includes(scope));
  if (unknown !== undefined) return invalid(`These are the scopes: ${knownScopes.join(', ')}.`);
  if (signsPeopleIn && scopes.some((scope) => ownScopes.includes(scope)))
    return invalid(`A client that signs people in cannot have ${ownScopes.join(', ')}.`);
  return [];
}
