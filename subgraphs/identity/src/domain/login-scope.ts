import type { Permission } from '@conea/platform';
import { scopesOf, type RoleHeld } from './roles.ts';

/** What a sign-in may ask for instead of everything: the session is worth no more, whatever the role is or becomes. */
export const loginScopes = ['read:profile', 'write:data'] as const;

export type LoginScope = (typeof loginScopes)[number];

const permitted: Record<LoginScope, readonly Permission[]> = {
  // Who the user is, which needs no permission.
  'read:profile': [],
  'write:data': ['read:own_data', 'write:own_data', 'execute:ai_requests', 'read:any_data', 'write:any_data'],
};

/** Reads scopes separated by spaces (RFC 6749): null when none are asked for, `unknown` when one of them does not exist. */
export function parseLoginScopes(text: string | null): LoginScope[] | null | 'unknown' {
  const asked = new Set((text ?? '').split(' ').filter(Boolean));
  const known = loginScopes.filter((scope) => asked.has(scope));
  if (known.length < asked.size) return 'unknown';
  return known.length === 0 ? null : known;
}

/** The scopes of an access token: those of the role, or of a limited session what was asked for with what it permits of the role. Never `*`. */
export function tokenScopes(held: RoleHeld, limits: readonly LoginScope[] | null): readonly string[] {
  const granted = scopesOf(held);
  if (limits === null) return granted;
  const within: readonly string[] = limits.flatMap((limit) => permitted[limit]);
  return [...limits, ...granted.filter((scope) => within.includes(scope))];
}
