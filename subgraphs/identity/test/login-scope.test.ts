import { describe, expect, it } from '@jest/globals';
import { parseLoginScopes, tokenScopes } from '../src/domain/login-scope.ts';
import { scopesOf, type BuiltInRole } from '../src/domain/roles.ts';

const held = (role: BuiltInRole) => ({ role, customPermissions: null });

describe('what a sign-in may ask for', () => {
  it('is read:profile and write:data, in any order and as often as one likes', () => {
    expect(parseLoginScopes('read:profile')).toEqual(['read:profile']);
    expect(parseLoginScopes(' write:data  read:profile write:data ')).toEqual(['read:profile', 'write:data']);
  });

  it('is nothing in particular when nothing is said', () => {
    expect([parseLoginScopes(null), parseLoginScopes(''), parseLoginScopes(' ')]).toEqual([null, null, null]);
  });

  it.each(['*', 'read:own_data', 'READ:PROFILE', 'read:profile admin', 'constructor', '__proto__'])(
    'is not %s',
    (text) => expect(parseLoginScopes(text)).toBe('unknown'),
  );
});

const data = ['read:own_data', 'write:own_data', 'execute:ai_requests', 'read:any_data', 'write:any_data'];

describe('the token of a session', () => {
  it('has the scopes of the role when nothing in particular was asked for', () => {
    expect(tokenScopes(held('admin'), null)).toEqual(scopesOf(held('admin')));
    expect(tokenScopes(held('viewer'), null)).toEqual(scopesOf(held('viewer')));
  });

  it('permits nothing beside reading who one is when that was asked for', () => {
    expect(tokenScopes(held('admin'), ['read:profile'])).toEqual(['read:profile']);
  });

  it('permits what the role permits of the data, and never everything', () => {
    expect(tokenScopes(held('admin'), ['write:data'])).toEqual(['write:data', ...data]);
    expect(tokenScopes(held('user'), ['write:data', 'read:profile'])).toEqual([
      ...['write:data', 'read:profile'],
      ...scopesOf(held('user')),
    ]);
    expect(tokenScopes(held('viewer'), ['write:data'])).toEqual(['write:data', 'read:own_data']);
    const custom = { role: 'rol_1', customPermissions: ['execute:ai_requests'] } as const;
    expect(tokenScopes(custom, ['write:data'])).toEqual(['write:data', 'execute:ai_requests']);
  });
});
