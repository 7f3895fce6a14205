import { describe, expect, it } from '@jest/globals';
import { permissionsOf, scopesOf } from '../src/domain/roles.ts';

describe('the roles', () => {
  it('permit exactly what the specification says', () => {
    expect(permissionsOf('admin')).toEqual(['*']);
    expect(permissionsOf('user')).toEqual(['read:own_data', 'write:own_data', 'execute:ai_requests']);
    expect(permissionsOf('viewer')).toEqual(['read:own_data']);
  });

  it('spell out what `*` stands for in scopes', () => {
    expect(scopesOf('admin')).toEqual(['*', ...permissionsOf('user')]);
    expect(scopesOf('user')).toEqual(permissionsOf('user'));
    expect(scopesOf('viewer')).toEqual(permissionsOf('viewer'));
  });
});
