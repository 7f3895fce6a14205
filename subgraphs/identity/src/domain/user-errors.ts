import { maxMemberships } from './membership.ts';
import type { RestoreOffer } from './restore-offer.ts';

type UserError<Name extends string> = { __typename: Name; message: string; path: string[] | null };

export type AccountDeleted = UserError<'AccountDeleted'> & { restoreToken: string; restorableUntil: Date };
export type AlreadyMember = UserError<'AlreadyMember'>;
export type AccountExists = UserError<'AccountExists'>;
export type AlreadyVerified = UserError<'AlreadyVerified'>;
export type DataExportPending = UserError<'DataExportPending'>;
export type EmailNotVerified = UserError<'EmailNotVerified'>;
export type EmailTaken = UserError<'EmailTaken'>;
export type IdentityTaken = UserError<'IdentityTaken'>;
export type InvalidCredentials = UserError<'InvalidCredentials'>;
export type InvalidInput = UserError<'InvalidInput'>;
export type InvalidToken = UserError<'InvalidToken'>;
export type LastAdmin = UserError<'LastAdmin'>;
export type LastSignInMethod = UserError<'LastSignInMethod'>;
export type NoOrganization = UserError<'NoOrganization'>;
export type NotFound = UserError<'NotFound'>;
export type RoleInUse = UserError<'RoleInUse'> & { memberCount: number; serviceAccountCount: number };
export type RoleNameTaken = UserError<'RoleNameTaken'>;
export type SessionEnded = UserError<'SessionEnded'>;
export type SuccessorNeeded = UserError<'SuccessorNeeded'> & { organizationIds: string[] };
export type TooManyAttempts = UserError<'TooManyAttempts'> & { retryAt: Date };
export type WeakPassword = UserError<'WeakPassword'>;
export type WrongAccount = UserError<'WrongAccount'>;

const at = (field: string) => ['input', field];

/** The refusals of this subgraph, in the words that users see. */
export const userErrors = {
  accountDeleted: ({ restoreToken, restorableUntil }: RestoreOffer): AccountDeleted => ({
    __typename: 'AccountDeleted',
    message: 'This account is deleted. Restore it with `restoreAccount`, until `restorableUntil`.',
    path: null,
    restoreToken,
    restorableUntil: new Date(restorableUntil),
  }),
  alreadyMember: (field: string): AlreadyMember => ({
    __typename: 'AlreadyMember',
    message: 'Who has this address is a member already. A suspended member is let in again with `restoreMember`.',
    path: at(field),
  }),
  accountExists: (): AccountExists => ({
    __typename: 'AccountExists',
    message: 'An account has your e-mail address already. Sign in to it first, then link this one to it.',
    path: null,
  }),
  alreadyVerified: (): AlreadyVerified => ({
    __typename: 'AlreadyVerified',
    message: 'Your address is verified already.',
    path: null,
  }),
  dataExportPending: (): DataExportPending => ({
    __typename: 'DataExportPending',
    message: 'A copy of your data is being collected already: `dataExports` says how far it is.',
    path: null,
  }),
  emailNotVerified: (): EmailNotVerified => ({
    __typename: 'EmailNotVerified',
    message:
      'The provider knows no e-mail address of yours that is verified and usable here. Verify one there, then try again.',
    path: null,
  }),
  emailTaken: (field = 'email'): EmailTaken => ({
    __typename: 'EmailTaken',
    message: 'This e-mail address is in use. Sign in instead, or choose another one.',
    path: at(field),
  }),
  identityTaken: (): IdentityTaken => ({
    __typename: 'IdentityTaken',
    message: 'It is linked to another account here. Unlink it there first.',
    path: null,
  }),
  invalidCode: (): InvalidToken => ({
    __typename: 'InvalidToken',
    message: 'This was completed before, is over, or was begun by somebody else. Begin again.',
    path: at('code'),
  }),
  invalidCredentials: (): InvalidCredentials => ({
    __typename: 'InvalidCredentials',
    message: 'The e-mail address or the password is wrong.',
    path: null,
  }),
  invalidInput: (field: string, message: string): InvalidInput => ({
    __typename: 'InvalidInput',
    message,
    path: at(field),
  }),
  invalidToken: (): InvalidToken => ({
    __typename: 'InvalidToken',
    message: 'This link was used, has ended or was replaced. Ask for another one.',
    path: at('token'),
  }),
  lastAdmin: (field: string): LastAdmin => ({
    __typename: 'LastAdmin',
    message: 'An organization keeps at least one admin. Make somebody else an admin first.',
    path: at(field),
  }),
  lastSignInMethod: (): LastSignInMethod => ({
    __typename: 'LastSignInMethod',
    message: 'You could not sign in any longer. Set a password or link another provider first.',
    path: null,
  }),
  noEmail: (): InvalidInput => userErrors.invalidInput('email', 'This is not an e-mail address.'),
  noOrganization: (): NoOrganization => ({
    __typename: 'NoOrganization',
    message: 'You are in no organization any longer. Ask an admin of one for an invitation.',
    path: null,
  }),
  noSuchApiKey: (): NotFound => ({
    __typename: 'NotFound',
    message: 'You have no such key.',
    path: at('apiKeyId'),
  }),
  noSuchApplication: (): NotFound => ({
    __typename: 'NotFound',
    message: 'You have authorized no such application.',
    path: at('clientId'),
  }),
  noSuchAuthorizationRequest: (): NotFound => ({
    __typename: 'NotFound',
    message: 'Nobody asks for this any longer. Go back to the application, and begin anew.',
    path: at('requestId'),
  }),
  noSuchOauthClient: (): NotFound => ({
    __typename: 'NotFound',
    message: 'There is no such client in your organization.',
    path: at('clientId'),
  }),
  noSuchInvitation: (): NotFound => ({
    __typename: 'NotFound',
    message: 'There is no such invitation that could still be accepted.',
    path: at('invitationId'),
  }),
  noSuchImpersonation: (): NotFound => ({
    __typename: 'NotFound',
    message: 'There is no such impersonation, or it has ended.',
    path: at('impersonationId'),
  }),
  noSuchIdentity: (): NotFound => ({
    __typename: 'NotFound',
    message: 'You have linked no such identity.',
    path: at('linkedIdentityId'),
  }),
  noSuchOrganization: (): NotFound => ({
    __typename: 'NotFound',
    message: 'You are in no such organization.',
    path: at('organizationId'),
  }),
  noSuchRole: (field: string): NotFound => ({
    __typename: 'NotFound',
    message: 'There is no such role in your organization.',
    path: at(field),
  }),
  noSuchServiceAccount: (): NotFound => ({
    __typename: 'NotFound',
    message: 'There is no such service account in your organization.',
    path: at('serviceAccountId'),
  }),
  noSuchProvider: (): InvalidInput =>
    userErrors.invalidInput('provider', 'Nobody can sign in with this provider here.'),
  noSuchSession: (): NotFound => ({
    __typename: 'NotFound',
    message: 'You have no such session, or it has ended.',
    path: at('sessionId'),
  }),
  noSuchSuccessor: (): NotFound => ({
    __typename: 'NotFound',
    message: 'A successor is another member of the organization, and not suspended.',
    path: at('successors'),
  }),
  noSuchUser: (): NotFound => ({
    __typename: 'NotFound',
    message: 'There is no such user in your organization.',
    path: at('userId'),
  }),
  roleInUse: (counts: { memberCount: number; serviceAccountCount: number }): RoleInUse => ({
    __typename: 'RoleInUse',
    message: 'Users or service accounts have this role: give them another one, or name one that takes its place.',
    path: at('replacement'),
    ...counts,
  }),
  roleNameTaken: (): RoleNameTaken => ({
    __typename: 'RoleNameTaken',
    message: 'Your organization has a role of this name.',
    path: at('name'),
  }),
  sessionEnded: (): SessionEnded => ({
    __typename: 'SessionEnded',
    message: 'The session has ended. Sign in again.',
    path: null,
  }),
  successorNeeded: (organizationIds: string[]): SuccessorNeeded => ({
    __typename: 'SuccessorNeeded',
    message:
      'You are the only admin of organizations with other members. Name a successor for each, or delete them first.',
    path: at('successors'),
    organizationIds,
  }),
  tooManyAttempts: (retryAt: Date): TooManyAttempts => ({
    __typename: 'TooManyAttempts',
    message: 'Too many attempts have failed. Wait until `retryAt`, then try again.',
    path: null,
    retryAt,
  }),
  tooManyExports: (retryAt: Date): TooManyAttempts => ({
    __typename: 'TooManyAttempts',
    message: 'You have asked for several copies of your data within a day. Wait until `retryAt`.',
    path: null,
    retryAt,
  }),
  tooManyIdentities: (most: number): InvalidInput =>
    userErrors.invalidInput('code', `An account has at most ${most} linked identities: unlink one first.`),
  tooManyMails: (retryAt: Date): TooManyAttempts => ({
    __typename: 'TooManyAttempts',
    message: 'Several mails were sent already: look for them, or wait until `retryAt`.',
    path: null,
    retryAt,
  }),
  tooManyInvitations: (most: number): InvalidInput =>
    userErrors.invalidInput('email', `At most ${most} invitations can wait to be accepted: revoke one first.`),
  tooManyOrganizations: (field: string): InvalidInput =>
    userErrors.invalidInput(field, `You can be in at most ${maxMemberships} organizations: leave one first.`),
  weakPassword: (message: string, field = 'password'): WeakPassword => ({
    __typename: 'WeakPassword',
    message,
    path: at(field),
  }),
  wrongAccount: (): WrongAccount => ({
    __typename: 'WrongAccount',
    message: 'This invitation is for another address. Sign in with the one that the mail came to.',
    path: at('token'),
  }),
  wrongName: (field: string): InvalidInput =>
    userErrors.invalidInput(field, 'A name has 1 to 100 characters on one line.'),
  wrongPassword: (field: string): InvalidCredentials => ({
    __typename: 'InvalidCredentials',
    message: 'This is not your password.',
    path: at(field),
  }),
};
