import type { CallerUser } from '@conea/platform';

/** Whether somebody is still who it was and may see the same: what runs was planned for that. */
export function isSameCaller(now: CallerUser | null, next: CallerUser | null): boolean {
  if (now === null || next === null) return false;
  const scopes = new Set(next.scopes);
  return (
    now.id === next.id &&
    now.organizationId === next.organizationId &&
    now.role === next.role &&
    now.impersonatorId === next.impersonatorId &&
    now.scopes.length === next.scopes.length &&
    now.scopes.every((scope) => scopes.has(scope))
  );
}
