import { createLoader, createMutations, createReadAudit, everything, forbidden, isId, permits } from '@conea/platform';
import type { Caller, CallerUser, Database, Permission, RequestScope } from '@conea/platform';
import { createAccountMails } from './domain/account-mails.ts';
import type { TokenIssuer } from './domain/access-token.ts';
import type { ApiKey, ApiKeyStore } from './domain/api-key.ts';
import { auditFacts } from './domain/audit-facts.ts';
import { createChangeAuditRetention } from './domain/audit-retention.ts';
import { createChangePassword } from './domain/change-password.ts';
import { createChangeSecondFactorPolicy } from './domain/change-second-factor-policy.ts';
import type { Seals } from './domain/column-seal.ts';
import type { DataExportLimits } from './domain/data-export.ts';
import { ownerOf } from './domain/create-api-key.ts';
import { createCreateOrganization } from './domain/create-organization.ts';
import { createCreateUser } from './domain/create-user.ts';
import { createGraceEnd } from './domain/deletion.ts';
import { createEmailChange } from './domain/email-change.ts';
import { createEmailVerification } from './domain/email-verification.ts';
import type { Fingerprint } from './domain/fingerprint.ts';
import { guardImpersonation } from './domain/impersonation-guard.ts';
import type { Impersonation, ImpersonationLimits, ImpersonationStore } from './domain/impersonation.ts';
import type { Invitation } from './domain/invitation.ts';
import { createInvitationAllowance, type InvitationLimits } from './domain/invitation-allowance.ts';
import { createJoin } from './domain/join.ts';
import type { Keyring } from './domain/keyring.ts';
import { createMailAllowance } from './domain/mail-allowance.ts';
import type { MailQueue } from './domain/mail.ts';
import { createMembershipChanges } from './domain/membership-changes.ts';
import { createPlatformAdmins } from './domain/platform-admin.ts';
import type { Organization } from './domain/organization.ts';
import type { OrganizationRole, RoleStore } from './domain/organization-role.ts';
import type { PasswordHasher } from './domain/password-hasher.ts';
import type { PersonalData } from './domain/personal-data.ts';
import { createPasswordReset, type ResetRequests } from './domain/password-reset.ts';
import { createPasswordRules, type IsBreached } from './domain/password-rules.ts';
import type { IdentityProvider } from './domain/provider-identity.ts';
import type { RelyingParty } from './domain/relying-party.ts';
import { createRefreshSession } from './domain/refresh-session.ts';
import type { RoleLimits } from './domain/role-limits.ts';
import { createTokenIssuer } from './domain/session-tokens.ts';
import { createAdmitToSession } from './domain/session-admission.ts';
import { createEndSessions } from './domain/session-end.ts';
import { createFindObstacle } from './domain/session-obstacle.ts';
import { createSessionRevocations } from './domain/session-revocations.ts';
import { createSignIn } from './domain/sign-in.ts';
import { createNoteSignIn } from './domain/sign-in-notice.ts';
import { createSignOut } from './domain/sign-out.ts';
import { createSignUp } from './domain/sign-up.ts';
import { createProofOfFactor, createStepUp } from './domain/step-up.ts';
import { createOauthUseCases } from './oauth/oauth-use-cases.ts';
import { createFindTokenEnd } from './domain/token-end.ts';
import { createUpdateProfile } from './domain/update-profile.ts';
import { createApiKeyUseCases } from './api-key-use-cases.ts';
import { createDataExports } from './data-exports.ts';
import { createDeletions } from './deletions.ts';
import { createJoining } from './joining.ts';
import { createRoleUseCases } from './role-use-cases.ts';
import { createProviderAccounts } from './provider-accounts.ts';
import { createSecondFactors } from './second-factors.ts';
import { createApiKeyStore } from './store/api-key-store.ts';
import { createAttemptStore } from './store/attempt-store.ts';
import { createChallengeStore } from './store/challenge-store.ts';
import { createImpersonationStore } from './store/impersonation-store.ts';
import { createDataExportStore } from './store/data-export-store.ts';
import { deletionStore } from './store/deletion-store.ts';
import { createErasureReading } from './store/erasure-reading.ts';
import { createInvitationStore } from './store/invitation-store.ts';
import { createMailCountStore } from './store/mail-count-store.ts';
import { createMembershipStore } from './store/membership-store.ts';
import { createServiceAccountStore } from './store/service-account-store.ts';
import { createOrganizationStore } from './store/organization-store.ts';
import { createRoleStore } from './store/role-store.ts';
import { secondFactorStore } from './store/second-factor-store.ts';
import { createSessionStore } from './store/session-store.ts';
import { createSignInPlaceStore } from './store/sign-in-place-store.ts';
import { createTokenStore } from './store/token-store.ts';
import { createUserStore } from './store/user-store.ts';

/** What lives as long as the process. */
export type ContextParts = {
  database: Database;
  keyring: Keyring;
  passwords: PasswordHasher;
  fingerprint: Fingerprint;
  /** Keeps what tells who people are. */
  personal: PersonalData;
  /** Seals what belongs to no tenant. */
  seals: Seals;
  /** The site that passkeys are for. */
  relyingParty: RelyingParty;
  issuer: TokenIssuer;
  mail: MailQueue;
  resetRequests: ResetRequests;
  isBreached: IsBreached;
  /** With whom people can sign in instead of with a password. */
  providers: readonly IdentityProvider[];
  /** Where the links in mails lead. */
  appUrl: string;
  invitationLimits: InvitationLimits;
  roleLimits: RoleLimits;
  impersonationLimits: ImpersonationLimits;
  dataExportLimits: DataExportLimits;
  /** How long what was deleted can be restored. */
  deletionGraceDays: number;
  /** Whose admins run the platform; nobody does when it is left out. */
  platformOrganizationId?: string | undefined;
  clock: () => Date;
};

/** What a resolver gets. */
export type Context = ReturnType<ReturnType<typeof createContextFactory>>;

/** Connects stores and use cases once, and makes the context of each request. */
export function createContextFactory(parts: ContextParts) {
  const { database, clock } = parts;
  const mutate = guardImpersonation(createKeyedMutations(parts));
  const stores = createStores(database, parts.personal);
  const { users, organizations, memberships, roles, sessions, apiKeys, invitations, impersonations } = stores;
  const endSessions = createEndSessions({ ...parts, ...stores });
  const mailing = createMailing(parts);
  const checkPassword = createPasswordRules(parts.isBreached);
  const verification = createEmailVerification({ ...parts, ...stores, ...mailing, mutate });
  const noteSignIn = createNoteSignIn({ ...parts, ...stores, ...mailing });
  const guards = {
    checkPassword,
    graceEnd: createGraceEnd(parts.deletionGraceDays),
    requireRecentProof: createStepUp({ ...parts, ...stores }),
    requireProofOfFactor: createProofOfFactor({ ...parts, ...stores }),
    noteSignIn,
    admitToSession: createAdmitToSession({ ...stores, endSessions, noteSignIn }),
    findObstacle: createFindObstacle(stores),
  };
  const all = {
    ...parts,
    ...stores,
    ...mailing,
    ...guards,
    mutate,
    endSessions,
    askToVerify: verification.ask,
    join: createJoin({ ...parts, ...stores }),
    platformAdmins: createPlatformAdmins({ ...parts, ...stores, ...guards }),
  };
  const oauth = createOauthUseCases(all);
  const forEveryone = {
    signUp: createSignUp(all),
    signIn: createSignIn(all),
    providerAccounts: createProviderAccounts(all),
    refreshSession: createRefreshSession(all),
    secondFactors: createSecondFactors(all),
    signOut: createSignOut(all),
    verification,
    passwordReset: createPasswordReset(all),
    changePassword: createChangePassword(all),
    emailChange: createEmailChange(all),
    updateProfile: createUpdateProfile(all),
    createUser: createCreateUser(all),
    createOrganization: createCreateOrganization(all),
    members: createMembershipChanges(all),
    ...{ ...createJoining(all), ...createDeletions(all), ...createDataExports(all) },
    listMemberships: memberships.listOfUser,
    changeAuditRetention: createChangeAuditRetention(all),
    ...createRoleUseCases(all),
    changeSecondFactorPolicy: createChangeSecondFactorPolicy(all),
    ...createApiKeyUseCases(all),
    ...oauth.useCases,
    revokeSessions: createSessionRevocations(all),
    pageOfSessions: sessions.pageOfUser,
    ...{ erasures: createErasureReading(database), isAtWorkForPlatform: all.platformAdmins.isAtWork },
    clock: parts.clock,
    recordRead: createReadAudit(database, 'identity'),
    issueTokens: createTokenIssuer({ ...all, findTokenEnd: createFindTokenEnd(all) }),
    pageOfMembers: users.pageOfOrganization,
    /** For a user that this request has just authenticated or changed; anything that a client names goes through `users`. */
    findUser: async (organizationId: string, id: string) => (await users.listByIds(organizationId, [id]))[0] ?? null,
  };
  return ({ caller }: RequestScope) => ({
    ...forEveryone,
    caller,
    /** Users that the caller may see: those of the same organization, or oneself. */
    users: createLoader(
      async (ids) => (caller.user ? users.listByIds(caller.user.organizationId, visibleUsers(caller.user, ids)) : []),
      ({ id }) => id,
    ),
    /** Keys of the caller, and for an admin those of service accounts. */
    apiKeys: createApiKeyLoader(apiKeys, caller),
    organizationRoles: createRoleLoaders(roles),
    /** Invitations of the caller's organization; for admins. */
    invitations: createLoader<Invitation>(
      async (ids) => (caller.user ? invitations.listByIds(caller.user.organizationId, ids, clock()) : []),
      ({ id }) => id,
    ),
    ...oauth.loadersOf(caller),
    /** Those that go on in the organization of the caller. */
    impersonations: createImpersonationLoader(impersonations, caller, clock),
    /** By id, whoever asks: check with `canSee` what a client names. */
    organizations: createLoader<Organization>(organizations.listByIds, ({ id }) => id),
  });
}

/** The organization of a caller whose token permits everything in it; throws FORBIDDEN for any other. */
export function adminOrganizationOf({ user }: Caller): string {
  if (!user || !permits(user.scopes, everything)) throw forbidden();
  return user.organizationId;
}

/** Inputs have addresses in them, which a hash without a key would give away. */
function createKeyedMutations({ database, fingerprint }: ContextParts) {
  return createMutations(database, 'identity', auditFacts, (text) => fingerprint('idempotent input', text));
}

/** All that is stored, as the use cases ask for it. */
function createStores(database: Database, personal: PersonalData) {
  return {
    users: createUserStore(database, personal),
    organizations: createOrganizationStore(database),
    memberships: createMembershipStore(database, personal),
    roles: createRoleStore(database),
    serviceAccounts: createServiceAccountStore(database),
    sessions: createSessionStore(database),
    attempts: createAttemptStore(database),
    apiKeys: createApiKeyStore(database),
    invitations: createInvitationStore(database, personal),
    impersonations: createImpersonationStore(database),
    dataExports: createDataExportStore(database),
    deletions: deletionStore,
    tokens: createTokenStore(database, personal),
    secondFactors: secondFactorStore,
    challenges: createChallengeStore(database),
    signInPlaces: createSignInPlaceStore(database),
  };
}

function createApiKeyLoader({ listByIds }: ApiKeyStore, { user }: Caller) {
  return createLoader<ApiKey>(
    async (ids) => (user ? listByIds(ownerOf(user), permits(user.scopes, everything), ids) : []),
    ({ id }) => id,
  );
}

/** Roles that an organization made, by id, whoever asks: for what a user has that the caller may see. */
function createRoleLoaders({ listByIds }: RoleStore) {
  const loaders = new Map<string, ReturnType<typeof createLoader<OrganizationRole>>>();
  return (organizationId: string) => {
    const load = (ids: readonly string[]) => listByIds(organizationId, ids);
    const loader = loaders.get(organizationId) ?? createLoader<OrganizationRole>(load, ({ id }) => id);
    loaders.set(organizationId, loader);
    return loader;
  };
}

function createImpersonationLoader({ listActive }: ImpersonationStore, { user }: Caller, clock: () => Date) {
  return createLoader<Impersonation>(
    async () => (user ? listActive(user.organizationId, clock()) : []),
    ({ id }) => id,
  );
}

/** What is mailed, and how much of it. */
function createMailing({ database, fingerprint, invitationLimits, appUrl, clock }: ContextParts) {
  const counts = createMailCountStore(database);
  return {
    askForMail: createMailAllowance(counts, fingerprint, clock),
    askToInvite: createInvitationAllowance(counts, fingerprint, invitationLimits, clock),
    mails: createAccountMails(appUrl),
  };
}

/** Whether the caller belongs to the organization. */
export function canSee({ user }: Caller, organizationId: string): boolean {
  return user?.organizationId === organizationId;
}

const seeing: readonly Permission[] = ['read:own_data', 'manage:users', 'manage:roles', 'impersonate:users'];

/** Whether somebody sees all users of their organization: who looks at what it shares, or manages its users. */
export function canSeeUsers({ user }: Pick<Caller, 'user'>): boolean {
  return seeing.some((permission) => permits(user?.scopes ?? [], permission));
}

function visibleUsers(user: CallerUser, ids: readonly string[]): string[] {
  const seesAll = canSeeUsers({ user });
  return ids.filter((id) => isId('usr', id) && (seesAll || id === user.id));
}
