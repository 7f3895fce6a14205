import { describe, expect, it } from '@jest/globals';
import { permissions } from '@conea/platform';
import { permissionsOf, scopesOf } from '../src/domain/roles.ts';

describe('the roles', () => {
  it('permit exactly what the specification says', () => {
    expect(permissionsOf('admin')).toEqual(['*']);
    expect(permissionsOf('user')).toEqual(['read:own_data', 'write:own_data', 'execute:ai_requests']);
    expect(permissionsOf('viewer')).toEqual(['read:own_data']);
  });

  it('spell out what `*` stands for in scopes, as the only ones that reach what belongs to others', () => {
    expect(scopesOf('admin')).toEqual(['*', ...permissions]);
    expect(scopesOf('user')).toEqual(permissionsOf('user'));
    expect(scopesOf('viewer')).toEqual(permissionsOf('viewer'));
  });
});
