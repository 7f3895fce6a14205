import { describe, expect, it } from '@jest/globals';
import { limitsEnv } from '../src/env.ts';

const problemsOf = (env: Record<string, string>) =>
  limitsEnv.safeParse(env).error?.issues.map(({ path }) => path.join('.')) ?? [];

describe('the limits of what admins hand out', () => {
  it('are those of the README when nothing is said', () => {
    expect(limitsEnv.parse({})).toMatchObject({
      invitationLimits: { pending: 200, byOrganization: 50, toAddress: 5, fromNetwork: 100 },
      roleLimits: { roles: 50, permissions: 50 },
      impersonationLimits: { usualMinutes: 15, mostMinutes: 60, active: 5 },
    });
  });

  it('are never none, and have an end', () => {
    for (const name of ['ROLES_PER_ORGANIZATION', 'ROLE_PERMISSIONS', 'IMPERSONATIONS_ACTIVE'])
      for (const text of ['0', '-1', '1.5', 'many', '1001']) expect(problemsOf({ [name]: text })).toEqual([name]);
  });

  it('let nobody act as another for longer than a token lasts, nor usually for longer than at most', () => {
    expect(problemsOf({ IMPERSONATION_MAX_MINUTES: '61' })).toEqual(['IMPERSONATION_MAX_MINUTES']);
    expect(problemsOf({ IMPERSONATION_MAX_MINUTES: '10' })).toEqual(['IMPERSONATION_MINUTES']);
    expect(problemsOf({ IMPERSONATION_MAX_MINUTES: '10', IMPERSONATION_MINUTES: '10' })).toEqual([]);
  });
});
