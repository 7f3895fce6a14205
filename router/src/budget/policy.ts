import type { Caller } from '@conea/platform';
import { isIPv6 } from 'node:net';
import type { BudgetConfig } from '../config/budget.ts';
import type { Claim } from './store.ts';

/** What a caller's operations are taken from, the own budget first; empty for an unlimited caller. */
export type NamedClaim = Claim & { name: 'key' | 'user' | 'tenant' | 'address' };

/** Of the budgets that keys have of their own. */
const hour = 3_600_000;
const prefix = 'conea:router:budget:';

/** Finds the budgets of callers. The braces keep the keys of one call in one slot of a cluster. */
export function createPolicy({ anonymous, roles, tenant, overrides, window }: BudgetConfig) {
  const limitFor = (ids: readonly string[], otherwise: number | null) => {
    const id = ids.find((candidate) => Object.hasOwn(overrides, candidate));
    return id === undefined ? otherwise : (overrides[id] ?? null);
  };
  return ({ user, ip }: Caller): NamedClaim[] => {
    if (!user) {
      const address = networkOf(ip ?? 'unknown');
      const limit = limitFor([ip ?? '', address], anonymous);
      return limit === null ? [] : [{ name: 'address', key: `${prefix}{${address}}`, limit, window }];
    }
    const { id, organizationId, sessionId, role, budget } = user;
    const ofRole = Object.hasOwn(roles, role) ? (roles[role] ?? null) : anonymous;
    const own = Object.hasOwn(overrides, sessionId) ? sessionId : id;
    const limit = limitFor([sessionId, id], ofRole);
    const ofTenant = limitFor([organizationId], tenant);
    const slot = `${prefix}{${organizationId}}`;
    return [
      ...(budget === undefined
        ? []
        : [{ name: 'key' as const, key: `${slot}:${sessionId}:key`, limit: budget, window: hour }]),
      ...(limit === null ? [] : [{ name: 'user' as const, key: `${slot}:${own}`, limit, window }]),
      ...(ofTenant === null ? [] : [{ name: 'tenant' as const, key: slot, limit: ofTenant, window }]),
    ];
  };
}

/** Who has an IPv6 address has a /64 of them. */
export function networkOf(ip: string): string {
  if (!isIPv6(ip)) return ip;
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(ip)?.[1];
  if (mapped !== undefined) return mapped;
  const [head = '', tail] = ip.split('%')[0]?.split('::') ?? [];
  const groups = head === '' ? [] : head.split(':');
  const rest = tail === undefined || tail === '' ? [] : tail.split(':');
  const filled = [
    ...groups,
    ...Array.from({ length: Math.max(0, 8 - groups.length - rest.length) }, () => '0'),
    ...rest,
  ];
  return `${filled
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`;
}
