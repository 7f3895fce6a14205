import { describe, expect, it } from '@jest/globals';
import { covers, expandPermissions, permissions } from '@conea/platform';
import fc from 'fast-check';
import { permissionCatalogue, problemOfPermission } from '../src/domain/permission-catalogue.ts';
import { permissionsOf, roleWithin, scopesOf } from '../src/domain/roles.ts';

const builtIn = (role: 'admin' | 'user' | 'viewer') => permissionsOf({ role, customPermissions: null });
const builtInScopes = (role: 'admin' | 'user' | 'viewer') => scopesOf({ role, customPermissions: null });
const custom = fc
  .subarray([...permissions])
  .map((customPermissions) => ({ role: 'rol_1' as const, customPermissions }));

describe('the roles', () => {
  it('permit exactly what the specification says', () => {
    expect(builtIn('admin')).toEqual(['*']);
    expect(builtIn('user')).toEqual(['read:own_data', 'write:own_data', 'execute:ai_requests']);
    expect(builtIn('viewer')).toEqual(['read:own_data']);
  });

  it('spell out what `*` stands for in scopes, as the only ones that reach what belongs to others', () => {
    expect(builtInScopes('admin')).toEqual(['*', ...permissions]);
    expect(builtInScopes('user')).toEqual(builtIn('user'));
    expect(builtInScopes('viewer')).toEqual(builtIn('viewer'));
  });

  it('of an organization permit what they say and what that implies, and make nobody an admin', () => {
    fc.assert(
      fc.property(custom, (held) => {
        const scopes = scopesOf(held);
        expect(scopes).toEqual(expandPermissions(held.customPermissions));
        expect(roleWithin(scopes)).not.toBe('admin');
        expect(covers(builtIn('admin'), permissionsOf(held))).toBe(true);
      }),
    );
  });

  it('of an organization that are not known permit nothing', () => {
    expect(permissionsOf({ role: 'rol_1', customPermissions: null })).toEqual([]);
    expect(permissionsOf({ role: 'rol_admin', customPermissions: null })).toEqual([]);
  });
});

describe('the catalogue', () => {
  it('describes every permission once', () => {
    expect(permissionCatalogue.map(({ name }) => name)).toEqual(permissions);
    expect(new Set(permissionCatalogue.map(({ description }) => description)).size).toBe(permissions.length);
  });

  it.each([
    ['read:any_date', 'read:any_data'],
    ['Write:Own_Data', 'write:own_data'],
    ['impersonate:user', 'impersonate:users'],
    ['audit_logs:read', 'read:audit_logs'],
  ])('takes %s for a slip of %s', (text, meant) => {
    expect(problemOfPermission(text)).toContain(`\`${meant}\``);
  });

  it.each(['', 'fly', '*:*', '\0', 'constructor', 'x'.repeat(100_000)])('has nothing like %.20j', (text) => {
    expect(problemOfPermission(text)).toContain('no such permission');
  });

  it('has no `*`, which the role admin alone permits', () => {
    expect(problemOfPermission('*')).toContain('admin');
  });
});
