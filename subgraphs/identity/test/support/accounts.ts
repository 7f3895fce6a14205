import { randomUUID } from 'node:crypto';
import type { Caller } from '@conea/platform';
import { decodeJwt } from 'jose';
import { z } from 'zod';
import { aCaller, type IdentityServer } from './identity-server.ts';
import { mutationsOf } from './mutations.ts';

/** A refusal that is returned as data. */
export const failure = z
  .object({ __typename: z.string(), message: z.string(), path: z.array(z.string()).nullable() })
  .loose();

const tokens = z.object({
  id: z.string(),
  accessToken: z.string(),
  accessTokenExpiresAt: z.string(),
  refreshToken: z.string(),
  refreshTokenExpiresAt: z.string(),
});

const user = z.object({
  id: z.string(),
  email: z.string(),
  name: z.string(),
  role: z.string(),
  permissions: z.array(z.string()),
  organization: z.object({ id: z.string(), name: z.string() }),
});

export const signedIn = z.object({ session: tokens.nullable(), user: user.nullable(), errors: z.array(failure) });
const userPayload = z.object({ user: user.nullable(), errors: z.array(failure) });

const organizationPayload = z.object({
  organization: z.object({ id: z.string(), name: z.string() }).nullable(),
  errors: z.array(failure),
});
const removalPayload = z.object({ userId: z.string().nullable(), errors: z.array(failure) });

const acceptedPayload = z.object({ isAccepted: z.boolean().nullable(), errors: z.array(failure) });
const emailPayload = z.object({ email: z.string().nullable(), errors: z.array(failure) });

const role = z.object({
  id: z.string(),
  role: z.string(),
  name: z.string(),
  permissions: z.array(z.string()),
  memberCount: z.number(),
});
const rolePayload = z.object({ role: role.nullable(), errors: z.array(failure) });
const roleFields = 'role { id role name permissions memberCount }';

const impersonatePayload = z.object({
  impersonation: z
    .object({
      ...{ id: z.string(), reason: z.string(), expiresAt: z.string() },
      ...{ user: z.object({ id: z.string() }), impersonator: z.object({ id: z.string() }) },
    })
    .nullable(),
  accessToken: z.string().nullable(),
  errors: z.array(failure),
});

const apiKey = z.object({
  id: z.string(),
  name: z.string(),
  prefix: z.string(),
  scopes: z.array(z.string()),
  isActive: z.boolean(),
  expiresAt: z.string(),
});

export type SignedIn = z.infer<typeof signedIn>;

export const sessionFields = 'session { id accessToken accessTokenExpiresAt refreshToken refreshTokenExpiresAt }';
export const userFields = 'user { id email name role permissions organization { id name } }';
const errorFields = 'errors { __typename ... on UserError { message path } }';
const challengeFields = 'errors { ... on SecondFactorRequired { challengeToken } }';
const signInErrors =
  'errors { __typename ... on UserError { message path } ... on AccountDeleted { restoreToken restorableUntil } }';

export const password = 'a long enough phrase';

export const anEmail = () => `user-${randomUUID()}@example.com`;

/** The operations of this subgraph with parsed answers. */
export function accountsOf(server: IdentityServer) {
  const mutate = mutationsOf(server);
  const revokeSessions = async (field: string, caller: Caller) => {
    const { data } = await server.request(`mutation { ${field} { revokedCount } }`, {}, caller);
    return z.object({ revokedCount: z.number() }).parse(data?.[field]);
  };
  const all = `${sessionFields} ${userFields} ${errorFields}`;
  return {
    signUp: (input: Partial<Record<string, string>> = {}) =>
      mutate(
        'signUp',
        all,
        { email: anEmail(), password, name: 'Aiko', organizationName: 'Aiko Trading', ...input },
        signedIn,
      ),
    signIn: (input: { email: string; password: string; invitationToken?: string }, caller?: Caller) =>
      mutate('signIn', `${sessionFields} ${userFields} ${signInErrors}`, input, signedIn, caller),
    refresh: (refreshToken: string, organizationId?: string) =>
      mutate('refreshSession', all, { refreshToken, organizationId }, signedIn),
    createOrganization: (input: object, caller: Caller) =>
      mutate('createOrganization', `organization { id name } ${errorFields}`, input, organizationPayload, caller),
    changeAuditRetention: (days: number, caller: Caller) =>
      mutate(
        'changeAuditRetention',
        `organization { id auditRetentionDays } ${errorFields}`,
        { days },
        z.object({
          organization: z.object({ id: z.string(), auditRetentionDays: z.number() }).nullable(),
          errors: z.array(failure),
        }),
        caller,
      ),
    suspendMember: (userId: string, caller: Caller) =>
      mutate('suspendMember', `${userFields} ${errorFields}`, { userId }, userPayload, caller),
    restoreMember: (userId: string, caller: Caller) =>
      mutate('restoreMember', `${userFields} ${errorFields}`, { userId }, userPayload, caller),
    removeMember: (userId: string, caller: Caller) =>
      mutate('removeMember', `userId ${errorFields}`, { userId }, removalPayload, caller),
    createUser: (input: object, caller: Caller) =>
      mutate(
        'createUser',
        `${userFields} ${errorFields}`,
        { email: anEmail(), password, name: 'Ben', role: 'USER', ...input },
        userPayload,
        caller,
      ),
    createApiKey: (input: object, caller: Caller) =>
      mutate(
        'createApiKey',
        `apiKey { id name prefix scopes isActive expiresAt } secret ${errorFields}`,
        { name: 'CI', scopes: ['read:own_data'], ...input },
        z.object({ apiKey: apiKey.nullable(), secret: z.string().nullable(), errors: z.array(failure) }),
        caller,
      ),
    rotateApiKey: (input: object, caller: Caller) =>
      mutate(
        'rotateApiKey',
        `apiKey { id name prefix scopes isActive expiresAt } secret ${errorFields}`,
        input,
        z.object({ apiKey: apiKey.nullable(), secret: z.string().nullable(), errors: z.array(failure) }),
        caller,
      ),
    revokeApiKey: (apiKeyId: string, caller: Caller) =>
      mutate(
        'revokeApiKey',
        `apiKey { id name prefix scopes isActive expiresAt } ${errorFields}`,
        { apiKeyId },
        z.object({ apiKey: apiKey.nullable(), errors: z.array(failure) }),
        caller,
      ),
    reauthenticate: (given: string, caller: Caller) =>
      mutate(
        'reauthenticate',
        `authenticatedAt ${errorFields}`,
        { password: given },
        z.object({ authenticatedAt: z.string().nullable(), errors: z.array(failure) }),
        caller,
      ),
    revokeSession: (sessionId: string, caller: Caller) =>
      mutate(
        'revokeSession',
        `sessionId ${errorFields}`,
        { sessionId },
        z.object({ sessionId: z.string().nullable(), errors: z.array(failure) }),
        caller,
      ),
    revokeMemberSessions: (userId: string, caller: Caller) =>
      mutate(
        'revokeMemberSessions',
        `revokedCount ${errorFields}`,
        { userId },
        z.object({ revokedCount: z.number().nullable(), errors: z.array(failure) }),
        caller,
      ),
    revokeOtherSessions: (caller: Caller) => revokeSessions('revokeOtherSessions', caller),
    revokeAllSessions: (caller: Caller) => revokeSessions('revokeAllSessions', caller),
    verifyEmail: (token: string) => mutate('verifyEmail', `email ${errorFields}`, { token }, emailPayload),
    resendVerification: (caller: Caller) =>
      mutate('resendVerification', `email ${errorFields}`, null, emailPayload, caller),
    requestPasswordReset: (email: string, caller?: Caller) =>
      mutate('requestPasswordReset', `isAccepted ${errorFields}`, { email }, acceptedPayload, caller),
    resetPassword: (token: string, newPassword: string) =>
      mutate('resetPassword', `email ${errorFields}`, { token, password: newPassword }, emailPayload),
    requestEmailChange: (input: { email: string; password: string }, caller: Caller) =>
      mutate('requestEmailChange', `email ${errorFields}`, input, emailPayload, caller),
    confirmEmailChange: (token: string) =>
      mutate('confirmEmailChange', `email ${errorFields}`, { token }, emailPayload),
    updateProfile: (name: string, caller: Caller) =>
      mutate('updateProfile', `${userFields} ${errorFields}`, { name }, userPayload, caller),
    changePassword: (currentPassword: string, newPassword: string, caller: Caller) =>
      mutate('changePassword', `${userFields} ${errorFields}`, { currentPassword, newPassword }, userPayload, caller),
    signInWithProvider: (input: object, caller?: Caller) =>
      mutate('signInWithProvider', `${all} ${challengeFields}`, input, signedIn, caller),
    linkIdentity: (input: object, caller: Caller) =>
      mutate(
        'linkIdentity',
        `url ${errorFields}`,
        input,
        z.object({ url: z.string().nullable(), errors: z.array(failure) }),
        caller,
      ),
    confirmIdentityLink: (input: object, caller: Caller) =>
      mutate('confirmIdentityLink', `${userFields} ${errorFields}`, input, userPayload, caller),
    unlinkIdentity: (linkedIdentityId: string, caller: Caller) =>
      mutate('unlinkIdentity', `${userFields} ${errorFields}`, { linkedIdentityId }, userPayload, caller),
    changeRole: (input: object, caller: Caller) =>
      mutate('changeRole', `${userFields} ${errorFields}`, input, userPayload, caller),
    createRole: (input: object, caller: Caller) =>
      mutate(
        'createRole',
        `${roleFields} ${errorFields}`,
        { name: `Role ${randomUUID()}`, ...input },
        rolePayload,
        caller,
      ),
    updateRole: (input: object, caller: Caller) =>
      mutate('updateRole', `${roleFields} ${errorFields}`, input, rolePayload, caller),
    impersonate: (input: object, caller: Caller) =>
      mutate(
        'impersonate',
        `impersonation { id reason expiresAt user { id } impersonator { id } } accessToken ${errorFields}`,
        { reason: 'ticket 4711', ...input },
        impersonatePayload,
        caller,
      ),
    endImpersonation: (impersonationId: string, caller: Caller) =>
      mutate(
        'endImpersonation',
        `impersonationId ${errorFields}`,
        { impersonationId },
        z.object({ impersonationId: z.string().nullable(), errors: z.array(failure) }),
        caller,
      ),
    deleteRole: (input: object, caller: Caller) =>
      mutate(
        'deleteRole',
        `roleId ${errorFields}`,
        input,
        z.object({ roleId: z.string().nullable(), errors: z.array(failure) }),
        caller,
      ),
  };
}

/** A user that was signed up for the test: an admin with an organization of their own. */
export async function anAdmin(server: IdentityServer) {
  const { user: admin, session } = await accountsOf(server).signUp();
  if (!admin || !session) throw new Error('the sign-up of the test was refused');
  return { ...admin, session, caller: callerOf(session.accessToken) };
}

const claims = z.object({
  sub: z.string(),
  org: z.string(),
  role: z.enum(['admin', 'user', 'viewer']),
  scope: z.string(),
  sid: z.string(),
  exp: z.number(),
  act: z.object({ sub: z.string() }).optional(),
});

/** The caller that the router makes of an access token. */
export function callerOf(accessToken: string): Caller {
  const { sub, org, role, scope, sid, exp, act } = claims.parse(decodeJwt(accessToken));
  const impersonation = act && { impersonatorId: act.sub };
  const scopes = scope.split(' ').filter(Boolean);
  const user = { id: sub, organizationId: org, role, scopes, sessionId: sid, expiresAt: exp, ...impersonation };
  return aCaller({ user });
}
