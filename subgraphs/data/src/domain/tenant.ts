import { forbidden, permits, type Caller } from '@conea/platform';

/** The organization whose data the caller may read; null for a caller who may read none. */
export function tenantOf({ user }: Caller): string | null {
  return user && permits(user.scopes, 'read:own_data') ? user.organizationId : null;
}

/** The caller as somebody who may write; throws FORBIDDEN for anybody else. */
export function writer({ user }: Caller): { id: string; organizationId: string } {
  if (!user || !permits(user.scopes, 'write:own_data')) throw forbidden();
  return user;
}
