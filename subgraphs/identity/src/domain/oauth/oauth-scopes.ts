import { everything, permissions } from '@conea/platform';

/** What OpenID Connect adds to the permissions: an id token, claims about the person, and a refresh token. */
export const identityScopes = ['openid', 'profile', 'email', 'offline_access'] as const;

/** What only people and service accounts of the organization may, never software that somebody signs in to. */
export const ownScopes: readonly string[] = [everything, 'manage:users', 'manage:roles', 'impersonate:users'];

/** Every scope that a client can be allowed. */
export const knownScopes: readonly string[] = [everything, ...permissions, ...identityScopes];

const shape = /^[\x21\x23-\x5b\x5d-\x7e]+(?: [\x21\x23-\x5b\x5d-\x7e]+)*$/;

/** The scopes of a request (RFC 6749, section 3.3); null when the text is none, or names one that there is not. */
export function parseScopes(text: string): string[] | null {
  const scopes = [...new Set(text.split(' '))];
  return shape.test(text) && scopes.every((scope) => knownScopes.includes(scope)) ? scopes : null;
}

/** Those that are about what may be done, and not about who a person is. */
export function permissionsAmong(scopes: readonly string[]): string[] {
  return scopes.filter((scope) => !identityScopes.some((name) => name === scope));
}

/** What of the scopes is granted, in their order; what is about the person needs no role. */
export function scopesWithin(scopes: readonly string[], granted: readonly string[]): string[] {
  const all = new Set<string>([...granted, ...identityScopes]);
  return scopes.filter((scope) => all.has(scope));
}
