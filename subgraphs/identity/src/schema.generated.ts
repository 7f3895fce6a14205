import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { ApiKey as ApiKeyModel } from './domain/api-key.ts';
import type { DataExport as DataExportModel } from './domain/data-export.ts';
import type { Erasure as ErasureModel } from './domain/erasure.ts';
import type { Impersonation as ImpersonationModel } from './domain/impersonation.ts';
import type { Invitation as InvitationModel } from './domain/invitation.ts';
import type { LinkedIdentity as LinkedIdentityModel } from './domain/linked-identity.ts';
import type { ShownRequest as ShownRequestModel } from './domain/oauth/authorization-decisions.ts';
import type { AuthorizedApplication as AuthorizedApplicationModel } from './domain/oauth/consent.ts';
import type { Membership as MembershipModel } from './domain/membership.ts';
import type { OauthClient as OauthClientModel } from './domain/oauth/oauth-client.ts';
import type { Organization as OrganizationModel } from './domain/organization.ts';
import type { OrganizationRole as OrganizationRoleModel } from './domain/organization-role.ts';
import type { SecondFactorEnrolmentRequired as SecondFactorEnrolmentRequiredModel, SecondFactorRequired as SecondFactorRequiredModel } from './domain/second-factor-errors.ts';
import type { SecondFactorPolicy as SecondFactorPolicyModel } from './domain/second-factor.ts';
import type { ServiceAccount as ServiceAccountModel } from './domain/service-account.ts';
import type { Session as SessionModel } from './domain/session.ts';
import type { User as UserModel } from './domain/user.ts';
import type { CallerUser as CallerUserModel } from '@conea/platform';
import type { Context } from './context.ts';
export type Maybe<T> = T | null;
export type InputMaybe<T> = Maybe<T>;
export type Omit<T, K extends keyof T> = Pick<T, Exclude<keyof T, K>>;
export type RequireFields<T, K extends keyof T> = Omit<T, K> & { [P in K]-?: NonNullable<T[P]> };
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /** An instant in UTC, written as RFC 3339: `2026-11-24T09:30:00.000Z`. */
  DateTime: { input: Date; output: Date; }
  /** Opaque JSON: at most 32 levels deep. */
  JSON: { input: unknown; output: unknown; }
  _FieldSet: { input: unknown; output: unknown; }
};

/** Why an invitation is not accepted. */
export type AcceptInvitationError = AlreadyMember | InvalidInput | InvalidToken | WrongAccount;

/** An invitation to accept. */
export type AcceptInvitationInput = {
  /** What stands behind the `=` of the link in the mail. */
  token: Scalars['String']['input'];
};

/** The outcome of `acceptInvitation`. */
export type AcceptInvitationPayload = {
  __typename?: 'AcceptInvitationPayload';
  /** Why you are no member; empty on success. */
  errors: Array<AcceptInvitationError>;
  /** The organization that you are a member of now; null when there are errors. */
  organization?: Maybe<Organization>;
};

/** The account was deleted, and can still be restored. */
export type AccountDeleted = UserError & {
  __typename?: 'AccountDeleted';
  /** What is wrong and what to do about it. */
  message: Scalars['String']['output'];
  /** The input field at fault, such as `[input, email]`; null when it is not one field. */
  path?: Maybe<Array<Scalars['String']['output']>>;
  /** When the account is deleted for good. */
  restorableUntil: Scalars['DateTime']['output'];
  /** Takes the deletion back with `restoreAccount`; good for ten minutes and one use. */
  restoreToken: Scalars['String']['output'];
};

/** An account has the e-mail address already, and nobody showed here that it is theirs: they sign in to it first, then link. */
export type AccountExists = UserError & {
  __typename?: 'AccountExists';
  /** What is wrong and what to do about it. */
  message: Scalars['String']['output'];
  /** The input field at fault, such as `[input, email]`; null when it is not one field. */
  path?: Maybe<Array<Scalars['String']['output']>>;
};

/** Who has the address is a member of the organization already; a suspended one too. */
export type AlreadyMember = UserError & {
  __typename?: 'AlreadyMember';
  /** What is wrong and what to do about it. */
  message: Scalars['String']['output'];
  /** The input field at fault, such as `[input, email]`; null when it is not one field. */
  path?: Maybe<Array<Scalars['String']['output']>>;
};

/** The address is verified already. */
export type AlreadyVerified = UserError & {
  __typename?: 'AlreadyVerified';
  /** What is wrong and what to do about it. */
  message: Scalars['String']['output'];
  /** The input field at fault, such as `[input, email]`; null when it is not one field. */
  path?: Maybe<Array<Scalars['String']['output']>>;
};

/** A key by which software acts for a user or a service account, with at most their scopes. */
export type ApiKey = {
  __typename?: 'ApiKey';
  /** What it may cost in an hour, beside the budget of its owner; null when it has no budget of its own. */
  budget?: Maybe<Scalars['Int']['output']>;
  /** When the key was made. */
  createdAt: Scalars['DateTime']['output'];
  /** When the key ends by itself, 90 days after it was made at the latest. */
  expiresAt: Scalars['DateTime']['output'];
  /** Opaque and stable. */
  id: Scalars['ID']['output'];
  /** Whether it works: neither revoked nor expired. */
  isActive: Scalars['Boolean']['output'];
  /** When the key was last used, to the minute; null when it never was. */
  lastUsedAt?: Maybe<Scalars['DateTime']['output']>;
  /** What the user calls it. */
  name: Scalars['String']['output'];
  /** The beginning of the key, to recognise it by. */
  prefix: Scalars['String']['output'];
  /** The key that took its place: it works until `expiresAt`; null when it was not rotated. */
  replacedBy?: Maybe<ApiKey>;
  /** When the key was revoked; null when it was not. */
  revokedAt?: Maybe<Scalars['DateTime']['output']>;
  /** What the key permits, such as `read:own_data`; what the user's role no longer permits, the key does not either. */
  scopes: Array<Scalars['String']['output']>;
  /** The service account that it acts for; null for a key of yours. */
  serviceAccount?: Maybe<ServiceAccount>;
};

/** A page of API keys. */
export type ApiKeyConnection = {
  __typename?: 'ApiKeyConnection';
  /** The keys with their cursors. */
  edges: Array<ApiKeyEdge>;
  /** The keys. */
  nodes: Array<ApiKey>;
  /** Where the page stands in the list. */
  pageInfo: PageInfo;
};

/** A key in a page. */
export type ApiKeyEdge = {
  __typename?: 'ApiKeyEdge';
  /** The position of the key in the list. */
  cursor: Scalars['String']['output'];
  /** The key. */
  node: ApiKey;
};

/** Why a request is not approved. */
export type ApproveAuthorizationError = InvalidInput | NotFound;

/** Which request is approved. */
export type ApproveAuthorizationInput = {
  /** The id of the request. */
  requestId: Scalars['ID']['input'];
  /** What the client gets of what it asks for; all of it when this is left out. */
  scopes?: InputMaybe<Array<Scalars['String']['input']>>;
};

/** The outcome of `approveAuthorization`. */
export type ApproveAuthorizationPayload = {
  __typename?: 'ApproveAuthorizationPayload';
  /** Why nothing was approved; empty on success. */
  errors: Array<ApproveAuthorizationError>;
  /** Where the browser goes now; null when there are errors. */
  redirectUrl?: Maybe<Scalars['String']['output']>;
};

/** What a client asks a person for. */
export type AuthorizationRequest = {
  __typename?: 'AuthorizationRequest';
  /** What the client is called. */
  clientName: Scalars['String']['output'];
  /** Until when you can decide. */
  expiresAt: Scalars['DateTime']['output'];
  /** Opaque; good for ten minutes. */
  id: Scalars['ID']['output'];
  /** Whether you allowed it as much before, so that nobody has to ask you. */
  isConsented: Scalars['Boolean']['output'];
  /** The organization that registered it, in which it would act. */
  organization: Organization;
  /** Where you would be sent back to. */
  redirectUrl: Scalars['String']['output'];
  /** What it asks for; it gets of it what your role permits. */
  scopes: Array<Scalars['String']['output']>;
};

/** Software of others that a person lets act for them. */
export type AuthorizedApplication = {
  __typename?: 'AuthorizedApplication';
  /** When it was allowed something first. */
  authorizedAt: Scalars['DateTime']['output'];
  /** The `client_id` of the application. */
  id: Scalars['ID']['output'];
  /** What it is called. */
  name: Scalars['String']['output'];
  /** The organization in which it acts. */
  organization: Organization;
  /** What it was allowed. */
  scopes: Array<Scalars['String']['output']>;
};

/** A page of applications. */
export type AuthorizedApplicationConnection = {
  __typename?: 'AuthorizedApplicationConnection';
  /** The applications with their cursors. */
  edges: Array<AuthorizedApplicationEdge>;
  /** The applications. */
  nodes: Array<AuthorizedApplication>;
  /** Where the page stands in the list. */
  pageInfo: PageInfo;
};

/** An application in a page. */
export type AuthorizedApplicationEdge = {
  __typename?: 'AuthorizedApplicationEdge';
  /** The position of the application in the list. */
  cursor: Scalars['String']['output'];
  /** The application. */
  node: AuthorizedApplication;
};

/** Why a passkey cannot be used. */
export type BeginPasskeyAuthenticationError = InvalidToken;

/** For what a passkey is to be used. */
export type BeginPasskeyAuthenticationInput = {
  /** The token of `SecondFactorRequired`; left out to confirm who is signed in, or to sign in with a passkey alone. */
  challengeToken?: InputMaybe<Scalars['String']['input']>;
};

/** The outcome of `beginPasskeyAuthentication`. */
export type BeginPasskeyAuthenticationPayload = {
  __typename?: 'BeginPasskeyAuthenticationPayload';
  /** Why nothing is begun; empty on success. */
  errors: Array<BeginPasskeyAuthenticationError>;
  /** Until when the answer of the device counts; null when there are errors. */
  expiresAt?: Maybe<Scalars['DateTime']['output']>;
  /** `PublicKeyCredentialRequestOptions` in the JSON form of WebAuthn, level 3; null when there are errors. */
  options?: Maybe<Scalars['JSON']['output']>;
};

/** Why no passkey can be registered. */
export type BeginPasskeyRegistrationError = InvalidToken;

/** Who registers a passkey. */
export type BeginPasskeyRegistrationInput = {
  /** The token of `SecondFactorEnrolmentRequired`; left out by who is signed in. */
  enrolmentToken?: InputMaybe<Scalars['String']['input']>;
};

/** The outcome of `beginPasskeyRegistration`. */
export type BeginPasskeyRegistrationPayload = {
  __typename?: 'BeginPasskeyRegistrationPayload';
  /** Why nothing is begun; empty on success. */
  errors: Array<BeginPasskeyRegistrationError>;
  /** Until when the answer of the device counts; null when there are errors. */
  expiresAt?: Maybe<Scalars['DateTime']['output']>;
  /** `PublicKeyCredentialCreationOptions` in the JSON form of WebAuthn, level 3; null when there are errors. */
  options?: Maybe<Scalars['JSON']['output']>;
};

/** Who may be given what is held. */
export type CacheControlScope =
  /** Only the caller who asked. */
  | 'PRIVATE'
  /** Everybody. */
  | 'PUBLIC';

/** Why the days are not changed. */
export type ChangeAuditRetentionError = InvalidInput;

/** For how long an audit trail is kept at hand. */
export type ChangeAuditRetentionInput = {
  /** From 90 to 3,650. */
  days: Scalars['Int']['input'];
};

/** The outcome of `changeAuditRetention`. */
export type ChangeAuditRetentionPayload = {
  __typename?: 'ChangeAuditRetentionPayload';
  /** Why nothing has changed; empty on success. */
  errors: Array<ChangeAuditRetentionError>;
  /** Your organization; null when there are errors. */
  organization?: Maybe<Organization>;
};

/** Why a password is not changed. */
export type ChangePasswordError = InvalidCredentials | TooManyAttempts | WeakPassword;

/** Two passwords. */
export type ChangePasswordInput = {
  /** The password as it is. */
  currentPassword: Scalars['String']['input'];
  /** 12 to 256 characters, and not one that is commonly used or has leaked. */
  newPassword: Scalars['String']['input'];
};

/** The outcome of `changePassword`. */
export type ChangePasswordPayload = {
  __typename?: 'ChangePasswordPayload';
  /** Why the password is as before; empty on success. */
  errors: Array<ChangePasswordError>;
  /** You; null when there are errors. */
  user?: Maybe<User>;
};

/** Why a role is not changed. */
export type ChangeRoleError = LastAdmin | NotFound;

/** Whose role changes. */
export type ChangeRoleInput = {
  /** The role of your organization, with `role: CUSTOM`. */
  customRoleId?: InputMaybe<Scalars['ID']['input']>;
  /** What the user is from now on. */
  role: Role;
  /** The id of the user. */
  userId: Scalars['ID']['input'];
};

/** The outcome of `changeRole`. */
export type ChangeRolePayload = {
  __typename?: 'ChangeRolePayload';
  /** Why the role is unchanged; empty on success. */
  errors: Array<ChangeRoleError>;
  /** The user with the new role; null when there are errors. */
  user?: Maybe<User>;
};

/** Why a policy is not changed. */
export type ChangeSecondFactorPolicyError = InvalidInput;

/** What second factor an organization asks for. */
export type ChangeSecondFactorPolicyInput = {
  /** How long they have from now on to set one up: 0 to 90 days. */
  graceDays?: Scalars['Int']['input'];
  /** Which kinds count: at least one. */
  kinds?: Array<SecondFactorKind>;
  /** Whether members need one. */
  requirement: SecondFactorRequirement;
};

/** The outcome of `changeSecondFactorPolicy`. */
export type ChangeSecondFactorPolicyPayload = {
  __typename?: 'ChangeSecondFactorPolicyPayload';
  /** Why the policy is as before; empty on success. */
  errors: Array<ChangeSecondFactorPolicyError>;
  /** The organization with its new policy; null when there are errors. */
  organization?: Maybe<Organization>;
};

/** Why the role of a service account is not changed. */
export type ChangeServiceAccountRoleError = NotFound;

/** Which service account gets which role. */
export type ChangeServiceAccountRoleInput = {
  /** The role of your organization, with `role: CUSTOM`. */
  customRoleId?: InputMaybe<Scalars['ID']['input']>;
  /** What it is from now on. */
  role: Role;
  /** The id of the service account. */
  serviceAccountId: Scalars['ID']['input'];
};

/** The outcome of `changeServiceAccountRole`. */
export type ChangeServiceAccountRolePayload = {
  __typename?: 'ChangeServiceAccountRolePayload';
  /** Why nothing has changed; empty on success. */
  errors: Array<ChangeServiceAccountRoleError>;
  /** The service account as it is now; null when there are errors. */
  serviceAccount?: Maybe<ServiceAccount>;
};

/** Why a sign-in does not go on. */
export type CompleteSignInError = InvalidInput | InvalidProof | InvalidToken | NoOrganization | SecondFactorEnrolmentRequired | SecondFactorRequired | TooManyAttempts;

/** A proof, and the sign-in that waits for it. */
export type CompleteSignInInput = {
  /** The token of `SecondFactorRequired`. */
  challengeToken: Scalars['String']['input'];
  /** A code of your authenticator app. Exactly one proof is to be given. */
  code?: InputMaybe<Scalars['String']['input']>;
  /** What the device of a passkey answered to the options of `beginPasskeyAuthentication`. */
  passkey?: InputMaybe<Scalars['JSON']['input']>;
  /** One of your recovery codes. */
  recoveryCode?: InputMaybe<Scalars['String']['input']>;
};

/** The outcome of `completeSignIn`. */
export type CompleteSignInPayload = {
  __typename?: 'CompleteSignInPayload';
  /** Why nobody was signed in; empty on success. */
  errors: Array<CompleteSignInError>;
  /** The tokens of the new session; null when there are errors. */
  session?: Maybe<SessionTokens>;
  /** Who signed in; null when there are errors. */
  user?: Maybe<User>;
};

/** Why an address is not changed. */
export type ConfirmEmailChangeError = EmailTaken | InvalidToken;

/** A token of a mail. */
export type ConfirmEmailChangeInput = {
  /** What stands behind the `=` of the link. */
  token: Scalars['String']['input'];
};

/** The outcome of `confirmEmailChange`. */
export type ConfirmEmailChangePayload = {
  __typename?: 'ConfirmEmailChangePayload';
  /** The address to sign in with from now on; null when there are errors. */
  email?: Maybe<Scalars['String']['output']>;
  /** Why the address is as before; empty on success. */
  errors: Array<ConfirmEmailChangeError>;
};

/** Why an account at a provider is not linked. */
export type ConfirmIdentityLinkError = IdentityTaken | InvalidInput | InvalidToken;

/** What came back from a provider. */
export type ConfirmIdentityLinkInput = {
  /** What stands behind `#link-identity=`. */
  code: Scalars['String']['input'];
  /** What `codeChallenge` was made from. */
  codeVerifier: Scalars['String']['input'];
};

/** The outcome of `confirmIdentityLink`. */
export type ConfirmIdentityLinkPayload = {
  __typename?: 'ConfirmIdentityLinkPayload';
  /** Why nothing was linked; empty on success. */
  errors: Array<ConfirmIdentityLinkError>;
  /** You; null when there are errors. */
  user?: Maybe<User>;
};

/** Why an authenticator app is not taken into use. */
export type ConfirmTotpError = InvalidProof | InvalidToken | SecondFactorEnrolmentRequired | SecondFactorRequired;

/** What the new authenticator app shows. */
export type ConfirmTotpInput = {
  /** The code. */
  code: Scalars['String']['input'];
  /** The token of `SecondFactorEnrolmentRequired`; left out by who is signed in. */
  enrolmentToken?: InputMaybe<Scalars['String']['input']>;
};

/** The outcome of `confirmTotp`. */
export type ConfirmTotpPayload = {
  __typename?: 'ConfirmTotpPayload';
  /** Why the app is not in use; empty on success. */
  errors: Array<ConfirmTotpError>;
  /** Recovery codes to keep: nobody can read them again. Null when there are errors, and for who has some. */
  recoveryCodes?: Maybe<Array<Scalars['String']['output']>>;
  /** What you have now; null when there are errors. */
  secondFactors?: Maybe<SecondFactors>;
  /** The tokens of the session that waited for it; null when there are errors, and for who is signed in. */
  session?: Maybe<SessionTokens>;
  /** Who was signed in by it; null when there are errors, and for who is signed in. */
  user?: Maybe<User>;
};

/** Why a key is not made. */
export type CreateApiKeyError = InvalidInput | NotFound;

/** A new API key. */
export type CreateApiKeyInput = {
  /** What it may cost in an hour, in units of query cost; only your own budget counts when it is left out. */
  budget?: InputMaybe<Scalars['Int']['input']>;
  /** How long it lives: 1 to 90 days. */
  expiresInDays?: Scalars['Int']['input'];
  /** A value of your choice, such as a UUID: repeating the request with it makes one key. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** What to call it, up to 100 characters. */
  name: Scalars['String']['input'];
  /** What it permits: some of the scopes of whom it acts for, such as `read:own_data`. */
  scopes: Array<Scalars['String']['input']>;
  /** The service account that it acts for, with some of its scopes; admins only. For you when it is left out. */
  serviceAccountId?: InputMaybe<Scalars['ID']['input']>;
};

/** The outcome of `createApiKey`. */
export type CreateApiKeyPayload = {
  __typename?: 'CreateApiKeyPayload';
  /** The new key; null when there are errors. */
  apiKey?: Maybe<ApiKey>;
  /** Why no key was made; empty on success. */
  errors: Array<CreateApiKeyError>;
  /** The key itself, which nobody can read again: null when there are errors, and in the answer to a repeated request. */
  secret?: Maybe<Scalars['String']['output']>;
};

/** Why a client is not registered. */
export type CreateOauthClientError = InvalidInput | NotFound;

/** A new client. */
export type CreateOauthClientInput = {
  /** A value of your choice, such as a UUID: repeating the request with it registers one client. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** Whether it keeps a secret: true for what runs on a server. */
  isConfidential: Scalars['Boolean']['input'];
  /**
   * Public keys that it proves itself with by `private_key_jwt` (RFC 7523), in place of a secret: a JWK Set (RFC 7517) of 1 to 10, each with its own
   * `kid`; RSA of 2048 bits at least, P-256 or Ed25519.
   */
  jwks?: InputMaybe<Scalars['JSON']['input']>;
  /** Where it publishes such a set itself, in place of `jwks`: https, on the public internet. */
  jwksUri?: InputMaybe<Scalars['String']['input']>;
  /** What people are told it is called, up to 100 characters. */
  name: Scalars['String']['input'];
  /** Where people may be sent back to: at most 20, with https, or with http on 127.0.0.1 or [::1]. */
  redirectUris?: Array<Scalars['String']['input']>;
  /** What it may ask for: permissions such as `read:own_data`, and `openid`, `profile`, `email`, `offline_access`. */
  scopes: Array<Scalars['String']['input']>;
  /** What it gets tokens for with its own credentials. */
  serviceAccountId?: InputMaybe<Scalars['ID']['input']>;
};

/** The outcome of `createOauthClient`. */
export type CreateOauthClientPayload = {
  __typename?: 'CreateOauthClientPayload';
  /** Its secret, which nobody can read again: null when there are errors or it has none, and in the answer to a repeated request. */
  clientSecret?: Maybe<Scalars['String']['output']>;
  /** Why nothing was registered; empty on success. */
  errors: Array<CreateOauthClientError>;
  /** The new client; null when there are errors. */
  oauthClient?: Maybe<OauthClient>;
};

/** Why an organization is not created. */
export type CreateOrganizationError = InvalidInput;

/** A new organization. */
export type CreateOrganizationInput = {
  /** A value of your choice, such as a UUID: repeating the request with it creates one organization. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** What it is called, up to 100 characters. */
  name: Scalars['String']['input'];
};

/** The outcome of `createOrganization`. */
export type CreateOrganizationPayload = {
  __typename?: 'CreateOrganizationPayload';
  /** Why nothing was created; empty on success. */
  errors: Array<CreateOrganizationError>;
  /** The new organization; null when there are errors. */
  organization?: Maybe<Organization>;
};

/** Why a role is not made. */
export type CreateRoleError = InvalidInput | RoleNameTaken;

/** A new role. */
export type CreateRoleInput = {
  /** What it is for, up to 500 characters. */
  description?: Scalars['String']['input'];
  /** A value of your choice, such as a UUID: repeating the request with it makes one role. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** What to call it: up to 100 characters, once in an organization. */
  name: Scalars['String']['input'];
  /** What it permits, as the query `permissions` lists it. */
  permissions: Array<Scalars['String']['input']>;
};

/** The outcome of `createRole`. */
export type CreateRolePayload = {
  __typename?: 'CreateRolePayload';
  /** Why no role was made; empty on success. */
  errors: Array<CreateRoleError>;
  /** The new role; null when there are errors. */
  role?: Maybe<OrganizationRole>;
};

/** Why a service account is not created. */
export type CreateServiceAccountError = InvalidInput | NotFound;

/** A new service account. */
export type CreateServiceAccountInput = {
  /** The role of your organization, with `role: CUSTOM`. */
  customRoleId?: InputMaybe<Scalars['ID']['input']>;
  /** A value of your choice, such as a UUID: repeating the request with it creates one service account. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** What it is called, up to 100 characters. */
  name: Scalars['String']['input'];
  /** What it is in the organization. */
  role: Role;
};

/** The outcome of `createServiceAccount`. */
export type CreateServiceAccountPayload = {
  __typename?: 'CreateServiceAccountPayload';
  /** Why nothing was created; empty on success. */
  errors: Array<CreateServiceAccountError>;
  /** The new service account; null when there are errors. */
  serviceAccount?: Maybe<ServiceAccount>;
};

/** Why a user is not created. */
export type CreateUserError = EmailTaken | InvalidInput | NotFound | WeakPassword;

/** A new user. */
export type CreateUserInput = {
  /** The role of your organization, with `role: CUSTOM`. */
  customRoleId?: InputMaybe<Scalars['ID']['input']>;
  /** The address to sign in with. */
  email: Scalars['String']['input'];
  /** A value of your choice, such as a UUID: repeating the request with it creates one user. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** What the user is called, up to 100 characters. */
  name: Scalars['String']['input'];
  /** The password to begin with: 12 to 256 characters, and not one that is commonly used. */
  password: Scalars['String']['input'];
  /** What the user is in the organization. */
  role: Role;
};

/** The outcome of `createUser`. */
export type CreateUserPayload = {
  __typename?: 'CreateUserPayload';
  /** Why nobody was created; empty on success. */
  errors: Array<CreateUserError>;
  /** The new user; null when there are errors. */
  user?: Maybe<User>;
};

/** A copy of what Conea holds about you, in all organizations. It is a file of JSON lines, which `dataExportPart` has part by part. */
export type DataExport = {
  __typename?: 'DataExport';
  /** When all domains had told what they hold; null before. */
  completedAt?: Maybe<Scalars['DateTime']['output']>;
  /** What each domain has told so far; empty when the copy has expired. */
  domains: Array<DataExportDomain>;
  /** Until when it can be fetched, or collected while it is not complete; then it is deleted. */
  expiresAt: Scalars['DateTime']['output'];
  /** Its id. */
  id: Scalars['ID']['output'];
  /** When you asked for it. */
  requestedAt: Scalars['DateTime']['output'];
  /** How far it is. */
  status: DataExportStatus;
};

/** What one domain tells for a copy of somebody's data. */
export type DataExportDomain = {
  __typename?: 'DataExportDomain';
  /** Whether it holds more than a copy may have, and only the first records are in it. */
  isCutOff: Scalars['Boolean']['output'];
  /** When it told something last; null before. */
  lastAnswerAt?: Maybe<Scalars['DateTime']['output']>;
  /** Its name: `identity`, `integration`, `ai`, `data` or `analytics`. */
  name: Scalars['String']['output'];
  /** How many records it has told so far. */
  recordCount: Scalars['Int']['output'];
  /** How far it is. */
  status: DataExportDomainStatus;
};

/** How far a domain is with what it tells. */
export type DataExportDomainStatus =
  /** It is telling, or about to. */
  | 'COLLECTING'
  /** It has told everything. */
  | 'COMPLETE'
  /** It has not answered for a while and is asked again; the copy is complete when it has. */
  | 'OVERDUE';

/** A part of a copy of your data. */
export type DataExportPart = {
  __typename?: 'DataExportPart';
  /** What to append to the file. */
  content: Scalars['String']['output'];
  /** Pass it as `after` for the next part; null at the end. */
  endCursor?: Maybe<Scalars['String']['output']>;
};

/** A copy of your data is being collected already. */
export type DataExportPending = UserError & {
  __typename?: 'DataExportPending';
  /** What is wrong and what to do about it. */
  message: Scalars['String']['output'];
  /** The input field at fault, such as `[input, email]`; null when it is not one field. */
  path?: Maybe<Array<Scalars['String']['output']>>;
};

/** How far a copy of somebody's data is. */
export type DataExportStatus =
  /** Domains are telling what they hold. */
  | 'COLLECTING'
  /** It is no longer kept. */
  | 'EXPIRED'
  /** It can be fetched. */
  | 'READY';

/** Why an account is not deleted. */
export type DeleteAccountError = InvalidInput | NotFound | SuccessorNeeded;

/** That you want your account deleted. */
export type DeleteAccountInput = {
  /** Your own e-mail address, typed once more. */
  email: Scalars['String']['input'];
  /** Why you leave, up to 500 characters; it is deleted with the account. */
  reason?: InputMaybe<Scalars['String']['input']>;
  /** Who becomes an admin of organizations in which you are the only one. */
  successors?: Array<SuccessorInput>;
};

/** The outcome of `deleteAccount`. */
export type DeleteAccountPayload = {
  __typename?: 'DeleteAccountPayload';
  /** Why the account is not deleted; empty on success. */
  errors: Array<DeleteAccountError>;
  /** Until when the account can be restored; null when there are errors. */
  restorableUntil?: Maybe<Scalars['DateTime']['output']>;
};

/** Why a client is not deleted. */
export type DeleteOauthClientError = NotFound;

/** Which client is deleted. */
export type DeleteOauthClientInput = {
  /** The id of the client. */
  clientId: Scalars['ID']['input'];
};

/** The outcome of `deleteOauthClient`. */
export type DeleteOauthClientPayload = {
  __typename?: 'DeleteOauthClientPayload';
  /** The id of the client that was; null when there are errors. */
  clientId?: Maybe<Scalars['ID']['output']>;
  /** Why it is there still; empty on success. */
  errors: Array<DeleteOauthClientError>;
};

/** Why an organization is not deleted. */
export type DeleteOrganizationError = InvalidInput;

/** That you want your organization deleted. */
export type DeleteOrganizationInput = {
  /** What the organization is called, typed once more. */
  name: Scalars['String']['input'];
  /** Why it goes, up to 500 characters; it is deleted with the organization. */
  reason?: InputMaybe<Scalars['String']['input']>;
};

/** The outcome of `deleteOrganization`. */
export type DeleteOrganizationPayload = {
  __typename?: 'DeleteOrganizationPayload';
  /** Why the organization is not deleted; empty on success. */
  errors: Array<DeleteOrganizationError>;
  /** Until when the organization can be restored; null when there are errors. */
  restorableUntil?: Maybe<Scalars['DateTime']['output']>;
};

/** Why a role is not deleted. */
export type DeleteRoleError = NotFound | RoleInUse;

/** Which role goes. */
export type DeleteRoleInput = {
  /** What those are from now on who have the role; refused without it while somebody has it. */
  replacement?: InputMaybe<RoleChoice>;
  /** The id of the role. */
  roleId: Scalars['ID']['input'];
};

/** The outcome of `deleteRole`. */
export type DeleteRolePayload = {
  __typename?: 'DeleteRolePayload';
  /** Why the role is still there; empty on success. */
  errors: Array<DeleteRoleError>;
  /** The id of the role that is gone; null when there are errors. */
  roleId?: Maybe<Scalars['ID']['output']>;
};

/** Why a request is not denied. */
export type DenyAuthorizationError = NotFound;

/** Which request is denied. */
export type DenyAuthorizationInput = {
  /** The id of the request. */
  requestId: Scalars['ID']['input'];
};

/** The outcome of `denyAuthorization`. */
export type DenyAuthorizationPayload = {
  __typename?: 'DenyAuthorizationPayload';
  /** Why nothing was denied; empty on success. */
  errors: Array<DenyAuthorizationError>;
  /** Where the browser goes now; null when there are errors. */
  redirectUrl?: Maybe<Scalars['String']['output']>;
};

/** Why a service account is not disabled. */
export type DisableServiceAccountError = NotFound;

/** Which service account is disabled. */
export type DisableServiceAccountInput = {
  /** The id of the service account. */
  serviceAccountId: Scalars['ID']['input'];
};

/** The outcome of `disableServiceAccount`. */
export type DisableServiceAccountPayload = {
  __typename?: 'DisableServiceAccountPayload';
  /** Why nothing has changed; empty on success. */
  errors: Array<DisableServiceAccountError>;
  /** The service account as it is now; null when there are errors. */
  serviceAccount?: Maybe<ServiceAccount>;
};

/** What a domain has erased and what it keeps. */
export type DomainErasure = {
  __typename?: 'DomainErasure';
  /** How much it has erased. */
  erased: Array<ErasedKind>;
  /** When it had erased everything. */
  erasedAt: Scalars['DateTime']['output'];
  /** What it keeps. */
  kept: Array<KeptKind>;
  /** Its name: `identity`, `integration`, `ai`, `data` or `analytics`. */
  name: Scalars['String']['output'];
};

/** The provider has verified no address of somebody new, or one that cannot be used here. */
export type EmailNotVerified = UserError & {
  __typename?: 'EmailNotVerified';
  /** What is wrong and what to do about it. */
  message: Scalars['String']['output'];
  /** The input field at fault, such as `[input, email]`; null when it is not one field. */
  path?: Maybe<Array<Scalars['String']['output']>>;
};

/** Somebody signs in with this e-mail address already. */
export type EmailTaken = UserError & {
  __typename?: 'EmailTaken';
  /** What is wrong and what to do about it. */
  message: Scalars['String']['output'];
  /** The input field at fault, such as `[input, email]`; null when it is not one field. */
  path?: Maybe<Array<Scalars['String']['output']>>;
};

/** Why a service account is not enabled. */
export type EnableServiceAccountError = NotFound;

/** Which service account is enabled. */
export type EnableServiceAccountInput = {
  /** The id of the service account. */
  serviceAccountId: Scalars['ID']['input'];
};

/** The outcome of `enableServiceAccount`. */
export type EnableServiceAccountPayload = {
  __typename?: 'EnableServiceAccountPayload';
  /** Why nothing has changed; empty on success. */
  errors: Array<EnableServiceAccountError>;
  /** The service account as it is now; null when there are errors. */
  serviceAccount?: Maybe<ServiceAccount>;
};

/** Why an impersonation is not ended. */
export type EndImpersonationError = NotFound;

/** Which impersonation ends. */
export type EndImpersonationInput = {
  /** The id of the impersonation. */
  impersonationId: Scalars['ID']['input'];
};

/** The outcome of `endImpersonation`. */
export type EndImpersonationPayload = {
  __typename?: 'EndImpersonationPayload';
  /** Why nothing has ended; empty on success. */
  errors: Array<EndImpersonationError>;
  /** The id of what has ended; null when there are errors. */
  impersonationId?: Maybe<Scalars['ID']['output']>;
};

/** Why no authenticator app is set up. */
export type EnrolTotpError = InvalidToken;

/** Who sets up an authenticator app. */
export type EnrolTotpInput = {
  /** The token of `SecondFactorEnrolmentRequired`; left out by who is signed in. */
  enrolmentToken?: InputMaybe<Scalars['String']['input']>;
};

/** The outcome of `enrolTotp`. */
export type EnrolTotpPayload = {
  __typename?: 'EnrolTotpPayload';
  /** Why nothing is begun; empty on success. */
  errors: Array<EnrolTotpError>;
  /** The same secret to be typed, in base32; null when there are errors. */
  secret?: Maybe<Scalars['String']['output']>;
  /** An `otpauth:` address, which apps read as a QR code; null when there are errors. */
  uri?: Maybe<Scalars['String']['output']>;
};

/** How much of one kind was erased. */
export type ErasedKind = {
  __typename?: 'ErasedKind';
  /** How much. */
  count: Scalars['Int']['output'];
  /** The kind, such as `chats`. */
  kind: Scalars['String']['output'];
};

/**
 * What became of the data of a person or an organization that was deleted for good: every domain erases it and answers. It tells of them by opaque ids
 * alone.
 */
export type Erasure = {
  __typename?: 'Erasure';
  /** When all domains had answered; null before. */
  completedAt?: Maybe<Scalars['DateTime']['output']>;
  /** What each domain has answered so far. */
  domains: Array<DomainErasure>;
  /** Its id. */
  id: Scalars['ID']['output'];
  /** The domains that have not answered. */
  missingDomains: Array<Scalars['String']['output']>;
  /** The receipt: a JWS whose key is in the public key set. Null until all domains have answered. */
  receipt?: Maybe<Scalars['String']['output']>;
  /** When the domains were asked for it. */
  requestedAt: Scalars['DateTime']['output'];
  /** Who was deleted: an id that leads nowhere any longer. */
  subjectId: Scalars['ID']['output'];
  /** What was deleted. */
  subjectType: ErasureSubjectType;
};

/** A page of erasures. */
export type ErasureConnection = {
  __typename?: 'ErasureConnection';
  /** The erasures with their cursors. */
  edges: Array<ErasureEdge>;
  /** The erasures. */
  nodes: Array<Erasure>;
  /** Where the page stands in the list. */
  pageInfo: PageInfo;
};

/** An erasure in a page. */
export type ErasureEdge = {
  __typename?: 'ErasureEdge';
  /** The position of the erasure in the list. */
  cursor: Scalars['String']['output'];
  /** The erasure. */
  node: Erasure;
};

/** What an erasure is of. */
export type ErasureSubjectType =
  /** An organization. */
  | 'ORGANIZATION'
  /** A person. */
  | 'USER';

/** Somebody else who knows who people are. */
export type IdentityProvider =
  /** GitHub, by OAuth 2. */
  | 'GITHUB'
  /** Google, by OpenID Connect. */
  | 'GOOGLE';

/** The account at the provider is linked to another user. */
export type IdentityTaken = UserError & {
  __typename?: 'IdentityTaken';
  /** What is wrong and what to do about it. */
  message: Scalars['String']['output'];
  /** The input field at fault, such as `[input, email]`; null when it is not one field. */
  path?: Maybe<Array<Scalars['String']['output']>>;
};

/** Why nobody is impersonated. */
export type ImpersonateError = InvalidInput | NotFound;

/** Who is to be impersonated. */
export type ImpersonateInput = {
  /** How long: 1 to 60 minutes, 15 when it is left out, unless whoever runs the platform says otherwise. */
  minutes?: InputMaybe<Scalars['Int']['input']>;
  /** Why, up to 500 characters; the user reads it. */
  reason: Scalars['String']['input'];
  /** The id of the user. */
  userId: Scalars['ID']['input'];
};

/** The outcome of `impersonate`. */
export type ImpersonatePayload = {
  __typename?: 'ImpersonatePayload';
  /** Sent as `Authorization: Bearer …`; it cannot be refreshed. Null when there are errors. */
  accessToken?: Maybe<Scalars['String']['output']>;
  /** Why nothing has begun; empty on success. */
  errors: Array<ImpersonateError>;
  /** What has begun; null when there are errors. */
  impersonation?: Maybe<Impersonation>;
};

/** That somebody acts as another user. */
export type Impersonation = {
  __typename?: 'Impersonation';
  /** Until when at the latest. */
  expiresAt: Scalars['DateTime']['output'];
  /** Opaque and stable; also the id of the session. */
  id: Scalars['ID']['output'];
  /** Who. */
  impersonator?: Maybe<User>;
  /** Why. */
  reason: Scalars['String']['output'];
  /** Since when. */
  startedAt: Scalars['DateTime']['output'];
  /** As whom. */
  user?: Maybe<User>;
};

/** The user is in other organizations too, which rely on the same second factors. */
export type InOtherOrganizations = UserError & {
  __typename?: 'InOtherOrganizations';
  /** What is wrong and what to do about it. */
  message: Scalars['String']['output'];
  /** The input field at fault, such as `[input, email]`; null when it is not one field. */
  path?: Maybe<Array<Scalars['String']['output']>>;
};

/** No user has this e-mail address and password. It does not say which of the two is wrong. */
export type InvalidCredentials = UserError & {
  __typename?: 'InvalidCredentials';
  /** What is wrong and what to do about it. */
  message: Scalars['String']['output'];
  /** The input field at fault, such as `[input, email]`; null when it is not one field. */
  path?: Maybe<Array<Scalars['String']['output']>>;
};

/** An input field has a value that is not allowed. */
export type InvalidInput = UserError & {
  __typename?: 'InvalidInput';
  /** What is wrong and what to do about it. */
  message: Scalars['String']['output'];
  /** The input field at fault, such as `[input, email]`; null when it is not one field. */
  path?: Maybe<Array<Scalars['String']['output']>>;
};

/** The code, recovery code or passkey is wrong, was used before, or is not this user's. */
export type InvalidProof = UserError & {
  __typename?: 'InvalidProof';
  /** What is wrong and what to do about it. */
  message: Scalars['String']['output'];
  /** The input field at fault, such as `[input, email]`; null when it is not one field. */
  path?: Maybe<Array<Scalars['String']['output']>>;
};

/** The token was used, has ended, or there never was one. */
export type InvalidToken = UserError & {
  __typename?: 'InvalidToken';
  /** What is wrong and what to do about it. */
  message: Scalars['String']['output'];
  /** The input field at fault, such as `[input, email]`; null when it is not one field. */
  path?: Maybe<Array<Scalars['String']['output']>>;
};

/** That whoever reads the mail of an address may join the organization. */
export type Invitation = {
  __typename?: 'Invitation';
  /** Who accepted it; null when nobody did, or they are no member any longer. */
  acceptedBy?: Maybe<User>;
  /** When it was sent first. */
  createdAt: Scalars['DateTime']['output'];
  /** The role when the organization made it itself, and still has it. */
  customRole?: Maybe<OrganizationRole>;
  /** The address that the mail went to. */
  email: Scalars['String']['output'];
  /** When it ends by itself: seven days after it was sent last. */
  expiresAt: Scalars['DateTime']['output'];
  /** Opaque and stable. */
  id: Scalars['ID']['output'];
  /** Who sent it last; null when they are no member any longer. */
  invitedBy?: Maybe<User>;
  /** What whoever accepts becomes in the organization. */
  role: Role;
  /** When it was sent last. */
  sentAt: Scalars['DateTime']['output'];
  /** What became of it. */
  status: InvitationStatus;
};

/** A page of invitations. */
export type InvitationConnection = {
  __typename?: 'InvitationConnection';
  /** The invitations with their cursors. */
  edges: Array<InvitationEdge>;
  /** The invitations. */
  nodes: Array<Invitation>;
  /** Where the page stands in the list. */
  pageInfo: PageInfo;
};

/** An invitation in a page. */
export type InvitationEdge = {
  __typename?: 'InvitationEdge';
  /** The position of the invitation in the list. */
  cursor: Scalars['String']['output'];
  /** The invitation. */
  node: Invitation;
};

/** What is behind the token of an invitation. */
export type InvitationPreview = {
  __typename?: 'InvitationPreview';
  /** When the invitation ends by itself. */
  expiresAt: Scalars['DateTime']['output'];
  /** What the organization is called. */
  organizationName: Scalars['String']['output'];
  /** What whoever accepts becomes in it. */
  role: Role;
};

/** What became of an invitation. */
export type InvitationStatus =
  /** Somebody has joined with it. */
  | 'ACCEPTED'
  /** It has ended by itself, whoever sent it may invite nobody any longer, or its role is gone. */
  | 'EXPIRED'
  /** It can be accepted. */
  | 'PENDING'
  /** An admin took it back. */
  | 'REVOKED';

/** Why nobody is invited. */
export type InviteMemberError = AlreadyMember | InvalidInput | NotFound | TooManyAttempts;

/** Who is invited. */
export type InviteMemberInput = {
  /** The role of your organization, with `role: CUSTOM`. */
  customRoleId?: InputMaybe<Scalars['ID']['input']>;
  /** The address that the mail goes to. */
  email: Scalars['String']['input'];
  /** A value of your choice, such as a UUID: repeating the request with it sends one mail. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** What whoever accepts becomes; more than `USER` needs a fresh proof of who you are. */
  role: Role;
};

/** The outcome of `inviteMember`. */
export type InviteMemberPayload = {
  __typename?: 'InviteMemberPayload';
  /** Why no mail was sent; empty on success. */
  errors: Array<InviteMemberError>;
  /** The invitation; null when there are errors. */
  invitation?: Maybe<Invitation>;
};

/** What is kept of somebody who was erased. */
export type KeptKind = {
  __typename?: 'KeptKind';
  /** The kind, such as `auditEntries`. */
  kind: Scalars['String']['output'];
  /** Why, and for how long. */
  reason: Scalars['String']['output'];
};

/** An organization keeps at least one admin. */
export type LastAdmin = UserError & {
  __typename?: 'LastAdmin';
  /** What is wrong and what to do about it. */
  message: Scalars['String']['output'];
  /** The input field at fault, such as `[input, email]`; null when it is not one field. */
  path?: Maybe<Array<Scalars['String']['output']>>;
};

/** Without it the user could not sign in any longer. */
export type LastSignInMethod = UserError & {
  __typename?: 'LastSignInMethod';
  /** What is wrong and what to do about it. */
  message: Scalars['String']['output'];
  /** The input field at fault, such as `[input, email]`; null when it is not one field. */
  path?: Maybe<Array<Scalars['String']['output']>>;
};

/** Why a link is not begun. */
export type LinkIdentityError = InvalidInput;

/** Which account is to be linked. */
export type LinkIdentityInput = {
  /** The SHA-256 of a verifier that the page keeps, base64url (PKCE, S256). */
  codeChallenge: Scalars['String']['input'];
  /** The path of the app to come back to; its first page when it is left out. */
  next?: InputMaybe<Scalars['String']['input']>;
  /** Where the account is. */
  provider: IdentityProvider;
};

/** The outcome of `linkIdentity`. */
export type LinkIdentityPayload = {
  __typename?: 'LinkIdentityPayload';
  /** Why there is nothing to open; empty on success. */
  errors: Array<LinkIdentityError>;
  /** Where to send the browser, within five minutes; null when there are errors. */
  url?: Maybe<Scalars['String']['output']>;
};

/** An account at a provider that signs a user in. */
export type LinkedIdentity = {
  __typename?: 'LinkedIdentity';
  /** The address that the provider told last; null when it has verified none. */
  email?: Maybe<Scalars['String']['output']>;
  /** Opaque and stable. */
  id: Scalars['ID']['output'];
  /** When it signed the user in last; null when it never did since it was linked. */
  lastUsedAt?: Maybe<Scalars['DateTime']['output']>;
  /** When it was linked. */
  linkedAt: Scalars['DateTime']['output'];
  /** Where the account is. */
  provider: IdentityProvider;
};

/** That you are in an organization. */
export type Membership = {
  __typename?: 'Membership';
  /** The role when the organization made it itself; null for a role that every organization has. */
  customRole?: Maybe<OrganizationRole>;
  /** When you joined it. */
  joinedAt: Scalars['DateTime']['output'];
  /** The organization. */
  organization: Organization;
  /** What you are in it. */
  role: Role;
};

export type Mutation = {
  __typename?: 'Mutation';
  /**
   * Makes you a member of the organization that invited your address, which counts as verified: the token was in a mail to it. Accepting twice
   * changes nothing. `refreshSession` takes you there.
   */
  acceptInvitation: AcceptInvitationPayload;
  /** Lets a client have what it asks for, and remembers it. It answers STEP_UP_REQUIRED when the client wants to be sure who you are. */
  approveAuthorization: ApproveAuthorizationPayload;
  /**
   * Begins a use of a passkey: to go on with a sign-in when its token is given, to confirm who is signed in, otherwise to sign in. Answers what
   * `navigator.credentials.get` is to be asked.
   */
  beginPasskeyAuthentication: BeginPasskeyAuthenticationPayload;
  /**
   * Begins to register a passkey: answers what `navigator.credentials.create` is to be asked. Needs a sign-in or confirmation within the hour, or
   * the token of a sign-in that answered `SecondFactorEnrolmentRequired`.
   */
  beginPasskeyRegistration: BeginPasskeyRegistrationPayload;
  /**
   * Sets for how many days the audit trail of your organization is kept at hand; older entries are archived, where `npm run audit` still verifies
   * them. Admins only, with a recent proof of who they are.
   */
  changeAuditRetention: ChangeAuditRetentionPayload;
  /**
   * Sets another password of yours. Your other sessions end. Who has a second factor needs a sign-in or confirmation by it within the hour, as for
   * `requestEmailChange`.
   */
  changePassword: ChangePasswordPayload;
  /**
   * Gives a user of your organization another role, which holds at once: their access tokens are refused until they refresh their session. Neither
   * role may permit more than you may.
   */
  changeRole: ChangeRolePayload;
  /**
   * Says whether members of your organization need a second factor: after the grace period they get no session without one, and their API keys
   * are refused. Admins only.
   */
  changeSecondFactorPolicy: ChangeSecondFactorPolicyPayload;
  /**
   * Gives a service account another role, which holds at once: its access tokens are refused, and its keys have what the role permits of theirs. Admins
   * only.
   */
  changeServiceAccountRole: ChangeServiceAccountRolePayload;
  /** Goes on with a sign-in, or a refresh, that answered `SecondFactorRequired`, and starts the session. */
  completeSignIn: CompleteSignInPayload;
  /** Gives a user the address that the token of a mail was sent to; good for a day and one use. Their other sessions end. */
  confirmEmailChange: ConfirmEmailChangePayload;
  /**
   * Links the account that somebody came back with (`#link-identity=…`), in the session that began it: from now on it signs you in. Your other
   * sessions end.
   */
  confirmIdentityLink: ConfirmIdentityLinkPayload;
  /**
   * Takes an authenticator app into use, in the place of the one before. Your other sessions end; the first second factor comes with ten recovery
   * codes, which are shown once.
   */
  confirmTotp: ConfirmTotpPayload;
  /** Makes an API key that acts for you, or for a service account, in this organization, sent as `X-API-Key`. It is shown once. A key cannot make keys. */
  createApiKey: CreateApiKeyPayload;
  /** Registers software of others that is to sign in with Conea. Its secret is shown once. Admins only. */
  createOauthClient: CreateOauthClientPayload;
  /** Creates another organization, with you as its admin; `refreshSession` takes you there. */
  createOrganization: CreateOrganizationPayload;
  /** Makes a role of your organization; it permits nothing that you may not. */
  createRole: CreateRolePayload;
  /** Makes a place in your organization for software that works for nobody in particular. Admins only. */
  createServiceAccount: CreateServiceAccountPayload;
  /** Adds a user to your organization, with a role that permits no more than you may. */
  createUser: CreateUserPayload;
  /**
   * Deletes your account: you are signed out everywhere, and your API keys end. For thirty days `restoreAccount` takes it back, then it is
   * deleted for good. An organization with nobody else in it goes with you; for one in which you are the only admin you name a
   * successor.
   */
  deleteAccount: DeleteAccountPayload;
  /** Deletes a client, and ends everything that was issued to it. Admins only. */
  deleteOauthClient: DeleteOauthClientPayload;
  /**
   * Deletes your organization: everybody's sessions and API keys in it end, and its invitations. For thirty days `restoreOrganization` takes it
   * back, with the link that each of its admins is mailed. Admins only.
   */
  deleteOrganization: DeleteOrganizationPayload;
  /** Deletes a role of your organization; refused while somebody has it, unless another role takes its place. */
  deleteRole: DeleteRolePayload;
  /** Lets a client have nothing of what it asks for. */
  denyAuthorization: DenyAuthorizationPayload;
  /** Takes everything from a service account until it is enabled again: its tokens are refused at once. Admins only. */
  disableServiceAccount: DisableServiceAccountPayload;
  /** Lets the clients of a service account get tokens again. Admins only. */
  enableServiceAccount: EnableServiceAccountPayload;
  /** Ends an impersonation: for both of its users, and whoever may impersonate. Its token is refused everywhere from now on. */
  endImpersonation: EndImpersonationPayload;
  /**
   * Begins to set up an authenticator app; it counts when `confirmTotp` brings a code of it. Needs a sign-in or confirmation within the hour, or
   * the token of a sign-in that answered `SecondFactorEnrolmentRequired`.
   */
  enrolTotp: EnrolTotpPayload;
  /**
   * Lets you act as another user of your organization, for 15 minutes unless you say otherwise: with an access token that names you as its actor, and
   * no refresh token. Not as an admin, nor as somebody who may more than you. The user is told by mail, and whatever you do is recorded with both names. What
   * concerns who the user is (passwords, addresses, keys, sessions, roles) is refused.
   */
  impersonate: ImpersonatePayload;
  /**
   * Mails an invitation to your organization, good for seven days and one use, to an address. The answer is the same whether somebody has an
   * account with it or not. An address that was invited before gets a new mail, and the earlier link ends. The role permits no more
   * than you may.
   */
  inviteMember: InviteMemberPayload;
  /** Begins to link an account at a provider to yours. Asks for a recent proof of who you are (STEP_UP_REQUIRED). */
  linkIdentity: LinkIdentityPayload;
  /**
   * Confirms who you are, for the session of this request, by your second factor, or by your password if you have none: what is dangerous answers
   * STEP_UP_REQUIRED when the last sign-in or confirmation is over an hour old.
   */
  reauthenticate: ReauthenticatePayload;
  /**
   * Exchanges a refresh token for a new pair of tokens. A refresh token is good for one use: the exchange may be repeated within 30 seconds
   * when its answer was lost and gives the same refresh token; any later use ends the session. With `organizationId` the session goes on in
   * another of your organizations. Where an organization asks for a second factor that the session was not proven by, the token stays unused and
   * the answer is that of `signIn`.
   */
  refreshSession: RefreshSessionPayload;
  /** Gives you ten new recovery codes, shown once; the earlier ones are worth nothing from then on. */
  regenerateRecoveryCodes: RegenerateRecoveryCodesPayload;
  /** Registers a passkey, one of 20 at most. Your other sessions end; the first second factor comes with ten recovery codes, which are shown once. */
  registerPasskey: RegisterPasskeyPayload;
  /** Takes a user who may no more than you out of your organization, or yourself, and ends their sessions and keys in it. */
  removeMember: RemoveMemberPayload;
  /** Takes a passkey of yours out of use. Your other sessions end. */
  removePasskey: RemovePasskeyPayload;
  /** Takes your authenticator app out of use. Your other sessions end. */
  removeTotp: RemoveTotpPayload;
  /** Calls a passkey of yours something else. */
  renamePasskey: RenamePasskeyPayload;
  /**
   * Has everything collected that Conea holds about you, in all organizations: one copy at a time, two in a day unless the installation says otherwise. You
   * are mailed when you ask and when it is complete. It needs a sign-in or `reauthenticate` within the hour; an API key may not ask.
   */
  requestDataExport: RequestDataExportPayload;
  /** Mails a link to an address that is to be yours from now on, and tells the one you have. */
  requestEmailChange: RequestEmailChangePayload;
  /**
   * Mails a link to choose another password to the user of an address. The answer is the same, and takes as long, when there is none; after
   * five mails to an address in an hour nothing more is sent.
   */
  requestPasswordReset: RequestPasswordResetPayload;
  /** Mails an invitation again, for another seven days; from then on it is yours. The earlier link ends. Its role permits no more than you may. */
  resendInvitation: ResendInvitationPayload;
  /** Mails you another link for your e-mail address; five in an hour at most. */
  resendVerification: ResendVerificationPayload;
  /** Sets another password with the token of a mail, which is good for ten minutes and one use. All sessions of the user end. */
  resetPassword: ResetPasswordPayload;
  /**
   * Takes all second factors and recovery codes from a user of your organization who has lost them; they are signed out everywhere, and told by mail by
   * whom and why. Not of somebody who may more than you, and not of somebody who is in other organizations too, which rely on the same factors: there
   * those who run the platform do it.
   */
  resetSecondFactors: ResetSecondFactorsPayload;
  /** Takes back the deletion of an account, with the token of a mail or of a refused `signIn`. Sessions and API keys stay ended. */
  restoreAccount: RestoreAccountPayload;
  /** Lets a suspended user of your organization in again, if they may no more than you; they have to sign in anew. */
  restoreMember: RestoreMemberPayload;
  /** Takes back the deletion of an organization, with the token of a mail to one of its admins. Sessions, API keys and invitations stay ended. */
  restoreOrganization: RestoreOrganizationPayload;
  /** Ends what `suspendUser` began; the user signs in anew. Whoever is suspended in an organization stays so there. For those who run the platform. */
  restoreUser: RestoreUserPayload;
  /** Ends all of your sessions, in every organization, the one you are using too. */
  revokeAllSessions: RevokeAllSessionsPayload;
  /** Revokes an API key of yours, or of a service account, for good: within seconds it is refused everywhere. */
  revokeApiKey: RevokeApiKeyPayload;
  /** Takes everything from an application that you let it have: its tokens are refused everywhere from now on. */
  revokeAuthorizedApplication: RevokeAuthorizedApplicationPayload;
  /** Takes back an invitation that nobody has accepted. */
  revokeInvitation: RevokeInvitationPayload;
  /** Ends the sessions of a user in your organization; they may sign in again. Not of somebody who may more than you. */
  revokeMemberSessions: RevokeMemberSessionsPayload;
  /** Ends all of your sessions, in every organization, but the one you are using. */
  revokeOtherSessions: RevokeOtherSessionsPayload;
  /** Ends one of your sessions: its tokens are refused everywhere from now on. */
  revokeSession: RevokeSessionPayload;
  /**
   * Makes a key that takes the place of another, shown once: of its name, budget and scopes, as far as you still have those. The old one goes
   * on working for the grace period.
   */
  rotateApiKey: RotateApiKeyPayload;
  /** Gives a client another secret, shown once. The one before goes on working for the grace period. Admins only. */
  rotateOauthClientSecret: RotateOauthClientSecretPayload;
  /**
   * Starts a session with an e-mail address and a password. Who has a second factor is answered `SecondFactorRequired`, with the token to go on
   * with; who has none in an organization that asks for one, `SecondFactorEnrolmentRequired`.
   */
  signIn: SignInPayload;
  /** Starts a session with a passkey alone, whose device has verified its user. */
  signInWithPasskey: SignInWithPasskeyPayload;
  /**
   * Exchanges the code of a redirect (`#sign-in=…`, good for a minute and one use) for a session. Somebody new gets an account and an
   * organization. An account that has their e-mail address already is theirs only if they verified the address here before.
   */
  signInWithProvider: SignInWithProviderPayload;
  /** Ends the session of the access token: its refresh token is refused from now on. */
  signOut: SignOutPayload;
  /** Creates an organization and its first user, an admin, and signs them in. */
  signUp: SignUpPayload;
  /**
   * Creates a user with the address that an invitation was mailed to, as a member of the organization that invited it, and signs them in. The
   * address counts as verified: the token was in a mail to it.
   */
  signUpByInvitation: SignUpByInvitationPayload;
  /** Takes everything from a user of your organization until they are restored: their sessions and keys in it end at once. Not of somebody who may more than you. */
  suspendMember: SuspendMemberPayload;
  /**
   * Keeps a user out of every organization until `restoreUser`: their sessions, keys and tokens end at once, and they are told by mail. For those who run
   * the platform.
   */
  suspendUser: SuspendUserPayload;
  /** Takes an account at a provider off yours, unless you could not sign in any longer. Your other sessions end. Asks for a recent proof of who you are. */
  unlinkIdentity: UnlinkIdentityPayload;
  /** Changes a client; what it was allowed and no longer is, its tokens lose when they are refreshed. Admins only. */
  updateOauthClient: UpdateOauthClientPayload;
  /** Changes what you are called, in every organization. */
  updateProfile: UpdateProfilePayload;
  /** Changes a role of your organization, at once for everybody who has it. It permits nothing that you may not, neither before nor after. */
  updateRole: UpdateRolePayload;
  /** Says that an e-mail address is its user's own, with the token that was mailed to it. The token is good for a day and one use. */
  verifyEmail: VerifyEmailPayload;
};


export type MutationAcceptInvitationArgs = {
  input: AcceptInvitationInput;
};


export type MutationApproveAuthorizationArgs = {
  input: ApproveAuthorizationInput;
};


export type MutationBeginPasskeyAuthenticationArgs = {
  input: BeginPasskeyAuthenticationInput;
};


export type MutationBeginPasskeyRegistrationArgs = {
  input: BeginPasskeyRegistrationInput;
};


export type MutationChangeAuditRetentionArgs = {
  input: ChangeAuditRetentionInput;
};


export type MutationChangePasswordArgs = {
  input: ChangePasswordInput;
};


export type MutationChangeRoleArgs = {
  input: ChangeRoleInput;
};


export type MutationChangeSecondFactorPolicyArgs = {
  input: ChangeSecondFactorPolicyInput;
};


export type MutationChangeServiceAccountRoleArgs = {
  input: ChangeServiceAccountRoleInput;
};


export type MutationCompleteSignInArgs = {
  input: CompleteSignInInput;
};


export type MutationConfirmEmailChangeArgs = {
  input: ConfirmEmailChangeInput;
};


export type MutationConfirmIdentityLinkArgs = {
  input: ConfirmIdentityLinkInput;
};


export type MutationConfirmTotpArgs = {
  input: ConfirmTotpInput;
};


export type MutationCreateApiKeyArgs = {
  input: CreateApiKeyInput;
};


export type MutationCreateOauthClientArgs = {
  input: CreateOauthClientInput;
};


export type MutationCreateOrganizationArgs = {
  input: CreateOrganizationInput;
};


export type MutationCreateRoleArgs = {
  input: CreateRoleInput;
};


export type MutationCreateServiceAccountArgs = {
  input: CreateServiceAccountInput;
};


export type MutationCreateUserArgs = {
  input: CreateUserInput;
};


export type MutationDeleteAccountArgs = {
  input: DeleteAccountInput;
};


export type MutationDeleteOauthClientArgs = {
  input: DeleteOauthClientInput;
};


export type MutationDeleteOrganizationArgs = {
  input: DeleteOrganizationInput;
};


export type MutationDeleteRoleArgs = {
  input: DeleteRoleInput;
};


export type MutationDenyAuthorizationArgs = {
  input: DenyAuthorizationInput;
};


export type MutationDisableServiceAccountArgs = {
  input: DisableServiceAccountInput;
};


export type MutationEnableServiceAccountArgs = {
  input: EnableServiceAccountInput;
};


export type MutationEndImpersonationArgs = {
  input: EndImpersonationInput;
};


export type MutationEnrolTotpArgs = {
  input: EnrolTotpInput;
};


export type MutationImpersonateArgs = {
  input: ImpersonateInput;
};


export type MutationInviteMemberArgs = {
  input: InviteMemberInput;
};


export type MutationLinkIdentityArgs = {
  input: LinkIdentityInput;
};


export type MutationReauthenticateArgs = {
  input: ReauthenticateInput;
};


export type MutationRefreshSessionArgs = {
  input: RefreshSessionInput;
};


export type MutationRegisterPasskeyArgs = {
  input: RegisterPasskeyInput;
};


export type MutationRemoveMemberArgs = {
  input: RemoveMemberInput;
};


export type MutationRemovePasskeyArgs = {
  input: RemovePasskeyInput;
};


export type MutationRenamePasskeyArgs = {
  input: RenamePasskeyInput;
};


export type MutationRequestDataExportArgs = {
  input: RequestDataExportInput;
};


export type MutationRequestEmailChangeArgs = {
  input: RequestEmailChangeInput;
};


export type MutationRequestPasswordResetArgs = {
  input: RequestPasswordResetInput;
};


export type MutationResendInvitationArgs = {
  input: ResendInvitationInput;
};


export type MutationResetPasswordArgs = {
  input: ResetPasswordInput;
};


export type MutationResetSecondFactorsArgs = {
  input: ResetSecondFactorsInput;
};


export type MutationRestoreAccountArgs = {
  input: RestoreAccountInput;
};


export type MutationRestoreMemberArgs = {
  input: RestoreMemberInput;
};


export type MutationRestoreOrganizationArgs = {
  input: RestoreOrganizationInput;
};


export type MutationRestoreUserArgs = {
  input: RestoreUserInput;
};


export type MutationRevokeApiKeyArgs = {
  input: RevokeApiKeyInput;
};


export type MutationRevokeAuthorizedApplicationArgs = {
  input: RevokeAuthorizedApplicationInput;
};


export type MutationRevokeInvitationArgs = {
  input: RevokeInvitationInput;
};


export type MutationRevokeMemberSessionsArgs = {
  input: RevokeMemberSessionsInput;
};


export type MutationRevokeSessionArgs = {
  input: RevokeSessionInput;
};


export type MutationRotateApiKeyArgs = {
  input: RotateApiKeyInput;
};


export type MutationRotateOauthClientSecretArgs = {
  input: RotateOauthClientSecretInput;
};


export type MutationSignInArgs = {
  input: SignInInput;
};


export type MutationSignInWithPasskeyArgs = {
  input: SignInWithPasskeyInput;
};


export type MutationSignInWithProviderArgs = {
  input: SignInWithProviderInput;
};


export type MutationSignUpArgs = {
  input: SignUpInput;
};


export type MutationSignUpByInvitationArgs = {
  input: SignUpByInvitationInput;
};


export type MutationSuspendMemberArgs = {
  input: SuspendMemberInput;
};


export type MutationSuspendUserArgs = {
  input: SuspendUserInput;
};


export type MutationUnlinkIdentityArgs = {
  input: UnlinkIdentityInput;
};


export type MutationUpdateOauthClientArgs = {
  input: UpdateOauthClientInput;
};


export type MutationUpdateProfileArgs = {
  input: UpdateProfileInput;
};


export type MutationUpdateRoleArgs = {
  input: UpdateRoleInput;
};


export type MutationVerifyEmailArgs = {
  input: VerifyEmailInput;
};

/** The user is in no organization any longer. */
export type NoOrganization = UserError & {
  __typename?: 'NoOrganization';
  /** What is wrong and what to do about it. */
  message: Scalars['String']['output'];
  /** The input field at fault, such as `[input, email]`; null when it is not one field. */
  path?: Maybe<Array<Scalars['String']['output']>>;
};

/** The thing that the input names does not exist, or is not yours. */
export type NotFound = UserError & {
  __typename?: 'NotFound';
  /** What is wrong and what to do about it. */
  message: Scalars['String']['output'];
  /** The input field at fault, such as `[input, email]`; null when it is not one field. */
  path?: Maybe<Array<Scalars['String']['output']>>;
};

/** Software of others that signs people in with Conea, or itself as a service account. */
export type OauthClient = {
  __typename?: 'OauthClient';
  /** When it was registered. */
  createdAt: Scalars['DateTime']['output'];
  /** Its `client_id`: opaque and stable. */
  id: Scalars['ID']['output'];
  /** Whether it keeps a secret; a page or an app on somebody's device cannot. */
  isConfidential: Scalars['Boolean']['output'];
  /** Where it publishes its keys itself; null when it does not. */
  jwksUri?: Maybe<Scalars['String']['output']>;
  /** The `kid` of each key that it proves itself with in place of a secret; empty when it has none. */
  keyIds: Array<Scalars['String']['output']>;
  /** What people are told it is called. */
  name: Scalars['String']['output'];
  /** Where people may be sent back to, letter by letter; on a loopback address with any port. */
  redirectUris: Array<Scalars['String']['output']>;
  /** What it may ask for: permissions such as `read:own_data`, and `openid`, `profile`, `email`, `offline_access`. */
  scopes: Array<Scalars['String']['output']>;
  /** What it gets tokens for with its own credentials; null when it gets none. */
  serviceAccount?: Maybe<ServiceAccount>;
};

/** A page of OAuth clients. */
export type OauthClientConnection = {
  __typename?: 'OauthClientConnection';
  /** The clients with their cursors. */
  edges: Array<OauthClientEdge>;
  /** The clients. */
  nodes: Array<OauthClient>;
  /** Where the page stands in the list. */
  pageInfo: PageInfo;
};

/** A client in a page. */
export type OauthClientEdge = {
  __typename?: 'OauthClientEdge';
  /** The position of the client in the list. */
  cursor: Scalars['String']['output'];
  /** The client. */
  node: OauthClient;
};

/** A company or team: whatever is stored belongs to one organization and is invisible to the others. */
export type Organization = {
  __typename?: 'Organization';
  /** For how many days its audit trail is kept at hand; older entries are archived. */
  auditRetentionDays: Scalars['Int']['output'];
  /** When the organization was created. */
  createdAt: Scalars['DateTime']['output'];
  /** Opaque and stable. */
  id: Scalars['ID']['output'];
  /** Its users, the earliest first. */
  members?: Maybe<UserConnection>;
  /** What the organization is called. */
  name: Scalars['String']['output'];
  /** What second factor it asks of its members. */
  secondFactorPolicy: SecondFactorPolicy;
};


/** A company or team: whatever is stored belongs to one organization and is invisible to the others. */
export type OrganizationMembersArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
};

/** A role that users and service accounts of an organization can have. */
export type OrganizationRole = {
  __typename?: 'OrganizationRole';
  /** What it is for. */
  description: Scalars['String']['output'];
  /** Opaque and stable. */
  id: Scalars['ID']['output'];
  /** Whether every organization has it, and nobody can change it. */
  isBuiltIn: Scalars['Boolean']['output'];
  /** How many users have it, suspended ones too. */
  memberCount: Scalars['Int']['output'];
  /** What it is called. */
  name: Scalars['String']['output'];
  /** What it permits; `*` permits everything. */
  permissions: Array<Scalars['String']['output']>;
  /** Which of the roles that every organization has it is, or `CUSTOM`. */
  role: Role;
  /** How many service accounts have it, disabled ones too. */
  serviceAccountCount: Scalars['Int']['output'];
};

/** Where a page of a connection stands in its list. */
export type PageInfo = {
  __typename?: 'PageInfo';
  /** The cursor of the last item: pass it as `after` for the next page. */
  endCursor?: Maybe<Scalars['String']['output']>;
  /** Whether there are items after this page. */
  hasNextPage: Scalars['Boolean']['output'];
  /** Whether this page was reached with `after`. */
  hasPreviousPage: Scalars['Boolean']['output'];
  /** The cursor of the first item; null on an empty page. */
  startCursor?: Maybe<Scalars['String']['output']>;
};

/** A credential that a device keeps (WebAuthn). */
export type Passkey = {
  __typename?: 'Passkey';
  /** When it was registered. */
  createdAt: Scalars['DateTime']['output'];
  /** Opaque and stable. */
  id: Scalars['ID']['output'];
  /** When it was used last; null when it never was. */
  lastUsedAt?: Maybe<Scalars['DateTime']['output']>;
  /** What its owner calls it. */
  name: Scalars['String']['output'];
};

/** Something that a role can permit. */
export type Permission = {
  __typename?: 'Permission';
  /** What it is good for. */
  description: Scalars['String']['output'];
  /** What it is called, as `verb:resource`. `own` is what is one's own or shared by the organization, `any` what is anybody's in it. */
  name: Scalars['String']['output'];
};

export type Query = {
  __typename?: 'Query';
  /** Your API keys in this organization, the newest first; revoked and expired ones are among them. */
  apiKeys?: Maybe<ApiKeyConnection>;
  /** What a client asks you for, until you or somebody else of its organization decides; null when there is nothing to decide, or it is another organization's. An API key may not see it. */
  authorizationRequest?: Maybe<AuthorizationRequest>;
  /**
   * A copy of your data as text for a file, part by part: a line that says what is in it, then a JSON object on each line. Null for a copy that is not
   * yours, not complete or no longer kept. It needs a sign-in or `reauthenticate` within the hour.
   */
  dataExportPart?: Maybe<DataExportPart>;
  /** The copies of your data that you asked for, the latest ten, the latest first; an API key may not see them. */
  dataExports?: Maybe<Array<DataExport>>;
  /** One of these erasures; null for any other id. */
  erasure?: Maybe<Erasure>;
  /**
   * Erasures of people who were in your organization, the latest first; when you are at work in the organization that runs the platform, of everybody and of
   * organizations.
   */
  erasures?: Maybe<ErasureConnection>;
  /** Who acts as somebody else in your organization now, the latest first; at most 100. */
  impersonations?: Maybe<Array<Impersonation>>;
  /** What somebody who reads the mail of an address is invited to; null when the token is used, has ended or never was one. */
  invitation?: Maybe<InvitationPreview>;
  /** The invitations to your organization, the newest first; what ended over a month ago is no longer among them. */
  invitations?: Maybe<InvitationConnection>;
  /** The signed-in user. */
  me?: Maybe<User>;
  /** The organizations that you are in, the one you joined first before the others: `refreshSession` takes a session from one to another. */
  memberships?: Maybe<Array<Membership>>;
  /** The OAuth clients of your organization, the oldest first. Admins only. */
  oauthClients?: Maybe<OauthClientConnection>;
  /** Your organization; null for any other id. */
  organization?: Maybe<Organization>;
  /** All that a role can permit. */
  permissions: Array<Permission>;
  /** The roles that users of your organization can have: those that every organization has, then its own by name. */
  roles?: Maybe<Array<OrganizationRole>>;
  /** The service accounts of your organization, the oldest first; disabled ones are among them. Admins only. */
  serviceAccounts?: Maybe<ServiceAccountConnection>;
  /** Where you are signed in, in every organization, the newest sign-in first; an API key may not see it. */
  sessions?: Maybe<SessionConnection>;
  /** With whom one can sign in here instead of with a password. */
  signInProviders?: Maybe<Array<SignInProvider>>;
  /** A user of your organization; null when there is none with this id. */
  user?: Maybe<User>;
  /** For whom this request is made, and what it may do. */
  viewer?: Maybe<Viewer>;
};


export type QueryApiKeysArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
};


export type QueryAuthorizationRequestArgs = {
  id: Scalars['ID']['input'];
};


export type QueryDataExportPartArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  exportId: Scalars['ID']['input'];
};


export type QueryErasureArgs = {
  id: Scalars['ID']['input'];
};


export type QueryErasuresArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
};


export type QueryInvitationArgs = {
  token: Scalars['String']['input'];
};


export type QueryInvitationsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  email?: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
  status?: InputMaybe<InvitationStatus>;
};


export type QueryOauthClientsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
};


export type QueryOrganizationArgs = {
  id: Scalars['ID']['input'];
};


export type QueryServiceAccountsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
};


export type QuerySessionsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
};


export type QueryUserArgs = {
  id: Scalars['ID']['input'];
};

/** Why a confirmation is refused. */
export type ReauthenticateError = InvalidCredentials | InvalidInput | InvalidProof | TooManyAttempts;

/** A confirmation of who you are. */
export type ReauthenticateInput = {
  /** A code of your authenticator app. */
  code?: InputMaybe<Scalars['String']['input']>;
  /** What the device of a passkey answered to the options of `beginPasskeyAuthentication`. */
  passkey?: InputMaybe<Scalars['JSON']['input']>;
  /** Your password; not enough for who has a second factor. */
  password?: InputMaybe<Scalars['String']['input']>;
  /** One of your recovery codes. */
  recoveryCode?: InputMaybe<Scalars['String']['input']>;
};

/** The outcome of `reauthenticate`. */
export type ReauthenticatePayload = {
  __typename?: 'ReauthenticatePayload';
  /** When you confirmed it; null when there are errors. */
  authenticatedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Why it is not confirmed; empty on success. */
  errors: Array<ReauthenticateError>;
};

/** Why a refresh is refused. */
export type RefreshSessionError = NotFound | SecondFactorEnrolmentRequired | SecondFactorRequired | SessionEnded;

/** A refresh token. */
export type RefreshSessionInput = {
  /** One of your organizations, to go on in it; where the session is when it is left out. */
  organizationId?: InputMaybe<Scalars['ID']['input']>;
  /** The newest refresh token of the session. */
  refreshToken: Scalars['String']['input'];
};

/** The outcome of `refreshSession`. */
export type RefreshSessionPayload = {
  __typename?: 'RefreshSessionPayload';
  /** Why there are no new tokens; empty on success. */
  errors: Array<RefreshSessionError>;
  /** The next pair of tokens; null when there are errors. */
  session?: Maybe<SessionTokens>;
  /** Whose session it is; null when there are errors. */
  user?: Maybe<User>;
};

/** Why there are no new recovery codes. */
export type RegenerateRecoveryCodesError = NotFound;

/** The outcome of `regenerateRecoveryCodes`. */
export type RegenerateRecoveryCodesPayload = {
  __typename?: 'RegenerateRecoveryCodesPayload';
  /** Why there are none; empty on success. */
  errors: Array<RegenerateRecoveryCodesError>;
  /** The codes: nobody can read them again. Null when there are errors. */
  recoveryCodes?: Maybe<Array<Scalars['String']['output']>>;
};

/** Why a passkey is not registered. */
export type RegisterPasskeyError = InvalidInput | InvalidProof | InvalidToken | SecondFactorEnrolmentRequired | SecondFactorRequired;

/** A new passkey. */
export type RegisterPasskeyInput = {
  /** The token of `SecondFactorEnrolmentRequired`; left out by who is signed in. */
  enrolmentToken?: InputMaybe<Scalars['String']['input']>;
  /** What to call it, up to 100 characters. */
  name: Scalars['String']['input'];
  /** What the device answered to the options of `beginPasskeyRegistration`, in the JSON form of WebAuthn, level 3. */
  passkey: Scalars['JSON']['input'];
};

/** The outcome of `registerPasskey`. */
export type RegisterPasskeyPayload = {
  __typename?: 'RegisterPasskeyPayload';
  /** Why the passkey is not registered; empty on success. */
  errors: Array<RegisterPasskeyError>;
  /** Recovery codes to keep: nobody can read them again. Null when there are errors, and for who has some. */
  recoveryCodes?: Maybe<Array<Scalars['String']['output']>>;
  /** What you have now; null when there are errors. */
  secondFactors?: Maybe<SecondFactors>;
  /** The tokens of the session that waited for it; null when there are errors, and for who is signed in. */
  session?: Maybe<SessionTokens>;
  /** Who was signed in by it; null when there are errors, and for who is signed in. */
  user?: Maybe<User>;
};

/** Why a member is not removed. */
export type RemoveMemberError = LastAdmin | NotFound;

/** Who is taken out. */
export type RemoveMemberInput = {
  /** The id of the user; your own to leave. */
  userId: Scalars['ID']['input'];
};

/** The outcome of `removeMember`. */
export type RemoveMemberPayload = {
  __typename?: 'RemoveMemberPayload';
  /** Why nobody was removed; empty on success. */
  errors: Array<RemoveMemberError>;
  /** The id of the user who is no longer a member; null when there are errors. */
  userId?: Maybe<Scalars['ID']['output']>;
};

/** Why a passkey stays in use. */
export type RemovePasskeyError = NotFound | SecondFactorDemanded;

/** Which passkey goes. */
export type RemovePasskeyInput = {
  /** The id of the passkey. */
  passkeyId: Scalars['ID']['input'];
};

/** The outcome of `removePasskey`. */
export type RemovePasskeyPayload = {
  __typename?: 'RemovePasskeyPayload';
  /** Why the passkey is still in use; empty on success. */
  errors: Array<RemovePasskeyError>;
  /** What you have left; null when there are errors. */
  secondFactors?: Maybe<SecondFactors>;
};

/** Why an authenticator app stays in use. */
export type RemoveTotpError = NotFound | SecondFactorDemanded;

/** The outcome of `removeTotp`. */
export type RemoveTotpPayload = {
  __typename?: 'RemoveTotpPayload';
  /** Why the app is still in use; empty on success. */
  errors: Array<RemoveTotpError>;
  /** What you have left; null when there are errors. */
  secondFactors?: Maybe<SecondFactors>;
};

/** Why a passkey keeps its name. */
export type RenamePasskeyError = InvalidInput | NotFound;

/** A passkey and its name. */
export type RenamePasskeyInput = {
  /** What to call it, up to 100 characters. */
  name: Scalars['String']['input'];
  /** The id of the passkey. */
  passkeyId: Scalars['ID']['input'];
};

/** The outcome of `renamePasskey`. */
export type RenamePasskeyPayload = {
  __typename?: 'RenamePasskeyPayload';
  /** Why it is called as before; empty on success. */
  errors: Array<RenamePasskeyError>;
  /** What you have; null when there are errors. */
  secondFactors?: Maybe<SecondFactors>;
};

/** Why a copy of somebody's data is not collected. */
export type RequestDataExportError = DataExportPending | TooManyAttempts;

/** That you want a copy of your data. */
export type RequestDataExportInput = {
  /** Repeating it with the same key asks once; up to 255 characters. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};

/** The outcome of `requestDataExport`. */
export type RequestDataExportPayload = {
  __typename?: 'RequestDataExportPayload';
  /** The copy that is being collected; null when there are errors. */
  dataExport?: Maybe<DataExport>;
  /** Why nothing is collected; empty on success. */
  errors: Array<RequestDataExportError>;
};

/** Why a change of address is not begun. */
export type RequestEmailChangeError = InvalidCredentials | InvalidInput | TooManyAttempts;

/** A new address. */
export type RequestEmailChangeInput = {
  /** The address to sign in with from now on. */
  email: Scalars['String']['input'];
  /** Your password. */
  password: Scalars['String']['input'];
};

/** The outcome of `requestEmailChange`. */
export type RequestEmailChangePayload = {
  __typename?: 'RequestEmailChangePayload';
  /** Where the mail with the link goes; null when there are errors. */
  email?: Maybe<Scalars['String']['output']>;
  /** Why no mail was sent; empty on success. */
  errors: Array<RequestEmailChangeError>;
};

/** Why nobody is looked for. */
export type RequestPasswordResetError = InvalidInput;

/** Who has forgotten the password. */
export type RequestPasswordResetInput = {
  /** The address of the user. */
  email: Scalars['String']['input'];
};

/** The outcome of `requestPasswordReset`: it says nothing about whether there is such a user. */
export type RequestPasswordResetPayload = {
  __typename?: 'RequestPasswordResetPayload';
  /** Why nobody was looked for; empty otherwise. */
  errors: Array<RequestPasswordResetError>;
  /** True: a mail is on its way if the address is a user's. Null when there are errors. */
  isAccepted?: Maybe<Scalars['Boolean']['output']>;
};

/** Why an invitation is not sent again. */
export type ResendInvitationError = AlreadyMember | InvalidInput | NotFound | TooManyAttempts;

/** Which invitation is sent again. */
export type ResendInvitationInput = {
  /** The id of the invitation. */
  invitationId: Scalars['ID']['input'];
};

/** The outcome of `resendInvitation`. */
export type ResendInvitationPayload = {
  __typename?: 'ResendInvitationPayload';
  /** Why no mail was sent; empty on success. */
  errors: Array<ResendInvitationError>;
  /** The invitation; null when there are errors. */
  invitation?: Maybe<Invitation>;
};

/** Why no mail is sent. */
export type ResendVerificationError = AlreadyVerified | TooManyAttempts;

/** The outcome of `resendVerification`. */
export type ResendVerificationPayload = {
  __typename?: 'ResendVerificationPayload';
  /** Where the mail goes; null when there are errors. */
  email?: Maybe<Scalars['String']['output']>;
  /** Why no mail was sent; empty on success. */
  errors: Array<ResendVerificationError>;
};

/** Why a password is not reset. */
export type ResetPasswordError = InvalidToken | WeakPassword;

/** A token of a mail, and a new password. */
export type ResetPasswordInput = {
  /** 12 to 256 characters, and not one that is commonly used or has leaked. */
  password: Scalars['String']['input'];
  /** What stands behind the `=` of the link. */
  token: Scalars['String']['input'];
};

/** The outcome of `resetPassword`. */
export type ResetPasswordPayload = {
  __typename?: 'ResetPasswordPayload';
  /** The address to sign in with now; null when there are errors. */
  email?: Maybe<Scalars['String']['output']>;
  /** Why the password is as before; empty on success. */
  errors: Array<ResetPasswordError>;
};

/** Why second factors are not reset. */
export type ResetSecondFactorsError = InOtherOrganizations | InvalidInput | NotFound;

/** Whose second factors go. */
export type ResetSecondFactorsInput = {
  /** Why, in up to 500 characters: the user reads it. */
  reason: Scalars['String']['input'];
  /** The id of the user. */
  userId: Scalars['ID']['input'];
};

/** The outcome of `resetSecondFactors`. */
export type ResetSecondFactorsPayload = {
  __typename?: 'ResetSecondFactorsPayload';
  /** Why the factors are still there; empty on success. */
  errors: Array<ResetSecondFactorsError>;
  /** The id of the user, who has no second factor any longer; null when there are errors. */
  userId?: Maybe<Scalars['ID']['output']>;
};

/** Why an account is not restored. */
export type RestoreAccountError = InvalidToken;

/** A deletion to take back. */
export type RestoreAccountInput = {
  /** What stands behind the `=` of the link in the mail, or the `restoreToken` of a refused `signIn`. */
  token: Scalars['String']['input'];
};

/** The outcome of `restoreAccount`. */
export type RestoreAccountPayload = {
  __typename?: 'RestoreAccountPayload';
  /** The address to sign in with again; null when there are errors. */
  email?: Maybe<Scalars['String']['output']>;
  /** Why nothing was restored; empty on success. */
  errors: Array<RestoreAccountError>;
};

/** Why a member is not restored. */
export type RestoreMemberError = NotFound;

/** Who is let in again. */
export type RestoreMemberInput = {
  /** The id of the user. */
  userId: Scalars['ID']['input'];
};

/** The outcome of `restoreMember`. */
export type RestoreMemberPayload = {
  __typename?: 'RestoreMemberPayload';
  /** Why nobody was restored; empty on success. */
  errors: Array<RestoreMemberError>;
  /** The restored user; null when there are errors. */
  user?: Maybe<User>;
};

/** Why an organization is not restored. */
export type RestoreOrganizationError = InvalidToken;

/** A deletion to take back. */
export type RestoreOrganizationInput = {
  /** What stands behind the `=` of the link in the mail. */
  token: Scalars['String']['input'];
};

/** The outcome of `restoreOrganization`. */
export type RestoreOrganizationPayload = {
  __typename?: 'RestoreOrganizationPayload';
  /** Why nothing was restored; empty on success. */
  errors: Array<RestoreOrganizationError>;
  /** The id of the organization that is there again; null when there are errors. */
  organizationId?: Maybe<Scalars['ID']['output']>;
};

/** Why a user is not restored. */
export type RestoreUserError = NotFound;

/** Who is let in again, everywhere. */
export type RestoreUserInput = {
  /** The id of the user. */
  userId: Scalars['ID']['input'];
};

/** The outcome of `restoreUser`. */
export type RestoreUserPayload = {
  __typename?: 'RestoreUserPayload';
  /** Why nobody was restored; empty on success. */
  errors: Array<RestoreUserError>;
  /** The id of the user; null when there are errors. */
  userId?: Maybe<Scalars['ID']['output']>;
};

/** The outcome of `revokeAllSessions`. */
export type RevokeAllSessionsPayload = {
  __typename?: 'RevokeAllSessionsPayload';
  /** How many have ended. */
  revokedCount: Scalars['Int']['output'];
};

/** Why a key is not revoked. */
export type RevokeApiKeyError = NotFound;

/** Which key is revoked. */
export type RevokeApiKeyInput = {
  /** The id of the key. */
  apiKeyId: Scalars['ID']['input'];
};

/** The outcome of `revokeApiKey`. */
export type RevokeApiKeyPayload = {
  __typename?: 'RevokeApiKeyPayload';
  /** The revoked key; null when there are errors. */
  apiKey?: Maybe<ApiKey>;
  /** Why nothing was revoked; empty on success. */
  errors: Array<RevokeApiKeyError>;
};

/** Why an application keeps what it was allowed. */
export type RevokeAuthorizedApplicationError = NotFound;

/** Which application loses what it was allowed. */
export type RevokeAuthorizedApplicationInput = {
  /** The id of the application. */
  clientId: Scalars['ID']['input'];
};

/** The outcome of `revokeAuthorizedApplication`. */
export type RevokeAuthorizedApplicationPayload = {
  __typename?: 'RevokeAuthorizedApplicationPayload';
  /** The id of the application that may do nothing any longer; null when there are errors. */
  clientId?: Maybe<Scalars['ID']['output']>;
  /** Why nothing has changed; empty on success. */
  errors: Array<RevokeAuthorizedApplicationError>;
};

/** Why an invitation is not taken back. */
export type RevokeInvitationError = NotFound;

/** Which invitation is taken back. */
export type RevokeInvitationInput = {
  /** The id of the invitation. */
  invitationId: Scalars['ID']['input'];
};

/** The outcome of `revokeInvitation`. */
export type RevokeInvitationPayload = {
  __typename?: 'RevokeInvitationPayload';
  /** Why nothing was revoked; empty on success. */
  errors: Array<RevokeInvitationError>;
  /** The revoked invitation; null when there are errors. */
  invitation?: Maybe<Invitation>;
};

/** Why sessions of a user are not ended. */
export type RevokeMemberSessionsError = NotFound;

/** Whose sessions end. */
export type RevokeMemberSessionsInput = {
  /** The id of the user. */
  userId: Scalars['ID']['input'];
};

/** The outcome of `revokeMemberSessions`. */
export type RevokeMemberSessionsPayload = {
  __typename?: 'RevokeMemberSessionsPayload';
  /** Why none was looked for; empty otherwise. */
  errors: Array<RevokeMemberSessionsError>;
  /** How many have ended; null when there are errors. */
  revokedCount?: Maybe<Scalars['Int']['output']>;
};

/** The outcome of `revokeOtherSessions`. */
export type RevokeOtherSessionsPayload = {
  __typename?: 'RevokeOtherSessionsPayload';
  /** How many have ended. */
  revokedCount: Scalars['Int']['output'];
};

/** Why a session is not ended. */
export type RevokeSessionError = NotFound;

/** Which session ends. */
export type RevokeSessionInput = {
  /** The id of the session. */
  sessionId: Scalars['ID']['input'];
};

/** The outcome of `revokeSession`. */
export type RevokeSessionPayload = {
  __typename?: 'RevokeSessionPayload';
  /** Why no session has ended; empty on success. */
  errors: Array<RevokeSessionError>;
  /** The id of the session that has ended; null when there are errors. */
  sessionId?: Maybe<Scalars['ID']['output']>;
};

/** What a user is in an organization. */
export type Role =
  /** May do everything in the organization: `*`. */
  | 'ADMIN'
  /** A role that the organization made itself: `customRole` says which. */
  | 'CUSTOM'
  /** Works with the organization's data and the AI: `read:own_data`, `write:own_data`, `execute:ai_requests`. */
  | 'USER'
  /** Looks at the organization's data: `read:own_data`. */
  | 'VIEWER';

/** A choice of a role. */
export type RoleChoice = {
  /** The role of your organization, with `role: CUSTOM`. */
  customRoleId?: InputMaybe<Scalars['ID']['input']>;
  /** The role. */
  role: Role;
};

/** Users or service accounts have the role, and no other one was named for them. */
export type RoleInUse = UserError & {
  __typename?: 'RoleInUse';
  /** How many users have it. */
  memberCount: Scalars['Int']['output'];
  /** What is wrong and what to do about it. */
  message: Scalars['String']['output'];
  /** The input field at fault, such as `[input, email]`; null when it is not one field. */
  path?: Maybe<Array<Scalars['String']['output']>>;
  /** How many service accounts have it. */
  serviceAccountCount: Scalars['Int']['output'];
};

/** The organization has a role of this name already. */
export type RoleNameTaken = UserError & {
  __typename?: 'RoleNameTaken';
  /** What is wrong and what to do about it. */
  message: Scalars['String']['output'];
  /** The input field at fault, such as `[input, email]`; null when it is not one field. */
  path?: Maybe<Array<Scalars['String']['output']>>;
};

/** Why a key is not rotated. */
export type RotateApiKeyError = InvalidInput | NotFound;

/** Which key is rotated. */
export type RotateApiKeyInput = {
  /** The id of the key. */
  apiKeyId: Scalars['ID']['input'];
  /** How long the new key lives: 1 to 90 days. */
  expiresInDays?: Scalars['Int']['input'];
  /** How long both keys work: 0 to 168 hours, and not longer than the old one would have. */
  graceHours?: Scalars['Int']['input'];
  /** A value of your choice, such as a UUID: repeating the request with it makes one key. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};

/** The outcome of `rotateApiKey`. */
export type RotateApiKeyPayload = {
  __typename?: 'RotateApiKeyPayload';
  /** The new key; null when there are errors. */
  apiKey?: Maybe<ApiKey>;
  /** Why no key was made; empty on success. */
  errors: Array<RotateApiKeyError>;
  /** The key itself, which nobody can read again: null when there are errors, and in the answer to a repeated request. */
  secret?: Maybe<Scalars['String']['output']>;
};

/** Why a secret is not replaced. */
export type RotateOauthClientSecretError = InvalidInput | NotFound;

/** Which client gets another secret. */
export type RotateOauthClientSecretInput = {
  /** The id of the client. */
  clientId: Scalars['ID']['input'];
  /** How long both secrets work: 0 to 168 hours. */
  graceHours?: Scalars['Int']['input'];
  /** A value of your choice, such as a UUID: repeating the request with it makes one secret. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};

/** The outcome of `rotateOauthClientSecret`. */
export type RotateOauthClientSecretPayload = {
  __typename?: 'RotateOauthClientSecretPayload';
  /** The secret, which nobody can read again: null when there are errors, and in the answer to a repeated request. */
  clientSecret?: Maybe<Scalars['String']['output']>;
  /** Why no secret was made; empty on success. */
  errors: Array<RotateOauthClientSecretError>;
  /** The client; null when there are errors. */
  oauthClient?: Maybe<OauthClient>;
};

/** An organization of the user asks for a second factor, and this is the last one that it takes. */
export type SecondFactorDemanded = UserError & {
  __typename?: 'SecondFactorDemanded';
  /** What is wrong and what to do about it. */
  message: Scalars['String']['output'];
  /** The input field at fault, such as `[input, email]`; null when it is not one field. */
  path?: Maybe<Array<Scalars['String']['output']>>;
};

/** The organization asks for a second factor, and there is none that it takes: it is to be set up first. */
export type SecondFactorEnrolmentRequired = UserError & {
  __typename?: 'SecondFactorEnrolmentRequired';
  /** When the token ends; null when there is none. */
  enrolmentEndsAt?: Maybe<Scalars['DateTime']['output']>;
  /** What to set it up with, good for 15 minutes; null when you have to sign in again first, because the last time is over an hour ago. */
  enrolmentToken?: Maybe<Scalars['String']['output']>;
  /** What is wrong and what to do about it. */
  message: Scalars['String']['output'];
  /** Kinds that the organization takes. */
  methods: Array<SecondFactorMethod>;
  /** The input field at fault, such as `[input, email]`; null when it is not one field. */
  path?: Maybe<Array<Scalars['String']['output']>>;
};

/** What can be a second factor. */
export type SecondFactorKind =
  /** A passkey (WebAuthn). */
  | 'PASSKEY'
  /** An authenticator app (RFC 6238). */
  | 'TOTP';

/** What a second factor is proven with. */
export type SecondFactorMethod =
  /** A passkey (WebAuthn). */
  | 'PASSKEY'
  /** A recovery code, once, for who has lost the others. */
  | 'RECOVERY_CODE'
  /** A code of an authenticator app (RFC 6238). */
  | 'TOTP';

/** Whether an organization asks its members for a second factor. */
export type SecondFactorPolicy = {
  __typename?: 'SecondFactorPolicy';
  /** Which kinds count. */
  kinds: Array<SecondFactorKind>;
  /** From when on they get no session without one; null when they need none. */
  requiredFrom?: Maybe<Scalars['DateTime']['output']>;
  /** Whether they need one. */
  requirement: SecondFactorRequirement;
};

/** The first factor is right, and the second one is to follow with `completeSignIn`. */
export type SecondFactorRequired = UserError & {
  __typename?: 'SecondFactorRequired';
  /** What to go on with: good for five minutes, one sign-in and five tries. */
  challengeToken: Scalars['String']['output'];
  /** When the token ends. */
  expiresAt: Scalars['DateTime']['output'];
  /** What is wrong and what to do about it. */
  message: Scalars['String']['output'];
  /** What may follow. */
  methods: Array<SecondFactorMethod>;
  /** The input field at fault, such as `[input, email]`; null when it is not one field. */
  path?: Maybe<Array<Scalars['String']['output']>>;
};

/** Whether something is needed. */
export type SecondFactorRequirement =
  /** It is each member's own decision. */
  | 'OPTIONAL'
  /** Every member needs it, once the grace period is over. */
  | 'REQUIRED';

/** What somebody has beside their password to prove who they are. */
export type SecondFactors = {
  __typename?: 'SecondFactors';
  /** Passkeys, the earliest first: 20 at most. */
  passkeys: Array<Passkey>;
  /** How many recovery codes are unused. */
  recoveryCodesLeft: Scalars['Int']['output'];
  /** The authenticator app in use; null when there is none. */
  totp?: Maybe<TotpFactor>;
};

/** A place in an organization for software that works for nobody in particular. */
export type ServiceAccount = {
  __typename?: 'ServiceAccount';
  /** Its API keys, the newest first; revoked and expired ones are among them. */
  apiKeys?: Maybe<ApiKeyConnection>;
  /** When it was created. */
  createdAt: Scalars['DateTime']['output'];
  /** The role when the organization made it itself; null for a role that every organization has. */
  customRole?: Maybe<OrganizationRole>;
  /** Since when it may do nothing; null when it may. */
  disabledAt?: Maybe<Scalars['DateTime']['output']>;
  /** Opaque and stable; the `sub` of its tokens. */
  id: Scalars['ID']['output'];
  /** What it is called. */
  name: Scalars['String']['output'];
  /** What it is in the organization. */
  role: Role;
};


/** A place in an organization for software that works for nobody in particular. */
export type ServiceAccountApiKeysArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
};

/** A page of service accounts. */
export type ServiceAccountConnection = {
  __typename?: 'ServiceAccountConnection';
  /** The service accounts with their cursors. */
  edges: Array<ServiceAccountEdge>;
  /** The service accounts. */
  nodes: Array<ServiceAccount>;
  /** Where the page stands in the list. */
  pageInfo: PageInfo;
};

/** A service account in a page. */
export type ServiceAccountEdge = {
  __typename?: 'ServiceAccountEdge';
  /** The position of the service account in the list. */
  cursor: Scalars['String']['output'];
  /** The service account. */
  node: ServiceAccount;
};

/** That you are signed in somewhere. */
export type Session = {
  __typename?: 'Session';
  /** When you signed in. */
  createdAt: Scalars['DateTime']['output'];
  /** What you signed in with, such as `Firefox on Windows`; null when it did not say. */
  device?: Maybe<Scalars['String']['output']>;
  /** When it ends by itself. */
  expiresAt: Scalars['DateTime']['output'];
  /** Opaque and stable. */
  id: Scalars['ID']['output'];
  /** Who acts as you in it; null when you do yourself. */
  impersonator?: Maybe<User>;
  /** The address you signed in from; null when it is not known. */
  ipAddress?: Maybe<Scalars['String']['output']>;
  /** Whether it is the session of this request. */
  isCurrent: Scalars['Boolean']['output'];
  /** When its tokens were last refreshed: it was in use within the hour after that. */
  lastSeenAt: Scalars['DateTime']['output'];
  /** The organization in which it acts. */
  organization: Organization;
};

/** A page of sessions. */
export type SessionConnection = {
  __typename?: 'SessionConnection';
  /** The sessions with their cursors. */
  edges: Array<SessionEdge>;
  /** The sessions. */
  nodes: Array<Session>;
  /** Where the page stands in the list. */
  pageInfo: PageInfo;
};

/** A session in a page. */
export type SessionEdge = {
  __typename?: 'SessionEdge';
  /** The position of the session in the list. */
  cursor: Scalars['String']['output'];
  /** The session. */
  node: Session;
};

/** The session of the refresh token has expired or was ended, or there is none. */
export type SessionEnded = UserError & {
  __typename?: 'SessionEnded';
  /** What is wrong and what to do about it. */
  message: Scalars['String']['output'];
  /** The input field at fault, such as `[input, email]`; null when it is not one field. */
  path?: Maybe<Array<Scalars['String']['output']>>;
};

/** The tokens of a session. Whoever holds them acts as the user: keep them secret. */
export type SessionTokens = {
  __typename?: 'SessionTokens';
  /** Sent as `Authorization: Bearer …`; RS256, RFC 9068. */
  accessToken: Scalars['String']['output'];
  /** When the access token ends, an hour after its issue at the latest. */
  accessTokenExpiresAt: Scalars['DateTime']['output'];
  /** The session that the tokens belong to. */
  id: Scalars['ID']['output'];
  /** Exchanged once for the next pair with `refreshSession`. */
  refreshToken: Scalars['String']['output'];
  /** When the session ends, however often it is refreshed: 30 days after sign-in. */
  refreshTokenExpiresAt: Scalars['DateTime']['output'];
};

/** Why a sign-in is refused. */
export type SignInError = AccountDeleted | AlreadyMember | InvalidCredentials | InvalidInput | InvalidToken | NoOrganization | SecondFactorEnrolmentRequired | SecondFactorRequired | TooManyAttempts | WrongAccount;

/** Credentials. */
export type SignInInput = {
  /** The address of the user. */
  email: Scalars['String']['input'];
  /** The token of an invitation to accept on the way in: for who is in no organization yet. The session begins in the one that invites. */
  invitationToken?: InputMaybe<Scalars['String']['input']>;
  /** The password of the user. */
  password: Scalars['String']['input'];
};

/** The outcome of `signIn`. */
export type SignInPayload = {
  __typename?: 'SignInPayload';
  /** Why nobody was signed in; empty on success. */
  errors: Array<SignInError>;
  /** The tokens of the new session; null when there are errors. */
  session?: Maybe<SessionTokens>;
  /** Who signed in; null when there are errors. */
  user?: Maybe<User>;
};

/** A provider that people can sign in with. */
export type SignInProvider = {
  __typename?: 'SignInProvider';
  /** What people call it. */
  name: Scalars['String']['output'];
  /** Which one. */
  provider: IdentityProvider;
  /**
   * Where the browser is sent, with `code_challenge` (the SHA-256 of a verifier that the page keeps, base64url), and if need be `next` (the path to come back
   * to) and `scope` (`read:profile`, `write:data`: all that the session may do then).
   */
  startUrl: Scalars['String']['output'];
};

/** Why a sign-in with a passkey is refused. */
export type SignInWithPasskeyError = InvalidProof | NoOrganization | SecondFactorEnrolmentRequired | SecondFactorRequired;

/** A use of a passkey. */
export type SignInWithPasskeyInput = {
  /** What the device answered to the options of `beginPasskeyAuthentication`, in the JSON form of WebAuthn, level 3. */
  passkey: Scalars['JSON']['input'];
};

/** The outcome of `signInWithPasskey`. */
export type SignInWithPasskeyPayload = {
  __typename?: 'SignInWithPasskeyPayload';
  /** Why nobody was signed in; empty on success. */
  errors: Array<SignInWithPasskeyError>;
  /** The tokens of the new session; null when there are errors. */
  session?: Maybe<SessionTokens>;
  /** Who signed in; null when there are errors. */
  user?: Maybe<User>;
};

/** Why a sign-in with a provider is refused. */
export type SignInWithProviderError = AccountDeleted | AccountExists | EmailNotVerified | InvalidInput | InvalidToken | NoOrganization | SecondFactorEnrolmentRequired | SecondFactorRequired;

/** What came back from a provider. */
export type SignInWithProviderInput = {
  /** What stands behind `#sign-in=`. */
  code: Scalars['String']['input'];
  /** What `code_challenge` was made from: 43 to 128 characters (RFC 7636). */
  codeVerifier: Scalars['String']['input'];
  /** What the organization of somebody new is called; `My organization` when it is left out. */
  organizationName?: InputMaybe<Scalars['String']['input']>;
};

/** The outcome of `signInWithProvider`. */
export type SignInWithProviderPayload = {
  __typename?: 'SignInWithProviderPayload';
  /** Why nobody was signed in; empty on success. */
  errors: Array<SignInWithProviderError>;
  /** The tokens of the new session; null when there are errors. */
  session?: Maybe<SessionTokens>;
  /** Who signed in; null when there are errors. */
  user?: Maybe<User>;
};

/** The outcome of `signOut`. */
export type SignOutPayload = {
  __typename?: 'SignOutPayload';
  /** The id of the session that has ended. */
  sessionId: Scalars['ID']['output'];
};

/** Why a sign-up by an invitation is refused. */
export type SignUpByInvitationError = EmailTaken | InvalidInput | InvalidToken | SecondFactorEnrolmentRequired | SecondFactorRequired | WeakPassword;

/** Who signs up, and by what invitation. */
export type SignUpByInvitationInput = {
  /** A value of your choice, such as a UUID: repeating the request with it signs up once. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** What the user is called, up to 100 characters. */
  name: Scalars['String']['input'];
  /** 12 to 256 characters, and not one that is commonly used or has leaked. */
  password: Scalars['String']['input'];
  /** What stands behind the `=` of the link in the mail. */
  token: Scalars['String']['input'];
};

/** The outcome of `signUpByInvitation`. */
export type SignUpByInvitationPayload = {
  __typename?: 'SignUpByInvitationPayload';
  /** Why nobody was created, or not signed in; empty on success. */
  errors: Array<SignUpByInvitationError>;
  /** The tokens of the first session; null when there are errors, or when a repeated request finds that session ended. */
  session?: Maybe<SessionTokens>;
  /** The new user, also when the organization asks for a second factor first; null when there are other errors. */
  user?: Maybe<User>;
};

/** Why a sign-up is refused. */
export type SignUpError = EmailTaken | InvalidInput | WeakPassword;

/** Who signs up. */
export type SignUpInput = {
  /** The address to sign in with. */
  email: Scalars['String']['input'];
  /** A value of your choice, such as a UUID: repeating the request with it signs up once. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** What the user is called, up to 100 characters. */
  name: Scalars['String']['input'];
  /** What the new organization is called, up to 100 characters. */
  organizationName: Scalars['String']['input'];
  /** 12 to 256 characters, and not one that is commonly used. */
  password: Scalars['String']['input'];
};

/** The outcome of `signUp`. */
export type SignUpPayload = {
  __typename?: 'SignUpPayload';
  /** Why nothing was created; empty on success. */
  errors: Array<SignUpError>;
  /**
   * The tokens of the first session; null when there are errors, or when a repeated request finds that session ended, or that a second factor is asked for
   * by now: sign in then.
   */
  session?: Maybe<SessionTokens>;
  /** The new user; null when there are errors. */
  user?: Maybe<User>;
};

/** Who becomes an admin in your place. */
export type SuccessorInput = {
  /** The id of the organization. */
  organizationId: Scalars['ID']['input'];
  /** The id of a user in it. */
  userId: Scalars['ID']['input'];
};

/** You are the only admin of organizations with other members. */
export type SuccessorNeeded = UserError & {
  __typename?: 'SuccessorNeeded';
  /** What is wrong and what to do about it. */
  message: Scalars['String']['output'];
  /** The ids of those organizations. */
  organizationIds: Array<Scalars['ID']['output']>;
  /** The input field at fault, such as `[input, email]`; null when it is not one field. */
  path?: Maybe<Array<Scalars['String']['output']>>;
};

/** Why a member is not suspended. */
export type SuspendMemberError = LastAdmin | NotFound;

/** Who is suspended. */
export type SuspendMemberInput = {
  /** The id of the user. */
  userId: Scalars['ID']['input'];
};

/** The outcome of `suspendMember`. */
export type SuspendMemberPayload = {
  __typename?: 'SuspendMemberPayload';
  /** Why nobody was suspended; empty on success. */
  errors: Array<SuspendMemberError>;
  /** The suspended user; null when there are errors. */
  user?: Maybe<User>;
};

/** Why a user is not suspended. */
export type SuspendUserError = InvalidInput | NotFound;

/** Who is kept out. */
export type SuspendUserInput = {
  /** Why, in up to 500 characters: the user reads it. */
  reason: Scalars['String']['input'];
  /** The id of the user. */
  userId: Scalars['ID']['input'];
};

/** The outcome of `suspendUser`. */
export type SuspendUserPayload = {
  __typename?: 'SuspendUserPayload';
  /** Why nobody was suspended; empty on success. */
  errors: Array<SuspendUserError>;
  /** The id of the suspended user; null when there are errors. */
  userId?: Maybe<Scalars['ID']['output']>;
};

/** Too much was tried or asked for: sign-ins for an address from a network, or mails. */
export type TooManyAttempts = UserError & {
  __typename?: 'TooManyAttempts';
  /** What is wrong and what to do about it. */
  message: Scalars['String']['output'];
  /** The input field at fault, such as `[input, email]`; null when it is not one field. */
  path?: Maybe<Array<Scalars['String']['output']>>;
  /** When the next attempt is accepted. */
  retryAt: Scalars['DateTime']['output'];
};

/** An authenticator app (RFC 6238). */
export type TotpFactor = {
  __typename?: 'TotpFactor';
  /** When it was set up. */
  createdAt: Scalars['DateTime']['output'];
  /** When a code of it was accepted last. */
  lastUsedAt?: Maybe<Scalars['DateTime']['output']>;
};

/** Why an account at a provider is not taken off. */
export type UnlinkIdentityError = LastSignInMethod | NotFound;

/** Which account is taken off. */
export type UnlinkIdentityInput = {
  /** The id of the linked identity. */
  linkedIdentityId: Scalars['ID']['input'];
};

/** The outcome of `unlinkIdentity`. */
export type UnlinkIdentityPayload = {
  __typename?: 'UnlinkIdentityPayload';
  /** Why it is still linked; empty on success. */
  errors: Array<UnlinkIdentityError>;
  /** You; null when there are errors. */
  user?: Maybe<User>;
};

/** Why a client is not changed. */
export type UpdateOauthClientError = InvalidInput | NotFound;

/** What changes of a client; what is left out stays as it is. */
export type UpdateOauthClientInput = {
  /** The id of the client. */
  clientId: Scalars['ID']['input'];
  /** All keys that it proves itself with from now on; those that are not among them are worth nothing at once. Not for a client that has a secret. */
  jwks?: InputMaybe<Scalars['JSON']['input']>;
  /** Where it publishes its keys itself from now on. */
  jwksUri?: InputMaybe<Scalars['String']['input']>;
  /** What people are told it is called, up to 100 characters. */
  name?: InputMaybe<Scalars['String']['input']>;
  /** Where people may be sent back to. */
  redirectUris?: InputMaybe<Array<Scalars['String']['input']>>;
  /** What it may ask for. */
  scopes?: InputMaybe<Array<Scalars['String']['input']>>;
};

/** The outcome of `updateOauthClient`. */
export type UpdateOauthClientPayload = {
  __typename?: 'UpdateOauthClientPayload';
  /** Why nothing has changed; empty on success. */
  errors: Array<UpdateOauthClientError>;
  /** The client as it is now; null when there are errors. */
  oauthClient?: Maybe<OauthClient>;
};

/** Why a profile is not changed. */
export type UpdateProfileError = InvalidInput;

/** What you are called. */
export type UpdateProfileInput = {
  /** Up to 100 characters. */
  name: Scalars['String']['input'];
};

/** The outcome of `updateProfile`. */
export type UpdateProfilePayload = {
  __typename?: 'UpdateProfilePayload';
  /** Why nothing has changed; empty on success. */
  errors: Array<UpdateProfileError>;
  /** You; null when there are errors. */
  user?: Maybe<User>;
};

/** Why a role is not changed. */
export type UpdateRoleError = InvalidInput | NotFound | RoleNameTaken;

/** A role as it is to be. */
export type UpdateRoleInput = {
  /** What it is for, up to 500 characters. */
  description?: Scalars['String']['input'];
  /** What to call it: up to 100 characters, once in an organization. */
  name: Scalars['String']['input'];
  /** All that it permits, as the query `permissions` lists it. */
  permissions: Array<Scalars['String']['input']>;
  /** The id of the role. */
  roleId: Scalars['ID']['input'];
};

/** The outcome of `updateRole`. */
export type UpdateRolePayload = {
  __typename?: 'UpdateRolePayload';
  /** Why the role is as before; empty on success. */
  errors: Array<UpdateRoleError>;
  /** The changed role; null when there are errors. */
  role?: Maybe<OrganizationRole>;
};

/** A person who can sign in. */
export type User = {
  __typename?: 'User';
  /** When the user was created. */
  createdAt: Scalars['DateTime']['output'];
  /** The role when the organization made it itself; null for a role that every organization has. */
  customRole?: Maybe<OrganizationRole>;
  /** The address the user signs in with, in its normal form. */
  email: Scalars['String']['output'];
  /** When the user showed that the address is theirs; null while they have not. */
  emailVerifiedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Opaque and stable. */
  id: Scalars['ID']['output'];
  /** When the user joined the organization. */
  joinedAt: Scalars['DateTime']['output'];
  /** What the user is called. */
  name: Scalars['String']['output'];
  /** The organization in which the user was asked for. */
  organization: Organization;
  /** What the role permits, such as `read:own_data`; `*` permits everything. */
  permissions: Array<Scalars['String']['output']>;
  /** What the user is in the organization. */
  role: Role;
  /** Since when the user is suspended in the organization; null when they are not. */
  suspendedAt?: Maybe<Scalars['DateTime']['output']>;
};

/** A page of users. */
export type UserConnection = {
  __typename?: 'UserConnection';
  /** The users with their cursors. */
  edges: Array<UserEdge>;
  /** The users. */
  nodes: Array<User>;
  /** Where the page stands in the list. */
  pageInfo: PageInfo;
};

/** A user in a page. */
export type UserEdge = {
  __typename?: 'UserEdge';
  /** The position of the user in the list. */
  cursor: Scalars['String']['output'];
  /** The user. */
  node: User;
};

/** Why a mutation was refused, in words that can be shown to a user. */
export type UserError = {
  /** What is wrong and what to do about it. */
  message: Scalars['String']['output'];
  /** The input field at fault, such as `[input, email]`; null when it is not one field. */
  path?: Maybe<Array<Scalars['String']['output']>>;
};

/** Why an address is not verified. */
export type VerifyEmailError = InvalidToken;

/** A token of a mail. */
export type VerifyEmailInput = {
  /** What stands behind the `=` of the link. */
  token: Scalars['String']['input'];
};

/** The outcome of `verifyEmail`. */
export type VerifyEmailPayload = {
  __typename?: 'VerifyEmailPayload';
  /** The address that is verified now; null when there are errors. */
  email?: Maybe<Scalars['String']['output']>;
  /** Why no address was verified; empty on success. */
  errors: Array<VerifyEmailError>;
};

/** For whom a request is made. */
export type Viewer = {
  __typename?: 'Viewer';
  /** What they let applications of others do for them, in every organization, the newest first; an API key may not see it. */
  authorizedApplications?: Maybe<AuthorizedApplicationConnection>;
  /** Whether this request may do something, such as `read:any_data`; false for what there is not. */
  hasPermission: Scalars['Boolean']['output'];
  /** Who acts as that user; null when nobody else does. */
  impersonator?: Maybe<User>;
  /** The accounts at providers that sign you in, the earliest first; null for an API key. */
  linkedIdentities?: Maybe<Array<LinkedIdentity>>;
  /** What this request may do: that of the role, or of the API key when it is less. */
  permissions: Array<Scalars['String']['output']>;
  /** What there is beside the password to prove who they are; an API key may not see it. */
  secondFactors?: Maybe<SecondFactors>;
  /** Who is signed in, or for whom the API key acts. */
  user?: Maybe<User>;
};


/** For whom a request is made. */
export type ViewerAuthorizedApplicationsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
};


/** For whom a request is made. */
export type ViewerHasPermissionArgs = {
  permission: Scalars['String']['input'];
};

/** The password is too short, too long or too common, or has leaked. */
export type WeakPassword = UserError & {
  __typename?: 'WeakPassword';
  /** What is wrong and what to do about it. */
  message: Scalars['String']['output'];
  /** The input field at fault, such as `[input, email]`; null when it is not one field. */
  path?: Maybe<Array<Scalars['String']['output']>>;
};

/** The invitation was mailed to another address than yours. */
export type WrongAccount = UserError & {
  __typename?: 'WrongAccount';
  /** What is wrong and what to do about it. */
  message: Scalars['String']['output'];
  /** The input field at fault, such as `[input, email]`; null when it is not one field. */
  path?: Maybe<Array<Scalars['String']['output']>>;
};



export type ResolverTypeWrapper<T> = Promise<T> | T;

export type ReferenceResolver<TResult, TReference, TContext> = (
      reference: TReference,
      context: TContext,
      info: GraphQLResolveInfo
    ) => Promise<TResult> | TResult;

      type ScalarCheck<T, S> = S extends true ? T : NullableCheck<T, S>;
      type NullableCheck<T, S> = Maybe<T> extends T ? Maybe<ListCheck<NonNullable<T>, S>> : ListCheck<T, S>;
      type ListCheck<T, S> = T extends (infer U)[] ? NullableCheck<U, S>[] : GraphQLRecursivePick<T, S>;
      export type GraphQLRecursivePick<T, S> = { [K in keyof T & keyof S]: ScalarCheck<T[K], S[K]> };
    

export type ResolverWithResolve<TResult, TParent, TContext, TArgs> = {
  resolve: ResolverFn<TResult, TParent, TContext, TArgs>;
};
export type Resolver<TResult, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = ResolverFn<TResult, TParent, TContext, TArgs> | ResolverWithResolve<TResult, TParent, TContext, TArgs>;

export type ResolverFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => Promise<TResult> | TResult;

export type SubscriptionSubscribeFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => AsyncIterable<TResult> | Promise<AsyncIterable<TResult>>;

export type SubscriptionResolveFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

export interface SubscriptionSubscriberObject<TResult, TKey extends string, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<{ [key in TKey]: TResult }, TParent, TContext, TArgs>;
  resolve?: SubscriptionResolveFn<TResult, { [key in TKey]: TResult }, TContext, TArgs>;
}

export interface SubscriptionResolverObject<TResult, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<any, TParent, TContext, TArgs>;
  resolve: SubscriptionResolveFn<TResult, any, TContext, TArgs>;
}

export type SubscriptionObject<TResult, TKey extends string, TParent, TContext, TArgs> =
  | SubscriptionSubscriberObject<TResult, TKey, TParent, TContext, TArgs>
  | SubscriptionResolverObject<TResult, TParent, TContext, TArgs>;

export type SubscriptionResolver<TResult, TKey extends string, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> =
  | ((...args: any[]) => SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>)
  | SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>;

export type TypeResolveFn<TTypes, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (
  parent: TParent,
  context: TContext,
  info: GraphQLResolveInfo
) => Maybe<TTypes> | Promise<Maybe<TTypes>>;

export type IsTypeOfResolverFn<T = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (obj: T, context: TContext, info: GraphQLResolveInfo) => boolean | Promise<boolean>;

export type NextResolverFn<T> = () => Promise<T>;

export type DirectiveResolverFn<TResult = Record<PropertyKey, never>, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = (
  next: NextResolverFn<TResult>,
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

/** Mapping of federation types */
export type FederationTypes = {
  ApiKey: ApiKey;
  Organization: Organization;
  User: User;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  ApiKey:
    ( { __typename: 'ApiKey' }
    & GraphQLRecursivePick<FederationTypes['ApiKey'], {"id":true}> );
  Organization:
    ( { __typename: 'Organization' }
    & GraphQLRecursivePick<FederationTypes['Organization'], {"id":true}> );
  User:
    ( { __typename: 'User' }
    & GraphQLRecursivePick<FederationTypes['User'], {"id":true}> );
};

/** Mapping of union types */
export type ResolversUnionTypes<_RefType extends Record<string, unknown>> = {
  AcceptInvitationError:
    | ( AlreadyMember & { __typename: 'AlreadyMember' } )
    | ( InvalidInput & { __typename: 'InvalidInput' } )
    | ( InvalidToken & { __typename: 'InvalidToken' } )
    | ( WrongAccount & { __typename: 'WrongAccount' } )
  ;
  ApproveAuthorizationError:
    | ( InvalidInput & { __typename: 'InvalidInput' } )
    | ( NotFound & { __typename: 'NotFound' } )
  ;
  BeginPasskeyAuthenticationError: ( InvalidToken & { __typename: 'InvalidToken' } );
  BeginPasskeyRegistrationError: ( InvalidToken & { __typename: 'InvalidToken' } );
  ChangeAuditRetentionError: ( InvalidInput & { __typename: 'InvalidInput' } );
  ChangePasswordError:
    | ( InvalidCredentials & { __typename: 'InvalidCredentials' } )
    | ( TooManyAttempts & { __typename: 'TooManyAttempts' } )
    | ( WeakPassword & { __typename: 'WeakPassword' } )
  ;
  ChangeRoleError:
    | ( LastAdmin & { __typename: 'LastAdmin' } )
    | ( NotFound & { __typename: 'NotFound' } )
  ;
  ChangeSecondFactorPolicyError: ( InvalidInput & { __typename: 'InvalidInput' } );
  ChangeServiceAccountRoleError: ( NotFound & { __typename: 'NotFound' } );
  CompleteSignInError:
    | ( InvalidInput & { __typename: 'InvalidInput' } )
    | ( InvalidProof & { __typename: 'InvalidProof' } )
    | ( InvalidToken & { __typename: 'InvalidToken' } )
    | ( NoOrganization & { __typename: 'NoOrganization' } )
    | ( SecondFactorEnrolmentRequiredModel & { __typename: 'SecondFactorEnrolmentRequired' } )
    | ( SecondFactorRequiredModel & { __typename: 'SecondFactorRequired' } )
    | ( TooManyAttempts & { __typename: 'TooManyAttempts' } )
  ;
  ConfirmEmailChangeError:
    | ( EmailTaken & { __typename: 'EmailTaken' } )
    | ( InvalidToken & { __typename: 'InvalidToken' } )
  ;
  ConfirmIdentityLinkError:
    | ( IdentityTaken & { __typename: 'IdentityTaken' } )
    | ( InvalidInput & { __typename: 'InvalidInput' } )
    | ( InvalidToken & { __typename: 'InvalidToken' } )
  ;
  ConfirmTotpError:
    | ( InvalidProof & { __typename: 'InvalidProof' } )
    | ( InvalidToken & { __typename: 'InvalidToken' } )
    | ( SecondFactorEnrolmentRequiredModel & { __typename: 'SecondFactorEnrolmentRequired' } )
    | ( SecondFactorRequiredModel & { __typename: 'SecondFactorRequired' } )
  ;
  CreateApiKeyError:
    | ( InvalidInput & { __typename: 'InvalidInput' } )
    | ( NotFound & { __typename: 'NotFound' } )
  ;
  CreateOauthClientError:
    | ( InvalidInput & { __typename: 'InvalidInput' } )
    | ( NotFound & { __typename: 'NotFound' } )
  ;
  CreateOrganizationError: ( InvalidInput & { __typename: 'InvalidInput' } );
  CreateRoleError:
    | ( InvalidInput & { __typename: 'InvalidInput' } )
    | ( RoleNameTaken & { __typename: 'RoleNameTaken' } )
  ;
  CreateServiceAccountError:
    | ( InvalidInput & { __typename: 'InvalidInput' } )
    | ( NotFound & { __typename: 'NotFound' } )
  ;
  CreateUserError:
    | ( EmailTaken & { __typename: 'EmailTaken' } )
    | ( InvalidInput & { __typename: 'InvalidInput' } )
    | ( NotFound & { __typename: 'NotFound' } )
    | ( WeakPassword & { __typename: 'WeakPassword' } )
  ;
  DeleteAccountError:
    | ( InvalidInput & { __typename: 'InvalidInput' } )
    | ( NotFound & { __typename: 'NotFound' } )
    | ( SuccessorNeeded & { __typename: 'SuccessorNeeded' } )
  ;
  DeleteOauthClientError: ( NotFound & { __typename: 'NotFound' } );
  DeleteOrganizationError: ( InvalidInput & { __typename: 'InvalidInput' } );
  DeleteRoleError:
    | ( NotFound & { __typename: 'NotFound' } )
    | ( RoleInUse & { __typename: 'RoleInUse' } )
  ;
  DenyAuthorizationError: ( NotFound & { __typename: 'NotFound' } );
  DisableServiceAccountError: ( NotFound & { __typename: 'NotFound' } );
  EnableServiceAccountError: ( NotFound & { __typename: 'NotFound' } );
  EndImpersonationError: ( NotFound & { __typename: 'NotFound' } );
  EnrolTotpError: ( InvalidToken & { __typename: 'InvalidToken' } );
  ImpersonateError:
    | ( InvalidInput & { __typename: 'InvalidInput' } )
    | ( NotFound & { __typename: 'NotFound' } )
  ;
  InviteMemberError:
    | ( AlreadyMember & { __typename: 'AlreadyMember' } )
    | ( InvalidInput & { __typename: 'InvalidInput' } )
    | ( NotFound & { __typename: 'NotFound' } )
    | ( TooManyAttempts & { __typename: 'TooManyAttempts' } )
  ;
  LinkIdentityError: ( InvalidInput & { __typename: 'InvalidInput' } );
  ReauthenticateError:
    | ( InvalidCredentials & { __typename: 'InvalidCredentials' } )
    | ( InvalidInput & { __typename: 'InvalidInput' } )
    | ( InvalidProof & { __typename: 'InvalidProof' } )
    | ( TooManyAttempts & { __typename: 'TooManyAttempts' } )
  ;
  RefreshSessionError:
    | ( NotFound & { __typename: 'NotFound' } )
    | ( SecondFactorEnrolmentRequiredModel & { __typename: 'SecondFactorEnrolmentRequired' } )
    | ( SecondFactorRequiredModel & { __typename: 'SecondFactorRequired' } )
    | ( SessionEnded & { __typename: 'SessionEnded' } )
  ;
  RegenerateRecoveryCodesError: ( NotFound & { __typename: 'NotFound' } );
  RegisterPasskeyError:
    | ( InvalidInput & { __typename: 'InvalidInput' } )
    | ( InvalidProof & { __typename: 'InvalidProof' } )
    | ( InvalidToken & { __typename: 'InvalidToken' } )
    | ( SecondFactorEnrolmentRequiredModel & { __typename: 'SecondFactorEnrolmentRequired' } )
    | ( SecondFactorRequiredModel & { __typename: 'SecondFactorRequired' } )
  ;
  RemoveMemberError:
    | ( LastAdmin & { __typename: 'LastAdmin' } )
    | ( NotFound & { __typename: 'NotFound' } )
  ;
  RemovePasskeyError:
    | ( NotFound & { __typename: 'NotFound' } )
    | ( SecondFactorDemanded & { __typename: 'SecondFactorDemanded' } )
  ;
  RemoveTotpError:
    | ( NotFound & { __typename: 'NotFound' } )
    | ( SecondFactorDemanded & { __typename: 'SecondFactorDemanded' } )
  ;
  RenamePasskeyError:
    | ( InvalidInput & { __typename: 'InvalidInput' } )
    | ( NotFound & { __typename: 'NotFound' } )
  ;
  RequestDataExportError:
    | ( DataExportPending & { __typename: 'DataExportPending' } )
    | ( TooManyAttempts & { __typename: 'TooManyAttempts' } )
  ;
  RequestEmailChangeError:
    | ( InvalidCredentials & { __typename: 'InvalidCredentials' } )
    | ( InvalidInput & { __typename: 'InvalidInput' } )
    | ( TooManyAttempts & { __typename: 'TooManyAttempts' } )
  ;
  RequestPasswordResetError: ( InvalidInput & { __typename: 'InvalidInput' } );
  ResendInvitationError:
    | ( AlreadyMember & { __typename: 'AlreadyMember' } )
    | ( InvalidInput & { __typename: 'InvalidInput' } )
    | ( NotFound & { __typename: 'NotFound' } )
    | ( TooManyAttempts & { __typename: 'TooManyAttempts' } )
  ;
  ResendVerificationError:
    | ( AlreadyVerified & { __typename: 'AlreadyVerified' } )
    | ( TooManyAttempts & { __typename: 'TooManyAttempts' } )
  ;
  ResetPasswordError:
    | ( InvalidToken & { __typename: 'InvalidToken' } )
    | ( WeakPassword & { __typename: 'WeakPassword' } )
  ;
  ResetSecondFactorsError:
    | ( InOtherOrganizations & { __typename: 'InOtherOrganizations' } )
    | ( InvalidInput & { __typename: 'InvalidInput' } )
    | ( NotFound & { __typename: 'NotFound' } )
  ;
  RestoreAccountError: ( InvalidToken & { __typename: 'InvalidToken' } );
  RestoreMemberError: ( NotFound & { __typename: 'NotFound' } );
  RestoreOrganizationError: ( InvalidToken & { __typename: 'InvalidToken' } );
  RestoreUserError: ( NotFound & { __typename: 'NotFound' } );
  RevokeApiKeyError: ( NotFound & { __typename: 'NotFound' } );
  RevokeAuthorizedApplicationError: ( NotFound & { __typename: 'NotFound' } );
  RevokeInvitationError: ( NotFound & { __typename: 'NotFound' } );
  RevokeMemberSessionsError: ( NotFound & { __typename: 'NotFound' } );
  RevokeSessionError: ( NotFound & { __typename: 'NotFound' } );
  RotateApiKeyError:
    | ( InvalidInput & { __typename: 'InvalidInput' } )
    | ( NotFound & { __typename: 'NotFound' } )
  ;
  RotateOauthClientSecretError:
    | ( InvalidInput & { __typename: 'InvalidInput' } )
    | ( NotFound & { __typename: 'NotFound' } )
  ;
  SignInError:
    | ( AccountDeleted & { __typename: 'AccountDeleted' } )
    | ( AlreadyMember & { __typename: 'AlreadyMember' } )
    | ( InvalidCredentials & { __typename: 'InvalidCredentials' } )
    | ( InvalidInput & { __typename: 'InvalidInput' } )
    | ( InvalidToken & { __typename: 'InvalidToken' } )
    | ( NoOrganization & { __typename: 'NoOrganization' } )
    | ( SecondFactorEnrolmentRequiredModel & { __typename: 'SecondFactorEnrolmentRequired' } )
    | ( SecondFactorRequiredModel & { __typename: 'SecondFactorRequired' } )
    | ( TooManyAttempts & { __typename: 'TooManyAttempts' } )
    | ( WrongAccount & { __typename: 'WrongAccount' } )
  ;
  SignInWithPasskeyError:
    | ( InvalidProof & { __typename: 'InvalidProof' } )
    | ( NoOrganization & { __typename: 'NoOrganization' } )
    | ( SecondFactorEnrolmentRequiredModel & { __typename: 'SecondFactorEnrolmentRequired' } )
    | ( SecondFactorRequiredModel & { __typename: 'SecondFactorRequired' } )
  ;
  SignInWithProviderError:
    | ( AccountDeleted & { __typename: 'AccountDeleted' } )
    | ( AccountExists & { __typename: 'AccountExists' } )
    | ( EmailNotVerified & { __typename: 'EmailNotVerified' } )
    | ( InvalidInput & { __typename: 'InvalidInput' } )
    | ( InvalidToken & { __typename: 'InvalidToken' } )
    | ( NoOrganization & { __typename: 'NoOrganization' } )
    | ( SecondFactorEnrolmentRequiredModel & { __typename: 'SecondFactorEnrolmentRequired' } )
    | ( SecondFactorRequiredModel & { __typename: 'SecondFactorRequired' } )
  ;
  SignUpByInvitationError:
    | ( EmailTaken & { __typename: 'EmailTaken' } )
    | ( InvalidInput & { __typename: 'InvalidInput' } )
    | ( InvalidToken & { __typename: 'InvalidToken' } )
    | ( SecondFactorEnrolmentRequiredModel & { __typename: 'SecondFactorEnrolmentRequired' } )
    | ( SecondFactorRequiredModel & { __typename: 'SecondFactorRequired' } )
    | ( WeakPassword & { __typename: 'WeakPassword' } )
  ;
  SignUpError:
    | ( EmailTaken & { __typename: 'EmailTaken' } )
    | ( InvalidInput & { __typename: 'InvalidInput' } )
    | ( WeakPassword & { __typename: 'WeakPassword' } )
  ;
  SuspendMemberError:
    | ( LastAdmin & { __typename: 'LastAdmin' } )
    | ( NotFound & { __typename: 'NotFound' } )
  ;
  SuspendUserError:
    | ( InvalidInput & { __typename: 'InvalidInput' } )
    | ( NotFound & { __typename: 'NotFound' } )
  ;
  UnlinkIdentityError:
    | ( LastSignInMethod & { __typename: 'LastSignInMethod' } )
    | ( NotFound & { __typename: 'NotFound' } )
  ;
  UpdateOauthClientError:
    | ( InvalidInput & { __typename: 'InvalidInput' } )
    | ( NotFound & { __typename: 'NotFound' } )
  ;
  UpdateProfileError: ( InvalidInput & { __typename: 'InvalidInput' } );
  UpdateRoleError:
    | ( InvalidInput & { __typename: 'InvalidInput' } )
    | ( NotFound & { __typename: 'NotFound' } )
    | ( RoleNameTaken & { __typename: 'RoleNameTaken' } )
  ;
  VerifyEmailError: ( InvalidToken & { __typename: 'InvalidToken' } );
};

/** Mapping of interface types */
export type ResolversInterfaceTypes<_RefType extends Record<string, unknown>> = {
  UserError:
    | ( AccountDeleted )
    | ( AccountExists )
    | ( AlreadyMember )
    | ( AlreadyVerified )
    | ( DataExportPending )
    | ( EmailNotVerified )
    | ( EmailTaken )
    | ( IdentityTaken )
    | ( InOtherOrganizations )
    | ( InvalidCredentials )
    | ( InvalidInput )
    | ( InvalidProof )
    | ( InvalidToken )
    | ( LastAdmin )
    | ( LastSignInMethod )
    | ( NoOrganization )
    | ( NotFound )
    | ( RoleInUse )
    | ( RoleNameTaken )
    | ( SecondFactorDemanded )
    | ( SecondFactorEnrolmentRequiredModel )
    | ( SecondFactorRequiredModel )
    | ( SessionEnded )
    | ( SuccessorNeeded )
    | ( TooManyAttempts )
    | ( WeakPassword )
    | ( WrongAccount )
  ;
};

/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  AcceptInvitationError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['AcceptInvitationError']>;
  AcceptInvitationInput: AcceptInvitationInput;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  AcceptInvitationPayload: ResolverTypeWrapper<Omit<AcceptInvitationPayload, 'errors' | 'organization'> & { errors: Array<ResolversTypes['AcceptInvitationError']>, organization?: Maybe<ResolversTypes['Organization']> }>;
  AccountDeleted: ResolverTypeWrapper<AccountDeleted>;
  AccountExists: ResolverTypeWrapper<AccountExists>;
  AlreadyMember: ResolverTypeWrapper<AlreadyMember>;
  AlreadyVerified: ResolverTypeWrapper<AlreadyVerified>;
  ApiKey: ResolverTypeWrapper<ApiKeyModel>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  ApiKeyConnection: ResolverTypeWrapper<Omit<ApiKeyConnection, 'edges' | 'nodes'> & { edges: Array<ResolversTypes['ApiKeyEdge']>, nodes: Array<ResolversTypes['ApiKey']> }>;
  ApiKeyEdge: ResolverTypeWrapper<Omit<ApiKeyEdge, 'node'> & { node: ResolversTypes['ApiKey'] }>;
  ApproveAuthorizationError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ApproveAuthorizationError']>;
  ApproveAuthorizationInput: ApproveAuthorizationInput;
  ApproveAuthorizationPayload: ResolverTypeWrapper<Omit<ApproveAuthorizationPayload, 'errors'> & { errors: Array<ResolversTypes['ApproveAuthorizationError']> }>;
  AuthorizationRequest: ResolverTypeWrapper<ShownRequestModel>;
  AuthorizedApplication: ResolverTypeWrapper<AuthorizedApplicationModel>;
  AuthorizedApplicationConnection: ResolverTypeWrapper<Omit<AuthorizedApplicationConnection, 'edges' | 'nodes'> & { edges: Array<ResolversTypes['AuthorizedApplicationEdge']>, nodes: Array<ResolversTypes['AuthorizedApplication']> }>;
  AuthorizedApplicationEdge: ResolverTypeWrapper<Omit<AuthorizedApplicationEdge, 'node'> & { node: ResolversTypes['AuthorizedApplication'] }>;
  BeginPasskeyAuthenticationError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['BeginPasskeyAuthenticationError']>;
  BeginPasskeyAuthenticationInput: BeginPasskeyAuthenticationInput;
  BeginPasskeyAuthenticationPayload: ResolverTypeWrapper<Omit<BeginPasskeyAuthenticationPayload, 'errors'> & { errors: Array<ResolversTypes['BeginPasskeyAuthenticationError']> }>;
  BeginPasskeyRegistrationError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['BeginPasskeyRegistrationError']>;
  BeginPasskeyRegistrationInput: BeginPasskeyRegistrationInput;
  BeginPasskeyRegistrationPayload: ResolverTypeWrapper<Omit<BeginPasskeyRegistrationPayload, 'errors'> & { errors: Array<ResolversTypes['BeginPasskeyRegistrationError']> }>;
  CacheControlScope: CacheControlScope;
  ChangeAuditRetentionError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ChangeAuditRetentionError']>;
  ChangeAuditRetentionInput: ChangeAuditRetentionInput;
  ChangeAuditRetentionPayload: ResolverTypeWrapper<Omit<ChangeAuditRetentionPayload, 'errors' | 'organization'> & { errors: Array<ResolversTypes['ChangeAuditRetentionError']>, organization?: Maybe<ResolversTypes['Organization']> }>;
  ChangePasswordError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ChangePasswordError']>;
  ChangePasswordInput: ChangePasswordInput;
  ChangePasswordPayload: ResolverTypeWrapper<Omit<ChangePasswordPayload, 'errors' | 'user'> & { errors: Array<ResolversTypes['ChangePasswordError']>, user?: Maybe<ResolversTypes['User']> }>;
  ChangeRoleError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ChangeRoleError']>;
  ChangeRoleInput: ChangeRoleInput;
  ChangeRolePayload: ResolverTypeWrapper<Omit<ChangeRolePayload, 'errors' | 'user'> & { errors: Array<ResolversTypes['ChangeRoleError']>, user?: Maybe<ResolversTypes['User']> }>;
  ChangeSecondFactorPolicyError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ChangeSecondFactorPolicyError']>;
  ChangeSecondFactorPolicyInput: ChangeSecondFactorPolicyInput;
  ChangeSecondFactorPolicyPayload: ResolverTypeWrapper<Omit<ChangeSecondFactorPolicyPayload, 'errors' | 'organization'> & { errors: Array<ResolversTypes['ChangeSecondFactorPolicyError']>, organization?: Maybe<ResolversTypes['Organization']> }>;
  ChangeServiceAccountRoleError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ChangeServiceAccountRoleError']>;
  ChangeServiceAccountRoleInput: ChangeServiceAccountRoleInput;
  ChangeServiceAccountRolePayload: ResolverTypeWrapper<Omit<ChangeServiceAccountRolePayload, 'errors' | 'serviceAccount'> & { errors: Array<ResolversTypes['ChangeServiceAccountRoleError']>, serviceAccount?: Maybe<ResolversTypes['ServiceAccount']> }>;
  CompleteSignInError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CompleteSignInError']>;
  CompleteSignInInput: CompleteSignInInput;
  CompleteSignInPayload: ResolverTypeWrapper<Omit<CompleteSignInPayload, 'errors' | 'user'> & { errors: Array<ResolversTypes['CompleteSignInError']>, user?: Maybe<ResolversTypes['User']> }>;
  ConfirmEmailChangeError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ConfirmEmailChangeError']>;
  ConfirmEmailChangeInput: ConfirmEmailChangeInput;
  ConfirmEmailChangePayload: ResolverTypeWrapper<Omit<ConfirmEmailChangePayload, 'errors'> & { errors: Array<ResolversTypes['ConfirmEmailChangeError']> }>;
  ConfirmIdentityLinkError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ConfirmIdentityLinkError']>;
  ConfirmIdentityLinkInput: ConfirmIdentityLinkInput;
  ConfirmIdentityLinkPayload: ResolverTypeWrapper<Omit<ConfirmIdentityLinkPayload, 'errors' | 'user'> & { errors: Array<ResolversTypes['ConfirmIdentityLinkError']>, user?: Maybe<ResolversTypes['User']> }>;
  ConfirmTotpError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ConfirmTotpError']>;
  ConfirmTotpInput: ConfirmTotpInput;
  ConfirmTotpPayload: ResolverTypeWrapper<Omit<ConfirmTotpPayload, 'errors' | 'user'> & { errors: Array<ResolversTypes['ConfirmTotpError']>, user?: Maybe<ResolversTypes['User']> }>;
  CreateApiKeyError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CreateApiKeyError']>;
  CreateApiKeyInput: CreateApiKeyInput;
  CreateApiKeyPayload: ResolverTypeWrapper<Omit<CreateApiKeyPayload, 'apiKey' | 'errors'> & { apiKey?: Maybe<ResolversTypes['ApiKey']>, errors: Array<ResolversTypes['CreateApiKeyError']> }>;
  CreateOauthClientError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CreateOauthClientError']>;
  CreateOauthClientInput: CreateOauthClientInput;
  CreateOauthClientPayload: ResolverTypeWrapper<Omit<CreateOauthClientPayload, 'errors' | 'oauthClient'> & { errors: Array<ResolversTypes['CreateOauthClientError']>, oauthClient?: Maybe<ResolversTypes['OauthClient']> }>;
  CreateOrganizationError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CreateOrganizationError']>;
  CreateOrganizationInput: CreateOrganizationInput;
  CreateOrganizationPayload: ResolverTypeWrapper<Omit<CreateOrganizationPayload, 'errors' | 'organization'> & { errors: Array<ResolversTypes['CreateOrganizationError']>, organization?: Maybe<ResolversTypes['Organization']> }>;
  CreateRoleError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CreateRoleError']>;
  CreateRoleInput: CreateRoleInput;
  CreateRolePayload: ResolverTypeWrapper<Omit<CreateRolePayload, 'errors' | 'role'> & { errors: Array<ResolversTypes['CreateRoleError']>, role?: Maybe<ResolversTypes['OrganizationRole']> }>;
  CreateServiceAccountError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CreateServiceAccountError']>;
  CreateServiceAccountInput: CreateServiceAccountInput;
  CreateServiceAccountPayload: ResolverTypeWrapper<Omit<CreateServiceAccountPayload, 'errors' | 'serviceAccount'> & { errors: Array<ResolversTypes['CreateServiceAccountError']>, serviceAccount?: Maybe<ResolversTypes['ServiceAccount']> }>;
  CreateUserError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CreateUserError']>;
  CreateUserInput: CreateUserInput;
  CreateUserPayload: ResolverTypeWrapper<Omit<CreateUserPayload, 'errors' | 'user'> & { errors: Array<ResolversTypes['CreateUserError']>, user?: Maybe<ResolversTypes['User']> }>;
  DataExport: ResolverTypeWrapper<DataExportModel>;
  DataExportDomain: ResolverTypeWrapper<DataExportDomain>;
  DataExportDomainStatus: DataExportDomainStatus;
  DataExportPart: ResolverTypeWrapper<DataExportPart>;
  DataExportPending: ResolverTypeWrapper<DataExportPending>;
  DataExportStatus: DataExportStatus;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  DeleteAccountError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['DeleteAccountError']>;
  DeleteAccountInput: DeleteAccountInput;
  DeleteAccountPayload: ResolverTypeWrapper<Omit<DeleteAccountPayload, 'errors'> & { errors: Array<ResolversTypes['DeleteAccountError']> }>;
  DeleteOauthClientError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['DeleteOauthClientError']>;
  DeleteOauthClientInput: DeleteOauthClientInput;
  DeleteOauthClientPayload: ResolverTypeWrapper<Omit<DeleteOauthClientPayload, 'errors'> & { errors: Array<ResolversTypes['DeleteOauthClientError']> }>;
  DeleteOrganizationError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['DeleteOrganizationError']>;
  DeleteOrganizationInput: DeleteOrganizationInput;
  DeleteOrganizationPayload: ResolverTypeWrapper<Omit<DeleteOrganizationPayload, 'errors'> & { errors: Array<ResolversTypes['DeleteOrganizationError']> }>;
  DeleteRoleError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['DeleteRoleError']>;
  DeleteRoleInput: DeleteRoleInput;
  DeleteRolePayload: ResolverTypeWrapper<Omit<DeleteRolePayload, 'errors'> & { errors: Array<ResolversTypes['DeleteRoleError']> }>;
  DenyAuthorizationError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['DenyAuthorizationError']>;
  DenyAuthorizationInput: DenyAuthorizationInput;
  DenyAuthorizationPayload: ResolverTypeWrapper<Omit<DenyAuthorizationPayload, 'errors'> & { errors: Array<ResolversTypes['DenyAuthorizationError']> }>;
  DisableServiceAccountError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['DisableServiceAccountError']>;
  DisableServiceAccountInput: DisableServiceAccountInput;
  DisableServiceAccountPayload: ResolverTypeWrapper<Omit<DisableServiceAccountPayload, 'errors' | 'serviceAccount'> & { errors: Array<ResolversTypes['DisableServiceAccountError']>, serviceAccount?: Maybe<ResolversTypes['ServiceAccount']> }>;
  DomainErasure: ResolverTypeWrapper<DomainErasure>;
  EmailNotVerified: ResolverTypeWrapper<EmailNotVerified>;
  EmailTaken: ResolverTypeWrapper<EmailTaken>;
  EnableServiceAccountError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['EnableServiceAccountError']>;
  EnableServiceAccountInput: EnableServiceAccountInput;
  EnableServiceAccountPayload: ResolverTypeWrapper<Omit<EnableServiceAccountPayload, 'errors' | 'serviceAccount'> & { errors: Array<ResolversTypes['EnableServiceAccountError']>, serviceAccount?: Maybe<ResolversTypes['ServiceAccount']> }>;
  EndImpersonationError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['EndImpersonationError']>;
  EndImpersonationInput: EndImpersonationInput;
  EndImpersonationPayload: ResolverTypeWrapper<Omit<EndImpersonationPayload, 'errors'> & { errors: Array<ResolversTypes['EndImpersonationError']> }>;
  EnrolTotpError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['EnrolTotpError']>;
  EnrolTotpInput: EnrolTotpInput;
  EnrolTotpPayload: ResolverTypeWrapper<Omit<EnrolTotpPayload, 'errors'> & { errors: Array<ResolversTypes['EnrolTotpError']> }>;
  ErasedKind: ResolverTypeWrapper<ErasedKind>;
  Erasure: ResolverTypeWrapper<ErasureModel>;
  ErasureConnection: ResolverTypeWrapper<Omit<ErasureConnection, 'edges' | 'nodes'> & { edges: Array<ResolversTypes['ErasureEdge']>, nodes: Array<ResolversTypes['Erasure']> }>;
  ErasureEdge: ResolverTypeWrapper<Omit<ErasureEdge, 'node'> & { node: ResolversTypes['Erasure'] }>;
  ErasureSubjectType: ErasureSubjectType;
  IdentityProvider: IdentityProvider;
  IdentityTaken: ResolverTypeWrapper<IdentityTaken>;
  ImpersonateError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ImpersonateError']>;
  ImpersonateInput: ImpersonateInput;
  ImpersonatePayload: ResolverTypeWrapper<Omit<ImpersonatePayload, 'errors' | 'impersonation'> & { errors: Array<ResolversTypes['ImpersonateError']>, impersonation?: Maybe<ResolversTypes['Impersonation']> }>;
  Impersonation: ResolverTypeWrapper<ImpersonationModel>;
  InOtherOrganizations: ResolverTypeWrapper<InOtherOrganizations>;
  InvalidCredentials: ResolverTypeWrapper<InvalidCredentials>;
  InvalidInput: ResolverTypeWrapper<InvalidInput>;
  InvalidProof: ResolverTypeWrapper<InvalidProof>;
  InvalidToken: ResolverTypeWrapper<InvalidToken>;
  Invitation: ResolverTypeWrapper<InvitationModel>;
  InvitationConnection: ResolverTypeWrapper<Omit<InvitationConnection, 'edges' | 'nodes'> & { edges: Array<ResolversTypes['InvitationEdge']>, nodes: Array<ResolversTypes['Invitation']> }>;
  InvitationEdge: ResolverTypeWrapper<Omit<InvitationEdge, 'node'> & { node: ResolversTypes['Invitation'] }>;
  InvitationPreview: ResolverTypeWrapper<InvitationPreview>;
  InvitationStatus: InvitationStatus;
  InviteMemberError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['InviteMemberError']>;
  InviteMemberInput: InviteMemberInput;
  InviteMemberPayload: ResolverTypeWrapper<Omit<InviteMemberPayload, 'errors' | 'invitation'> & { errors: Array<ResolversTypes['InviteMemberError']>, invitation?: Maybe<ResolversTypes['Invitation']> }>;
  JSON: ResolverTypeWrapper<Scalars['JSON']['output']>;
  KeptKind: ResolverTypeWrapper<KeptKind>;
  LastAdmin: ResolverTypeWrapper<LastAdmin>;
  LastSignInMethod: ResolverTypeWrapper<LastSignInMethod>;
  LinkIdentityError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['LinkIdentityError']>;
  LinkIdentityInput: LinkIdentityInput;
  LinkIdentityPayload: ResolverTypeWrapper<Omit<LinkIdentityPayload, 'errors'> & { errors: Array<ResolversTypes['LinkIdentityError']> }>;
  LinkedIdentity: ResolverTypeWrapper<LinkedIdentityModel>;
  Membership: ResolverTypeWrapper<MembershipModel>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  NoOrganization: ResolverTypeWrapper<NoOrganization>;
  NotFound: ResolverTypeWrapper<NotFound>;
  OauthClient: ResolverTypeWrapper<OauthClientModel>;
  OauthClientConnection: ResolverTypeWrapper<Omit<OauthClientConnection, 'edges' | 'nodes'> & { edges: Array<ResolversTypes['OauthClientEdge']>, nodes: Array<ResolversTypes['OauthClient']> }>;
  OauthClientEdge: ResolverTypeWrapper<Omit<OauthClientEdge, 'node'> & { node: ResolversTypes['OauthClient'] }>;
  Organization: ResolverTypeWrapper<OrganizationModel>;
  OrganizationRole: ResolverTypeWrapper<OrganizationRoleModel>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Passkey: ResolverTypeWrapper<Passkey>;
  Permission: ResolverTypeWrapper<Permission>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  ReauthenticateError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ReauthenticateError']>;
  ReauthenticateInput: ReauthenticateInput;
  ReauthenticatePayload: ResolverTypeWrapper<Omit<ReauthenticatePayload, 'errors'> & { errors: Array<ResolversTypes['ReauthenticateError']> }>;
  RefreshSessionError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RefreshSessionError']>;
  RefreshSessionInput: RefreshSessionInput;
  RefreshSessionPayload: ResolverTypeWrapper<Omit<RefreshSessionPayload, 'errors' | 'user'> & { errors: Array<ResolversTypes['RefreshSessionError']>, user?: Maybe<ResolversTypes['User']> }>;
  RegenerateRecoveryCodesError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RegenerateRecoveryCodesError']>;
  RegenerateRecoveryCodesPayload: ResolverTypeWrapper<Omit<RegenerateRecoveryCodesPayload, 'errors'> & { errors: Array<ResolversTypes['RegenerateRecoveryCodesError']> }>;
  RegisterPasskeyError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RegisterPasskeyError']>;
  RegisterPasskeyInput: RegisterPasskeyInput;
  RegisterPasskeyPayload: ResolverTypeWrapper<Omit<RegisterPasskeyPayload, 'errors' | 'user'> & { errors: Array<ResolversTypes['RegisterPasskeyError']>, user?: Maybe<ResolversTypes['User']> }>;
  RemoveMemberError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RemoveMemberError']>;
  RemoveMemberInput: RemoveMemberInput;
  RemoveMemberPayload: ResolverTypeWrapper<Omit<RemoveMemberPayload, 'errors'> & { errors: Array<ResolversTypes['RemoveMemberError']> }>;
  RemovePasskeyError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RemovePasskeyError']>;
  RemovePasskeyInput: RemovePasskeyInput;
  RemovePasskeyPayload: ResolverTypeWrapper<Omit<RemovePasskeyPayload, 'errors'> & { errors: Array<ResolversTypes['RemovePasskeyError']> }>;
  RemoveTotpError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RemoveTotpError']>;
  RemoveTotpPayload: ResolverTypeWrapper<Omit<RemoveTotpPayload, 'errors'> & { errors: Array<ResolversTypes['RemoveTotpError']> }>;
  RenamePasskeyError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RenamePasskeyError']>;
  RenamePasskeyInput: RenamePasskeyInput;
  RenamePasskeyPayload: ResolverTypeWrapper<Omit<RenamePasskeyPayload, 'errors'> & { errors: Array<ResolversTypes['RenamePasskeyError']> }>;
  RequestDataExportError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RequestDataExportError']>;
  RequestDataExportInput: RequestDataExportInput;
  RequestDataExportPayload: ResolverTypeWrapper<Omit<RequestDataExportPayload, 'dataExport' | 'errors'> & { dataExport?: Maybe<ResolversTypes['DataExport']>, errors: Array<ResolversTypes['RequestDataExportError']> }>;
  RequestEmailChangeError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RequestEmailChangeError']>;
  RequestEmailChangeInput: RequestEmailChangeInput;
  RequestEmailChangePayload: ResolverTypeWrapper<Omit<RequestEmailChangePayload, 'errors'> & { errors: Array<ResolversTypes['RequestEmailChangeError']> }>;
  RequestPasswordResetError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RequestPasswordResetError']>;
  RequestPasswordResetInput: RequestPasswordResetInput;
  RequestPasswordResetPayload: ResolverTypeWrapper<Omit<RequestPasswordResetPayload, 'errors'> & { errors: Array<ResolversTypes['RequestPasswordResetError']> }>;
  ResendInvitationError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ResendInvitationError']>;
  ResendInvitationInput: ResendInvitationInput;
  ResendInvitationPayload: ResolverTypeWrapper<Omit<ResendInvitationPayload, 'errors' | 'invitation'> & { errors: Array<ResolversTypes['ResendInvitationError']>, invitation?: Maybe<ResolversTypes['Invitation']> }>;
  ResendVerificationError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ResendVerificationError']>;
  ResendVerificationPayload: ResolverTypeWrapper<Omit<ResendVerificationPayload, 'errors'> & { errors: Array<ResolversTypes['ResendVerificationError']> }>;
  ResetPasswordError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ResetPasswordError']>;
  ResetPasswordInput: ResetPasswordInput;
  ResetPasswordPayload: ResolverTypeWrapper<Omit<ResetPasswordPayload, 'errors'> & { errors: Array<ResolversTypes['ResetPasswordError']> }>;
  ResetSecondFactorsError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ResetSecondFactorsError']>;
  ResetSecondFactorsInput: ResetSecondFactorsInput;
  ResetSecondFactorsPayload: ResolverTypeWrapper<Omit<ResetSecondFactorsPayload, 'errors'> & { errors: Array<ResolversTypes['ResetSecondFactorsError']> }>;
  RestoreAccountError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RestoreAccountError']>;
  RestoreAccountInput: RestoreAccountInput;
  RestoreAccountPayload: ResolverTypeWrapper<Omit<RestoreAccountPayload, 'errors'> & { errors: Array<ResolversTypes['RestoreAccountError']> }>;
  RestoreMemberError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RestoreMemberError']>;
  RestoreMemberInput: RestoreMemberInput;
  RestoreMemberPayload: ResolverTypeWrapper<Omit<RestoreMemberPayload, 'errors' | 'user'> & { errors: Array<ResolversTypes['RestoreMemberError']>, user?: Maybe<ResolversTypes['User']> }>;
  RestoreOrganizationError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RestoreOrganizationError']>;
  RestoreOrganizationInput: RestoreOrganizationInput;
  RestoreOrganizationPayload: ResolverTypeWrapper<Omit<RestoreOrganizationPayload, 'errors'> & { errors: Array<ResolversTypes['RestoreOrganizationError']> }>;
  RestoreUserError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RestoreUserError']>;
  RestoreUserInput: RestoreUserInput;
  RestoreUserPayload: ResolverTypeWrapper<Omit<RestoreUserPayload, 'errors'> & { errors: Array<ResolversTypes['RestoreUserError']> }>;
  RevokeAllSessionsPayload: ResolverTypeWrapper<RevokeAllSessionsPayload>;
  RevokeApiKeyError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RevokeApiKeyError']>;
  RevokeApiKeyInput: RevokeApiKeyInput;
  RevokeApiKeyPayload: ResolverTypeWrapper<Omit<RevokeApiKeyPayload, 'apiKey' | 'errors'> & { apiKey?: Maybe<ResolversTypes['ApiKey']>, errors: Array<ResolversTypes['RevokeApiKeyError']> }>;
  RevokeAuthorizedApplicationError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RevokeAuthorizedApplicationError']>;
  RevokeAuthorizedApplicationInput: RevokeAuthorizedApplicationInput;
  RevokeAuthorizedApplicationPayload: ResolverTypeWrapper<Omit<RevokeAuthorizedApplicationPayload, 'errors'> & { errors: Array<ResolversTypes['RevokeAuthorizedApplicationError']> }>;
  RevokeInvitationError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RevokeInvitationError']>;
  RevokeInvitationInput: RevokeInvitationInput;
  RevokeInvitationPayload: ResolverTypeWrapper<Omit<RevokeInvitationPayload, 'errors' | 'invitation'> & { errors: Array<ResolversTypes['RevokeInvitationError']>, invitation?: Maybe<ResolversTypes['Invitation']> }>;
  RevokeMemberSessionsError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RevokeMemberSessionsError']>;
  RevokeMemberSessionsInput: RevokeMemberSessionsInput;
  RevokeMemberSessionsPayload: ResolverTypeWrapper<Omit<RevokeMemberSessionsPayload, 'errors'> & { errors: Array<ResolversTypes['RevokeMemberSessionsError']> }>;
  RevokeOtherSessionsPayload: ResolverTypeWrapper<RevokeOtherSessionsPayload>;
  RevokeSessionError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RevokeSessionError']>;
  RevokeSessionInput: RevokeSessionInput;
  RevokeSessionPayload: ResolverTypeWrapper<Omit<RevokeSessionPayload, 'errors'> & { errors: Array<ResolversTypes['RevokeSessionError']> }>;
  Role: Role;
  RoleChoice: RoleChoice;
  RoleInUse: ResolverTypeWrapper<RoleInUse>;
  RoleNameTaken: ResolverTypeWrapper<RoleNameTaken>;
  RotateApiKeyError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RotateApiKeyError']>;
  RotateApiKeyInput: RotateApiKeyInput;
  RotateApiKeyPayload: ResolverTypeWrapper<Omit<RotateApiKeyPayload, 'apiKey' | 'errors'> & { apiKey?: Maybe<ResolversTypes['ApiKey']>, errors: Array<ResolversTypes['RotateApiKeyError']> }>;
  RotateOauthClientSecretError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RotateOauthClientSecretError']>;
  RotateOauthClientSecretInput: RotateOauthClientSecretInput;
  RotateOauthClientSecretPayload: ResolverTypeWrapper<Omit<RotateOauthClientSecretPayload, 'errors' | 'oauthClient'> & { errors: Array<ResolversTypes['RotateOauthClientSecretError']>, oauthClient?: Maybe<ResolversTypes['OauthClient']> }>;
  SecondFactorDemanded: ResolverTypeWrapper<SecondFactorDemanded>;
  SecondFactorEnrolmentRequired: ResolverTypeWrapper<SecondFactorEnrolmentRequiredModel>;
  SecondFactorKind: SecondFactorKind;
  SecondFactorMethod: SecondFactorMethod;
  SecondFactorPolicy: ResolverTypeWrapper<SecondFactorPolicyModel>;
  SecondFactorRequired: ResolverTypeWrapper<SecondFactorRequiredModel>;
  SecondFactorRequirement: SecondFactorRequirement;
  SecondFactors: ResolverTypeWrapper<SecondFactors>;
  ServiceAccount: ResolverTypeWrapper<ServiceAccountModel>;
  ServiceAccountConnection: ResolverTypeWrapper<Omit<ServiceAccountConnection, 'edges' | 'nodes'> & { edges: Array<ResolversTypes['ServiceAccountEdge']>, nodes: Array<ResolversTypes['ServiceAccount']> }>;
  ServiceAccountEdge: ResolverTypeWrapper<Omit<ServiceAccountEdge, 'node'> & { node: ResolversTypes['ServiceAccount'] }>;
  Session: ResolverTypeWrapper<SessionModel>;
  SessionConnection: ResolverTypeWrapper<Omit<SessionConnection, 'edges' | 'nodes'> & { edges: Array<ResolversTypes['SessionEdge']>, nodes: Array<ResolversTypes['Session']> }>;
  SessionEdge: ResolverTypeWrapper<Omit<SessionEdge, 'node'> & { node: ResolversTypes['Session'] }>;
  SessionEnded: ResolverTypeWrapper<SessionEnded>;
  SessionTokens: ResolverTypeWrapper<SessionTokens>;
  SignInError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['SignInError']>;
  SignInInput: SignInInput;
  SignInPayload: ResolverTypeWrapper<Omit<SignInPayload, 'errors' | 'user'> & { errors: Array<ResolversTypes['SignInError']>, user?: Maybe<ResolversTypes['User']> }>;
  SignInProvider: ResolverTypeWrapper<SignInProvider>;
  SignInWithPasskeyError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['SignInWithPasskeyError']>;
  SignInWithPasskeyInput: SignInWithPasskeyInput;
  SignInWithPasskeyPayload: ResolverTypeWrapper<Omit<SignInWithPasskeyPayload, 'errors' | 'user'> & { errors: Array<ResolversTypes['SignInWithPasskeyError']>, user?: Maybe<ResolversTypes['User']> }>;
  SignInWithProviderError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['SignInWithProviderError']>;
  SignInWithProviderInput: SignInWithProviderInput;
  SignInWithProviderPayload: ResolverTypeWrapper<Omit<SignInWithProviderPayload, 'errors' | 'user'> & { errors: Array<ResolversTypes['SignInWithProviderError']>, user?: Maybe<ResolversTypes['User']> }>;
  SignOutPayload: ResolverTypeWrapper<SignOutPayload>;
  SignUpByInvitationError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['SignUpByInvitationError']>;
  SignUpByInvitationInput: SignUpByInvitationInput;
  SignUpByInvitationPayload: ResolverTypeWrapper<Omit<SignUpByInvitationPayload, 'errors' | 'user'> & { errors: Array<ResolversTypes['SignUpByInvitationError']>, user?: Maybe<ResolversTypes['User']> }>;
  SignUpError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['SignUpError']>;
  SignUpInput: SignUpInput;
  SignUpPayload: ResolverTypeWrapper<Omit<SignUpPayload, 'errors' | 'user'> & { errors: Array<ResolversTypes['SignUpError']>, user?: Maybe<ResolversTypes['User']> }>;
  SuccessorInput: SuccessorInput;
  SuccessorNeeded: ResolverTypeWrapper<SuccessorNeeded>;
  SuspendMemberError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['SuspendMemberError']>;
  SuspendMemberInput: SuspendMemberInput;
  SuspendMemberPayload: ResolverTypeWrapper<Omit<SuspendMemberPayload, 'errors' | 'user'> & { errors: Array<ResolversTypes['SuspendMemberError']>, user?: Maybe<ResolversTypes['User']> }>;
  SuspendUserError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['SuspendUserError']>;
  SuspendUserInput: SuspendUserInput;
  SuspendUserPayload: ResolverTypeWrapper<Omit<SuspendUserPayload, 'errors'> & { errors: Array<ResolversTypes['SuspendUserError']> }>;
  TooManyAttempts: ResolverTypeWrapper<TooManyAttempts>;
  TotpFactor: ResolverTypeWrapper<TotpFactor>;
  UnlinkIdentityError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['UnlinkIdentityError']>;
  UnlinkIdentityInput: UnlinkIdentityInput;
  UnlinkIdentityPayload: ResolverTypeWrapper<Omit<UnlinkIdentityPayload, 'errors' | 'user'> & { errors: Array<ResolversTypes['UnlinkIdentityError']>, user?: Maybe<ResolversTypes['User']> }>;
  UpdateOauthClientError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['UpdateOauthClientError']>;
  UpdateOauthClientInput: UpdateOauthClientInput;
  UpdateOauthClientPayload: ResolverTypeWrapper<Omit<UpdateOauthClientPayload, 'errors' | 'oauthClient'> & { errors: Array<ResolversTypes['UpdateOauthClientError']>, oauthClient?: Maybe<ResolversTypes['OauthClient']> }>;
  UpdateProfileError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['UpdateProfileError']>;
  UpdateProfileInput: UpdateProfileInput;
  UpdateProfilePayload: ResolverTypeWrapper<Omit<UpdateProfilePayload, 'errors' | 'user'> & { errors: Array<ResolversTypes['UpdateProfileError']>, user?: Maybe<ResolversTypes['User']> }>;
  UpdateRoleError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['UpdateRoleError']>;
  UpdateRoleInput: UpdateRoleInput;
  UpdateRolePayload: ResolverTypeWrapper<Omit<UpdateRolePayload, 'errors' | 'role'> & { errors: Array<ResolversTypes['UpdateRoleError']>, role?: Maybe<ResolversTypes['OrganizationRole']> }>;
  User: ResolverTypeWrapper<UserModel>;
  UserConnection: ResolverTypeWrapper<Omit<UserConnection, 'edges' | 'nodes'> & { edges: Array<ResolversTypes['UserEdge']>, nodes: Array<ResolversTypes['User']> }>;
  UserEdge: ResolverTypeWrapper<Omit<UserEdge, 'node'> & { node: ResolversTypes['User'] }>;
  UserError: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['UserError']>;
  VerifyEmailError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['VerifyEmailError']>;
  VerifyEmailInput: VerifyEmailInput;
  VerifyEmailPayload: ResolverTypeWrapper<Omit<VerifyEmailPayload, 'errors'> & { errors: Array<ResolversTypes['VerifyEmailError']> }>;
  Viewer: ResolverTypeWrapper<CallerUserModel>;
  WeakPassword: ResolverTypeWrapper<WeakPassword>;
  WrongAccount: ResolverTypeWrapper<WrongAccount>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  AcceptInvitationError: ResolversUnionTypes<ResolversParentTypes>['AcceptInvitationError'];
  AcceptInvitationInput: AcceptInvitationInput;
  String: Scalars['String']['output'];
  AcceptInvitationPayload: Omit<AcceptInvitationPayload, 'errors' | 'organization'> & { errors: Array<ResolversParentTypes['AcceptInvitationError']>, organization?: Maybe<ResolversParentTypes['Organization']> };
  AccountDeleted: AccountDeleted;
  AccountExists: AccountExists;
  AlreadyMember: AlreadyMember;
  AlreadyVerified: AlreadyVerified;
  ApiKey: ApiKeyModel;
  ID: Scalars['ID']['output'];
  ApiKeyConnection: Omit<ApiKeyConnection, 'edges' | 'nodes'> & { edges: Array<ResolversParentTypes['ApiKeyEdge']>, nodes: Array<ResolversParentTypes['ApiKey']> };
  ApiKeyEdge: Omit<ApiKeyEdge, 'node'> & { node: ResolversParentTypes['ApiKey'] };
  ApproveAuthorizationError: ResolversUnionTypes<ResolversParentTypes>['ApproveAuthorizationError'];
  ApproveAuthorizationInput: ApproveAuthorizationInput;
  ApproveAuthorizationPayload: Omit<ApproveAuthorizationPayload, 'errors'> & { errors: Array<ResolversParentTypes['ApproveAuthorizationError']> };
  AuthorizationRequest: ShownRequestModel;
  AuthorizedApplication: AuthorizedApplicationModel;
  AuthorizedApplicationConnection: Omit<AuthorizedApplicationConnection, 'edges' | 'nodes'> & { edges: Array<ResolversParentTypes['AuthorizedApplicationEdge']>, nodes: Array<ResolversParentTypes['AuthorizedApplication']> };
  AuthorizedApplicationEdge: Omit<AuthorizedApplicationEdge, 'node'> & { node: ResolversParentTypes['AuthorizedApplication'] };
  BeginPasskeyAuthenticationError: ResolversUnionTypes<ResolversParentTypes>['BeginPasskeyAuthenticationError'];
  BeginPasskeyAuthenticationInput: BeginPasskeyAuthenticationInput;
  BeginPasskeyAuthenticationPayload: Omit<BeginPasskeyAuthenticationPayload, 'errors'> & { errors: Array<ResolversParentTypes['BeginPasskeyAuthenticationError']> };
  BeginPasskeyRegistrationError: ResolversUnionTypes<ResolversParentTypes>['BeginPasskeyRegistrationError'];
  BeginPasskeyRegistrationInput: BeginPasskeyRegistrationInput;
  BeginPasskeyRegistrationPayload: Omit<BeginPasskeyRegistrationPayload, 'errors'> & { errors: Array<ResolversParentTypes['BeginPasskeyRegistrationError']> };
  ChangeAuditRetentionError: ResolversUnionTypes<ResolversParentTypes>['ChangeAuditRetentionError'];
  ChangeAuditRetentionInput: ChangeAuditRetentionInput;
  ChangeAuditRetentionPayload: Omit<ChangeAuditRetentionPayload, 'errors' | 'organization'> & { errors: Array<ResolversParentTypes['ChangeAuditRetentionError']>, organization?: Maybe<ResolversParentTypes['Organization']> };
  ChangePasswordError: ResolversUnionTypes<ResolversParentTypes>['ChangePasswordError'];
  ChangePasswordInput: ChangePasswordInput;
  ChangePasswordPayload: Omit<ChangePasswordPayload, 'errors' | 'user'> & { errors: Array<ResolversParentTypes['ChangePasswordError']>, user?: Maybe<ResolversParentTypes['User']> };
  ChangeRoleError: ResolversUnionTypes<ResolversParentTypes>['ChangeRoleError'];
  ChangeRoleInput: ChangeRoleInput;
  ChangeRolePayload: Omit<ChangeRolePayload, 'errors' | 'user'> & { errors: Array<ResolversParentTypes['ChangeRoleError']>, user?: Maybe<ResolversParentTypes['User']> };
  ChangeSecondFactorPolicyError: ResolversUnionTypes<ResolversParentTypes>['ChangeSecondFactorPolicyError'];
  ChangeSecondFactorPolicyInput: ChangeSecondFactorPolicyInput;
  ChangeSecondFactorPolicyPayload: Omit<ChangeSecondFactorPolicyPayload, 'errors' | 'organization'> & { errors: Array<ResolversParentTypes['ChangeSecondFactorPolicyError']>, organization?: Maybe<ResolversParentTypes['Organization']> };
  ChangeServiceAccountRoleError: ResolversUnionTypes<ResolversParentTypes>['ChangeServiceAccountRoleError'];
  ChangeServiceAccountRoleInput: ChangeServiceAccountRoleInput;
  ChangeServiceAccountRolePayload: Omit<ChangeServiceAccountRolePayload, 'errors' | 'serviceAccount'> & { errors: Array<ResolversParentTypes['ChangeServiceAccountRoleError']>, serviceAccount?: Maybe<ResolversParentTypes['ServiceAccount']> };
  CompleteSignInError: ResolversUnionTypes<ResolversParentTypes>['CompleteSignInError'];
  CompleteSignInInput: CompleteSignInInput;
  CompleteSignInPayload: Omit<CompleteSignInPayload, 'errors' | 'user'> & { errors: Array<ResolversParentTypes['CompleteSignInError']>, user?: Maybe<ResolversParentTypes['User']> };
  ConfirmEmailChangeError: ResolversUnionTypes<ResolversParentTypes>['ConfirmEmailChangeError'];
  ConfirmEmailChangeInput: ConfirmEmailChangeInput;
  ConfirmEmailChangePayload: Omit<ConfirmEmailChangePayload, 'errors'> & { errors: Array<ResolversParentTypes['ConfirmEmailChangeError']> };
  ConfirmIdentityLinkError: ResolversUnionTypes<ResolversParentTypes>['ConfirmIdentityLinkError'];
  ConfirmIdentityLinkInput: ConfirmIdentityLinkInput;
  ConfirmIdentityLinkPayload: Omit<ConfirmIdentityLinkPayload, 'errors' | 'user'> & { errors: Array<ResolversParentTypes['ConfirmIdentityLinkError']>, user?: Maybe<ResolversParentTypes['User']> };
  ConfirmTotpError: ResolversUnionTypes<ResolversParentTypes>['ConfirmTotpError'];
  ConfirmTotpInput: ConfirmTotpInput;
  ConfirmTotpPayload: Omit<ConfirmTotpPayload, 'errors' | 'user'> & { errors: Array<ResolversParentTypes['ConfirmTotpError']>, user?: Maybe<ResolversParentTypes['User']> };
  CreateApiKeyError: ResolversUnionTypes<ResolversParentTypes>['CreateApiKeyError'];
  CreateApiKeyInput: CreateApiKeyInput;
  CreateApiKeyPayload: Omit<CreateApiKeyPayload, 'apiKey' | 'errors'> & { apiKey?: Maybe<ResolversParentTypes['ApiKey']>, errors: Array<ResolversParentTypes['CreateApiKeyError']> };
  CreateOauthClientError: ResolversUnionTypes<ResolversParentTypes>['CreateOauthClientError'];
  CreateOauthClientInput: CreateOauthClientInput;
  CreateOauthClientPayload: Omit<CreateOauthClientPayload, 'errors' | 'oauthClient'> & { errors: Array<ResolversParentTypes['CreateOauthClientError']>, oauthClient?: Maybe<ResolversParentTypes['OauthClient']> };
  CreateOrganizationError: ResolversUnionTypes<ResolversParentTypes>['CreateOrganizationError'];
  CreateOrganizationInput: CreateOrganizationInput;
  CreateOrganizationPayload: Omit<CreateOrganizationPayload, 'errors' | 'organization'> & { errors: Array<ResolversParentTypes['CreateOrganizationError']>, organization?: Maybe<ResolversParentTypes['Organization']> };
  CreateRoleError: ResolversUnionTypes<ResolversParentTypes>['CreateRoleError'];
  CreateRoleInput: CreateRoleInput;
  CreateRolePayload: Omit<CreateRolePayload, 'errors' | 'role'> & { errors: Array<ResolversParentTypes['CreateRoleError']>, role?: Maybe<ResolversParentTypes['OrganizationRole']> };
  CreateServiceAccountError: ResolversUnionTypes<ResolversParentTypes>['CreateServiceAccountError'];
  CreateServiceAccountInput: CreateServiceAccountInput;
  CreateServiceAccountPayload: Omit<CreateServiceAccountPayload, 'errors' | 'serviceAccount'> & { errors: Array<ResolversParentTypes['CreateServiceAccountError']>, serviceAccount?: Maybe<ResolversParentTypes['ServiceAccount']> };
  CreateUserError: ResolversUnionTypes<ResolversParentTypes>['CreateUserError'];
  CreateUserInput: CreateUserInput;
  CreateUserPayload: Omit<CreateUserPayload, 'errors' | 'user'> & { errors: Array<ResolversParentTypes['CreateUserError']>, user?: Maybe<ResolversParentTypes['User']> };
  DataExport: DataExportModel;
  DataExportDomain: DataExportDomain;
  DataExportPart: DataExportPart;
  DataExportPending: DataExportPending;
  DateTime: Scalars['DateTime']['output'];
  DeleteAccountError: ResolversUnionTypes<ResolversParentTypes>['DeleteAccountError'];
  DeleteAccountInput: DeleteAccountInput;
  DeleteAccountPayload: Omit<DeleteAccountPayload, 'errors'> & { errors: Array<ResolversParentTypes['DeleteAccountError']> };
  DeleteOauthClientError: ResolversUnionTypes<ResolversParentTypes>['DeleteOauthClientError'];
  DeleteOauthClientInput: DeleteOauthClientInput;
  DeleteOauthClientPayload: Omit<DeleteOauthClientPayload, 'errors'> & { errors: Array<ResolversParentTypes['DeleteOauthClientError']> };
  DeleteOrganizationError: ResolversUnionTypes<ResolversParentTypes>['DeleteOrganizationError'];
  DeleteOrganizationInput: DeleteOrganizationInput;
  DeleteOrganizationPayload: Omit<DeleteOrganizationPayload, 'errors'> & { errors: Array<ResolversParentTypes['DeleteOrganizationError']> };
  DeleteRoleError: ResolversUnionTypes<ResolversParentTypes>['DeleteRoleError'];
  DeleteRoleInput: DeleteRoleInput;
  DeleteRolePayload: Omit<DeleteRolePayload, 'errors'> & { errors: Array<ResolversParentTypes['DeleteRoleError']> };
  DenyAuthorizationError: ResolversUnionTypes<ResolversParentTypes>['DenyAuthorizationError'];
  DenyAuthorizationInput: DenyAuthorizationInput;
  DenyAuthorizationPayload: Omit<DenyAuthorizationPayload, 'errors'> & { errors: Array<ResolversParentTypes['DenyAuthorizationError']> };
  DisableServiceAccountError: ResolversUnionTypes<ResolversParentTypes>['DisableServiceAccountError'];
  DisableServiceAccountInput: DisableServiceAccountInput;
  DisableServiceAccountPayload: Omit<DisableServiceAccountPayload, 'errors' | 'serviceAccount'> & { errors: Array<ResolversParentTypes['DisableServiceAccountError']>, serviceAccount?: Maybe<ResolversParentTypes['ServiceAccount']> };
  DomainErasure: DomainErasure;
  EmailNotVerified: EmailNotVerified;
  EmailTaken: EmailTaken;
  EnableServiceAccountError: ResolversUnionTypes<ResolversParentTypes>['EnableServiceAccountError'];
  EnableServiceAccountInput: EnableServiceAccountInput;
  EnableServiceAccountPayload: Omit<EnableServiceAccountPayload, 'errors' | 'serviceAccount'> & { errors: Array<ResolversParentTypes['EnableServiceAccountError']>, serviceAccount?: Maybe<ResolversParentTypes['ServiceAccount']> };
  EndImpersonationError: ResolversUnionTypes<ResolversParentTypes>['EndImpersonationError'];
  EndImpersonationInput: EndImpersonationInput;
  EndImpersonationPayload: Omit<EndImpersonationPayload, 'errors'> & { errors: Array<ResolversParentTypes['EndImpersonationError']> };
  EnrolTotpError: ResolversUnionTypes<ResolversParentTypes>['EnrolTotpError'];
  EnrolTotpInput: EnrolTotpInput;
  EnrolTotpPayload: Omit<EnrolTotpPayload, 'errors'> & { errors: Array<ResolversParentTypes['EnrolTotpError']> };
  ErasedKind: ErasedKind;
  Erasure: ErasureModel;
  ErasureConnection: Omit<ErasureConnection, 'edges' | 'nodes'> & { edges: Array<ResolversParentTypes['ErasureEdge']>, nodes: Array<ResolversParentTypes['Erasure']> };
  ErasureEdge: Omit<ErasureEdge, 'node'> & { node: ResolversParentTypes['Erasure'] };
  IdentityTaken: IdentityTaken;
  ImpersonateError: ResolversUnionTypes<ResolversParentTypes>['ImpersonateError'];
  ImpersonateInput: ImpersonateInput;
  ImpersonatePayload: Omit<ImpersonatePayload, 'errors' | 'impersonation'> & { errors: Array<ResolversParentTypes['ImpersonateError']>, impersonation?: Maybe<ResolversParentTypes['Impersonation']> };
  Impersonation: ImpersonationModel;
  InOtherOrganizations: InOtherOrganizations;
  InvalidCredentials: InvalidCredentials;
  InvalidInput: InvalidInput;
  InvalidProof: InvalidProof;
  InvalidToken: InvalidToken;
  Invitation: InvitationModel;
  InvitationConnection: Omit<InvitationConnection, 'edges' | 'nodes'> & { edges: Array<ResolversParentTypes['InvitationEdge']>, nodes: Array<ResolversParentTypes['Invitation']> };
  InvitationEdge: Omit<InvitationEdge, 'node'> & { node: ResolversParentTypes['Invitation'] };
  InvitationPreview: InvitationPreview;
  InviteMemberError: ResolversUnionTypes<ResolversParentTypes>['InviteMemberError'];
  InviteMemberInput: InviteMemberInput;
  InviteMemberPayload: Omit<InviteMemberPayload, 'errors' | 'invitation'> & { errors: Array<ResolversParentTypes['InviteMemberError']>, invitation?: Maybe<ResolversParentTypes['Invitation']> };
  JSON: Scalars['JSON']['output'];
  KeptKind: KeptKind;
  LastAdmin: LastAdmin;
  LastSignInMethod: LastSignInMethod;
  LinkIdentityError: ResolversUnionTypes<ResolversParentTypes>['LinkIdentityError'];
  LinkIdentityInput: LinkIdentityInput;
  LinkIdentityPayload: Omit<LinkIdentityPayload, 'errors'> & { errors: Array<ResolversParentTypes['LinkIdentityError']> };
  LinkedIdentity: LinkedIdentityModel;
  Membership: MembershipModel;
  Mutation: Record<PropertyKey, never>;
  NoOrganization: NoOrganization;
  NotFound: NotFound;
  OauthClient: OauthClientModel;
  OauthClientConnection: Omit<OauthClientConnection, 'edges' | 'nodes'> & { edges: Array<ResolversParentTypes['OauthClientEdge']>, nodes: Array<ResolversParentTypes['OauthClient']> };
  OauthClientEdge: Omit<OauthClientEdge, 'node'> & { node: ResolversParentTypes['OauthClient'] };
  Organization: OrganizationModel;
  OrganizationRole: OrganizationRoleModel;
  PageInfo: PageInfo;
  Passkey: Passkey;
  Permission: Permission;
  Query: Record<PropertyKey, never>;
  ReauthenticateError: ResolversUnionTypes<ResolversParentTypes>['ReauthenticateError'];
  ReauthenticateInput: ReauthenticateInput;
  ReauthenticatePayload: Omit<ReauthenticatePayload, 'errors'> & { errors: Array<ResolversParentTypes['ReauthenticateError']> };
  RefreshSessionError: ResolversUnionTypes<ResolversParentTypes>['RefreshSessionError'];
  RefreshSessionInput: RefreshSessionInput;
  RefreshSessionPayload: Omit<RefreshSessionPayload, 'errors' | 'user'> & { errors: Array<ResolversParentTypes['RefreshSessionError']>, user?: Maybe<ResolversParentTypes['User']> };
  RegenerateRecoveryCodesError: ResolversUnionTypes<ResolversParentTypes>['RegenerateRecoveryCodesError'];
  RegenerateRecoveryCodesPayload: Omit<RegenerateRecoveryCodesPayload, 'errors'> & { errors: Array<ResolversParentTypes['RegenerateRecoveryCodesError']> };
  RegisterPasskeyError: ResolversUnionTypes<ResolversParentTypes>['RegisterPasskeyError'];
  RegisterPasskeyInput: RegisterPasskeyInput;
  RegisterPasskeyPayload: Omit<RegisterPasskeyPayload, 'errors' | 'user'> & { errors: Array<ResolversParentTypes['RegisterPasskeyError']>, user?: Maybe<ResolversParentTypes['User']> };
  RemoveMemberError: ResolversUnionTypes<ResolversParentTypes>['RemoveMemberError'];
  RemoveMemberInput: RemoveMemberInput;
  RemoveMemberPayload: Omit<RemoveMemberPayload, 'errors'> & { errors: Array<ResolversParentTypes['RemoveMemberError']> };
  RemovePasskeyError: ResolversUnionTypes<ResolversParentTypes>['RemovePasskeyError'];
  RemovePasskeyInput: RemovePasskeyInput;
  RemovePasskeyPayload: Omit<RemovePasskeyPayload, 'errors'> & { errors: Array<ResolversParentTypes['RemovePasskeyError']> };
  RemoveTotpError: ResolversUnionTypes<ResolversParentTypes>['RemoveTotpError'];
  RemoveTotpPayload: Omit<RemoveTotpPayload, 'errors'> & { errors: Array<ResolversParentTypes['RemoveTotpError']> };
  RenamePasskeyError: ResolversUnionTypes<ResolversParentTypes>['RenamePasskeyError'];
  RenamePasskeyInput: RenamePasskeyInput;
  RenamePasskeyPayload: Omit<RenamePasskeyPayload, 'errors'> & { errors: Array<ResolversParentTypes['RenamePasskeyError']> };
  RequestDataExportError: ResolversUnionTypes<ResolversParentTypes>['RequestDataExportError'];
  RequestDataExportInput: RequestDataExportInput;
  RequestDataExportPayload: Omit<RequestDataExportPayload, 'dataExport' | 'errors'> & { dataExport?: Maybe<ResolversParentTypes['DataExport']>, errors: Array<ResolversParentTypes['RequestDataExportError']> };
  RequestEmailChangeError: ResolversUnionTypes<ResolversParentTypes>['RequestEmailChangeError'];
  RequestEmailChangeInput: RequestEmailChangeInput;
  RequestEmailChangePayload: Omit<RequestEmailChangePayload, 'errors'> & { errors: Array<ResolversParentTypes['RequestEmailChangeError']> };
  RequestPasswordResetError: ResolversUnionTypes<ResolversParentTypes>['RequestPasswordResetError'];
  RequestPasswordResetInput: RequestPasswordResetInput;
  RequestPasswordResetPayload: Omit<RequestPasswordResetPayload, 'errors'> & { errors: Array<ResolversParentTypes['RequestPasswordResetError']> };
  ResendInvitationError: ResolversUnionTypes<ResolversParentTypes>['ResendInvitationError'];
  ResendInvitationInput: ResendInvitationInput;
  ResendInvitationPayload: Omit<ResendInvitationPayload, 'errors' | 'invitation'> & { errors: Array<ResolversParentTypes['ResendInvitationError']>, invitation?: Maybe<ResolversParentTypes['Invitation']> };
  ResendVerificationError: ResolversUnionTypes<ResolversParentTypes>['ResendVerificationError'];
  ResendVerificationPayload: Omit<ResendVerificationPayload, 'errors'> & { errors: Array<ResolversParentTypes['ResendVerificationError']> };
  ResetPasswordError: ResolversUnionTypes<ResolversParentTypes>['ResetPasswordError'];
  ResetPasswordInput: ResetPasswordInput;
  ResetPasswordPayload: Omit<ResetPasswordPayload, 'errors'> & { errors: Array<ResolversParentTypes['ResetPasswordError']> };
  ResetSecondFactorsError: ResolversUnionTypes<ResolversParentTypes>['ResetSecondFactorsError'];
  ResetSecondFactorsInput: ResetSecondFactorsInput;
  ResetSecondFactorsPayload: Omit<ResetSecondFactorsPayload, 'errors'> & { errors: Array<ResolversParentTypes['ResetSecondFactorsError']> };
  RestoreAccountError: ResolversUnionTypes<ResolversParentTypes>['RestoreAccountError'];
  RestoreAccountInput: RestoreAccountInput;
  RestoreAccountPayload: Omit<RestoreAccountPayload, 'errors'> & { errors: Array<ResolversParentTypes['RestoreAccountError']> };
  RestoreMemberError: ResolversUnionTypes<ResolversParentTypes>['RestoreMemberError'];
  RestoreMemberInput: RestoreMemberInput;
  RestoreMemberPayload: Omit<RestoreMemberPayload, 'errors' | 'user'> & { errors: Array<ResolversParentTypes['RestoreMemberError']>, user?: Maybe<ResolversParentTypes['User']> };
  RestoreOrganizationError: ResolversUnionTypes<ResolversParentTypes>['RestoreOrganizationError'];
  RestoreOrganizationInput: RestoreOrganizationInput;
  RestoreOrganizationPayload: Omit<RestoreOrganizationPayload, 'errors'> & { errors: Array<ResolversParentTypes['RestoreOrganizationError']> };
  RestoreUserError: ResolversUnionTypes<ResolversParentTypes>['RestoreUserError'];
  RestoreUserInput: RestoreUserInput;
  RestoreUserPayload: Omit<RestoreUserPayload, 'errors'> & { errors: Array<ResolversParentTypes['RestoreUserError']> };
  RevokeAllSessionsPayload: RevokeAllSessionsPayload;
  RevokeApiKeyError: ResolversUnionTypes<ResolversParentTypes>['RevokeApiKeyError'];
  RevokeApiKeyInput: RevokeApiKeyInput;
  RevokeApiKeyPayload: Omit<RevokeApiKeyPayload, 'apiKey' | 'errors'> & { apiKey?: Maybe<ResolversParentTypes['ApiKey']>, errors: Array<ResolversParentTypes['RevokeApiKeyError']> };
  RevokeAuthorizedApplicationError: ResolversUnionTypes<ResolversParentTypes>['RevokeAuthorizedApplicationError'];
  RevokeAuthorizedApplicationInput: RevokeAuthorizedApplicationInput;
  RevokeAuthorizedApplicationPayload: Omit<RevokeAuthorizedApplicationPayload, 'errors'> & { errors: Array<ResolversParentTypes['RevokeAuthorizedApplicationError']> };
  RevokeInvitationError: ResolversUnionTypes<ResolversParentTypes>['RevokeInvitationError'];
  RevokeInvitationInput: RevokeInvitationInput;
  RevokeInvitationPayload: Omit<RevokeInvitationPayload, 'errors' | 'invitation'> & { errors: Array<ResolversParentTypes['RevokeInvitationError']>, invitation?: Maybe<ResolversParentTypes['Invitation']> };
  RevokeMemberSessionsError: ResolversUnionTypes<ResolversParentTypes>['RevokeMemberSessionsError'];
  RevokeMemberSessionsInput: RevokeMemberSessionsInput;
  RevokeMemberSessionsPayload: Omit<RevokeMemberSessionsPayload, 'errors'> & { errors: Array<ResolversParentTypes['RevokeMemberSessionsError']> };
  RevokeOtherSessionsPayload: RevokeOtherSessionsPayload;
  RevokeSessionError: ResolversUnionTypes<ResolversParentTypes>['RevokeSessionError'];
  RevokeSessionInput: RevokeSessionInput;
  RevokeSessionPayload: Omit<RevokeSessionPayload, 'errors'> & { errors: Array<ResolversParentTypes['RevokeSessionError']> };
  RoleChoice: RoleChoice;
  RoleInUse: RoleInUse;
  RoleNameTaken: RoleNameTaken;
  RotateApiKeyError: ResolversUnionTypes<ResolversParentTypes>['RotateApiKeyError'];
  RotateApiKeyInput: RotateApiKeyInput;
  RotateApiKeyPayload: Omit<RotateApiKeyPayload, 'apiKey' | 'errors'> & { apiKey?: Maybe<ResolversParentTypes['ApiKey']>, errors: Array<ResolversParentTypes['RotateApiKeyError']> };
  RotateOauthClientSecretError: ResolversUnionTypes<ResolversParentTypes>['RotateOauthClientSecretError'];
  RotateOauthClientSecretInput: RotateOauthClientSecretInput;
  RotateOauthClientSecretPayload: Omit<RotateOauthClientSecretPayload, 'errors' | 'oauthClient'> & { errors: Array<ResolversParentTypes['RotateOauthClientSecretError']>, oauthClient?: Maybe<ResolversParentTypes['OauthClient']> };
  SecondFactorDemanded: SecondFactorDemanded;
  SecondFactorEnrolmentRequired: SecondFactorEnrolmentRequiredModel;
  SecondFactorPolicy: SecondFactorPolicyModel;
  SecondFactorRequired: SecondFactorRequiredModel;
  SecondFactors: SecondFactors;
  ServiceAccount: ServiceAccountModel;
  ServiceAccountConnection: Omit<ServiceAccountConnection, 'edges' | 'nodes'> & { edges: Array<ResolversParentTypes['ServiceAccountEdge']>, nodes: Array<ResolversParentTypes['ServiceAccount']> };
  ServiceAccountEdge: Omit<ServiceAccountEdge, 'node'> & { node: ResolversParentTypes['ServiceAccount'] };
  Session: SessionModel;
  SessionConnection: Omit<SessionConnection, 'edges' | 'nodes'> & { edges: Array<ResolversParentTypes['SessionEdge']>, nodes: Array<ResolversParentTypes['Session']> };
  SessionEdge: Omit<SessionEdge, 'node'> & { node: ResolversParentTypes['Session'] };
  SessionEnded: SessionEnded;
  SessionTokens: SessionTokens;
  SignInError: ResolversUnionTypes<ResolversParentTypes>['SignInError'];
  SignInInput: SignInInput;
  SignInPayload: Omit<SignInPayload, 'errors' | 'user'> & { errors: Array<ResolversParentTypes['SignInError']>, user?: Maybe<ResolversParentTypes['User']> };
  SignInProvider: SignInProvider;
  SignInWithPasskeyError: ResolversUnionTypes<ResolversParentTypes>['SignInWithPasskeyError'];
  SignInWithPasskeyInput: SignInWithPasskeyInput;
  SignInWithPasskeyPayload: Omit<SignInWithPasskeyPayload, 'errors' | 'user'> & { errors: Array<ResolversParentTypes['SignInWithPasskeyError']>, user?: Maybe<ResolversParentTypes['User']> };
  SignInWithProviderError: ResolversUnionTypes<ResolversParentTypes>['SignInWithProviderError'];
  SignInWithProviderInput: SignInWithProviderInput;
  SignInWithProviderPayload: Omit<SignInWithProviderPayload, 'errors' | 'user'> & { errors: Array<ResolversParentTypes['SignInWithProviderError']>, user?: Maybe<ResolversParentTypes['User']> };
  SignOutPayload: SignOutPayload;
  SignUpByInvitationError: ResolversUnionTypes<ResolversParentTypes>['SignUpByInvitationError'];
  SignUpByInvitationInput: SignUpByInvitationInput;
  SignUpByInvitationPayload: Omit<SignUpByInvitationPayload, 'errors' | 'user'> & { errors: Array<ResolversParentTypes['SignUpByInvitationError']>, user?: Maybe<ResolversParentTypes['User']> };
  SignUpError: ResolversUnionTypes<ResolversParentTypes>['SignUpError'];
  SignUpInput: SignUpInput;
  SignUpPayload: Omit<SignUpPayload, 'errors' | 'user'> & { errors: Array<ResolversParentTypes['SignUpError']>, user?: Maybe<ResolversParentTypes['User']> };
  SuccessorInput: SuccessorInput;
  SuccessorNeeded: SuccessorNeeded;
  SuspendMemberError: ResolversUnionTypes<ResolversParentTypes>['SuspendMemberError'];
  SuspendMemberInput: SuspendMemberInput;
  SuspendMemberPayload: Omit<SuspendMemberPayload, 'errors' | 'user'> & { errors: Array<ResolversParentTypes['SuspendMemberError']>, user?: Maybe<ResolversParentTypes['User']> };
  SuspendUserError: ResolversUnionTypes<ResolversParentTypes>['SuspendUserError'];
  SuspendUserInput: SuspendUserInput;
  SuspendUserPayload: Omit<SuspendUserPayload, 'errors'> & { errors: Array<ResolversParentTypes['SuspendUserError']> };
  TooManyAttempts: TooManyAttempts;
  TotpFactor: TotpFactor;
  UnlinkIdentityError: ResolversUnionTypes<ResolversParentTypes>['UnlinkIdentityError'];
  UnlinkIdentityInput: UnlinkIdentityInput;
  UnlinkIdentityPayload: Omit<UnlinkIdentityPayload, 'errors' | 'user'> & { errors: Array<ResolversParentTypes['UnlinkIdentityError']>, user?: Maybe<ResolversParentTypes['User']> };
  UpdateOauthClientError: ResolversUnionTypes<ResolversParentTypes>['UpdateOauthClientError'];
  UpdateOauthClientInput: UpdateOauthClientInput;
  UpdateOauthClientPayload: Omit<UpdateOauthClientPayload, 'errors' | 'oauthClient'> & { errors: Array<ResolversParentTypes['UpdateOauthClientError']>, oauthClient?: Maybe<ResolversParentTypes['OauthClient']> };
  UpdateProfileError: ResolversUnionTypes<ResolversParentTypes>['UpdateProfileError'];
  UpdateProfileInput: UpdateProfileInput;
  UpdateProfilePayload: Omit<UpdateProfilePayload, 'errors' | 'user'> & { errors: Array<ResolversParentTypes['UpdateProfileError']>, user?: Maybe<ResolversParentTypes['User']> };
  UpdateRoleError: ResolversUnionTypes<ResolversParentTypes>['UpdateRoleError'];
  UpdateRoleInput: UpdateRoleInput;
  UpdateRolePayload: Omit<UpdateRolePayload, 'errors' | 'role'> & { errors: Array<ResolversParentTypes['UpdateRoleError']>, role?: Maybe<ResolversParentTypes['OrganizationRole']> };
  User: UserModel;
  UserConnection: Omit<UserConnection, 'edges' | 'nodes'> & { edges: Array<ResolversParentTypes['UserEdge']>, nodes: Array<ResolversParentTypes['User']> };
  UserEdge: Omit<UserEdge, 'node'> & { node: ResolversParentTypes['User'] };
  UserError: ResolversInterfaceTypes<ResolversParentTypes>['UserError'];
  VerifyEmailError: ResolversUnionTypes<ResolversParentTypes>['VerifyEmailError'];
  VerifyEmailInput: VerifyEmailInput;
  VerifyEmailPayload: Omit<VerifyEmailPayload, 'errors'> & { errors: Array<ResolversParentTypes['VerifyEmailError']> };
  Viewer: CallerUserModel;
  WeakPassword: WeakPassword;
  WrongAccount: WrongAccount;
  Boolean: Scalars['Boolean']['output'];
  Int: Scalars['Int']['output'];
};

export type CacheControlDirectiveArgs = {
  inheritMaxAge?: Maybe<Scalars['Boolean']['input']>;
  maxAge?: Maybe<Scalars['Int']['input']>;
  scope?: Maybe<CacheControlScope>;
};

export type CacheControlDirectiveResolver<Result, Parent, ContextType = Context, Args = CacheControlDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type AcceptInvitationErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AcceptInvitationError'] = ResolversParentTypes['AcceptInvitationError']> = {
  __resolveType: TypeResolveFn<'AlreadyMember' | 'InvalidInput' | 'InvalidToken' | 'WrongAccount', ParentType, ContextType>;
};

export type AcceptInvitationPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AcceptInvitationPayload'] = ResolversParentTypes['AcceptInvitationPayload']> = {
  errors?: Resolver<Array<ResolversTypes['AcceptInvitationError']>, ParentType, ContextType>;
  organization?: Resolver<Maybe<ResolversTypes['Organization']>, ParentType, ContextType>;
};

export type AccountDeletedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AccountDeleted'] = ResolversParentTypes['AccountDeleted']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Maybe<Array<ResolversTypes['String']>>, ParentType, ContextType>;
  restorableUntil?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  restoreToken?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AccountExistsResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AccountExists'] = ResolversParentTypes['AccountExists']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Maybe<Array<ResolversTypes['String']>>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AlreadyMemberResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AlreadyMember'] = ResolversParentTypes['AlreadyMember']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Maybe<Array<ResolversTypes['String']>>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AlreadyVerifiedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AlreadyVerified'] = ResolversParentTypes['AlreadyVerified']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Maybe<Array<ResolversTypes['String']>>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ApiKeyResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ApiKey'] = ResolversParentTypes['ApiKey'], FederationReferenceType extends FederationReferenceTypes['ApiKey'] = FederationReferenceTypes['ApiKey']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['ApiKey']> | FederationReferenceType, FederationReferenceType, ContextType>;
  budget?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  expiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  isActive?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  lastUsedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  prefix?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  replacedBy?: Resolver<Maybe<ResolversTypes['ApiKey']>, ParentType, ContextType>;
  revokedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  scopes?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  serviceAccount?: Resolver<Maybe<ResolversTypes['ServiceAccount']>, ParentType, ContextType>;
};

export type ApiKeyConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ApiKeyConnection'] = ResolversParentTypes['ApiKeyConnection']> = {
  edges?: Resolver<Array<ResolversTypes['ApiKeyEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['ApiKey']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type ApiKeyEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ApiKeyEdge'] = ResolversParentTypes['ApiKeyEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['ApiKey'], ParentType, ContextType>;
};

export type ApproveAuthorizationErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ApproveAuthorizationError'] = ResolversParentTypes['ApproveAuthorizationError']> = {
  __resolveType: TypeResolveFn<'InvalidInput' | 'NotFound', ParentType, ContextType>;
};

export type ApproveAuthorizationPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ApproveAuthorizationPayload'] = ResolversParentTypes['ApproveAuthorizationPayload']> = {
  errors?: Resolver<Array<ResolversTypes['ApproveAuthorizationError']>, ParentType, ContextType>;
  redirectUrl?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type AuthorizationRequestResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AuthorizationRequest'] = ResolversParentTypes['AuthorizationRequest']> = {
  clientName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  expiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  isConsented?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  organization?: Resolver<ResolversTypes['Organization'], ParentType, ContextType>;
  redirectUrl?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  scopes?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
};

export type AuthorizedApplicationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AuthorizedApplication'] = ResolversParentTypes['AuthorizedApplication']> = {
  authorizedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  organization?: Resolver<ResolversTypes['Organization'], ParentType, ContextType>;
  scopes?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
};

export type AuthorizedApplicationConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AuthorizedApplicationConnection'] = ResolversParentTypes['AuthorizedApplicationConnection']> = {
  edges?: Resolver<Array<ResolversTypes['AuthorizedApplicationEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['AuthorizedApplication']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type AuthorizedApplicationEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AuthorizedApplicationEdge'] = ResolversParentTypes['AuthorizedApplicationEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['AuthorizedApplication'], ParentType, ContextType>;
};

export type BeginPasskeyAuthenticationErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['BeginPasskeyAuthenticationError'] = ResolversParentTypes['BeginPasskeyAuthenticationError']> = {
  __resolveType: TypeResolveFn<'InvalidToken', ParentType, ContextType>;
};

export type BeginPasskeyAuthenticationPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['BeginPasskeyAuthenticationPayload'] = ResolversParentTypes['BeginPasskeyAuthenticationPayload']> = {
  errors?: Resolver<Array<ResolversTypes['BeginPasskeyAuthenticationError']>, ParentType, ContextType>;
  expiresAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  options?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
};

export type BeginPasskeyRegistrationErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['BeginPasskeyRegistrationError'] = ResolversParentTypes['BeginPasskeyRegistrationError']> = {
  __resolveType: TypeResolveFn<'InvalidToken', ParentType, ContextType>;
};

export type BeginPasskeyRegistrationPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['BeginPasskeyRegistrationPayload'] = ResolversParentTypes['BeginPasskeyRegistrationPayload']> = {
  errors?: Resolver<Array<ResolversTypes['BeginPasskeyRegistrationError']>, ParentType, ContextType>;
  expiresAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  options?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
};

export type ChangeAuditRetentionErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ChangeAuditRetentionError'] = ResolversParentTypes['ChangeAuditRetentionError']> = {
  __resolveType: TypeResolveFn<'InvalidInput', ParentType, ContextType>;
};

export type ChangeAuditRetentionPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ChangeAuditRetentionPayload'] = ResolversParentTypes['ChangeAuditRetentionPayload']> = {
  errors?: Resolver<Array<ResolversTypes['ChangeAuditRetentionError']>, ParentType, ContextType>;
  organization?: Resolver<Maybe<ResolversTypes['Organization']>, ParentType, ContextType>;
};

export type ChangePasswordErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ChangePasswordError'] = ResolversParentTypes['ChangePasswordError']> = {
  __resolveType: TypeResolveFn<'InvalidCredentials' | 'TooManyAttempts' | 'WeakPassword', ParentType, ContextType>;
};

export type ChangePasswordPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ChangePasswordPayload'] = ResolversParentTypes['ChangePasswordPayload']> = {
  errors?: Resolver<Array<ResolversTypes['ChangePasswordError']>, ParentType, ContextType>;
  user?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
};

export type ChangeRoleErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ChangeRoleError'] = ResolversParentTypes['ChangeRoleError']> = {
  __resolveType: TypeResolveFn<'LastAdmin' | 'NotFound', ParentType, ContextType>;
};

export type ChangeRolePayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ChangeRolePayload'] = ResolversParentTypes['ChangeRolePayload']> = {
  errors?: Resolver<Array<ResolversTypes['ChangeRoleError']>, ParentType, ContextType>;
  user?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
};

export type ChangeSecondFactorPolicyErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ChangeSecondFactorPolicyError'] = ResolversParentTypes['ChangeSecondFactorPolicyError']> = {
  __resolveType: TypeResolveFn<'InvalidInput', ParentType, ContextType>;
};

export type ChangeSecondFactorPolicyPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ChangeSecondFactorPolicyPayload'] = ResolversParentTypes['ChangeSecondFactorPolicyPayload']> = {
  errors?: Resolver<Array<ResolversTypes['ChangeSecondFactorPolicyError']>, ParentType, ContextType>;
  organization?: Resolver<Maybe<ResolversTypes['Organization']>, ParentType, ContextType>;
};

export type ChangeServiceAccountRoleErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ChangeServiceAccountRoleError'] = ResolversParentTypes['ChangeServiceAccountRoleError']> = {
  __resolveType: TypeResolveFn<'NotFound', ParentType, ContextType>;
};

export type ChangeServiceAccountRolePayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ChangeServiceAccountRolePayload'] = ResolversParentTypes['ChangeServiceAccountRolePayload']> = {
  errors?: Resolver<Array<ResolversTypes['ChangeServiceAccountRoleError']>, ParentType, ContextType>;
  serviceAccount?: Resolver<Maybe<ResolversTypes['ServiceAccount']>, ParentType, ContextType>;
};

export type CompleteSignInErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CompleteSignInError'] = ResolversParentTypes['CompleteSignInError']> = {
  __resolveType: TypeResolveFn<'InvalidInput' | 'InvalidProof' | 'InvalidToken' | 'NoOrganization' | 'SecondFactorEnrolmentRequired' | 'SecondFactorRequired' | 'TooManyAttempts', ParentType, ContextType>;
};

export type CompleteSignInPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CompleteSignInPayload'] = ResolversParentTypes['CompleteSignInPayload']> = {
  errors?: Resolver<Array<ResolversTypes['CompleteSignInError']>, ParentType, ContextType>;
  session?: Resolver<Maybe<ResolversTypes['SessionTokens']>, ParentType, ContextType>;
  user?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
};

export type ConfirmEmailChangeErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ConfirmEmailChangeError'] = ResolversParentTypes['ConfirmEmailChangeError']> = {
  __resolveType: TypeResolveFn<'EmailTaken' | 'InvalidToken', ParentType, ContextType>;
};

export type ConfirmEmailChangePayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ConfirmEmailChangePayload'] = ResolversParentTypes['ConfirmEmailChangePayload']> = {
  email?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  errors?: Resolver<Array<ResolversTypes['ConfirmEmailChangeError']>, ParentType, ContextType>;
};

export type ConfirmIdentityLinkErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ConfirmIdentityLinkError'] = ResolversParentTypes['ConfirmIdentityLinkError']> = {
  __resolveType: TypeResolveFn<'IdentityTaken' | 'InvalidInput' | 'InvalidToken', ParentType, ContextType>;
};

export type ConfirmIdentityLinkPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ConfirmIdentityLinkPayload'] = ResolversParentTypes['ConfirmIdentityLinkPayload']> = {
  errors?: Resolver<Array<ResolversTypes['ConfirmIdentityLinkError']>, ParentType, ContextType>;
  user?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
};

export type ConfirmTotpErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ConfirmTotpError'] = ResolversParentTypes['ConfirmTotpError']> = {
  __resolveType: TypeResolveFn<'InvalidProof' | 'InvalidToken' | 'SecondFactorEnrolmentRequired' | 'SecondFactorRequired', ParentType, ContextType>;
};

export type ConfirmTotpPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ConfirmTotpPayload'] = ResolversParentTypes['ConfirmTotpPayload']> = {
  errors?: Resolver<Array<ResolversTypes['ConfirmTotpError']>, ParentType, ContextType>;
  recoveryCodes?: Resolver<Maybe<Array<ResolversTypes['String']>>, ParentType, ContextType>;
  secondFactors?: Resolver<Maybe<ResolversTypes['SecondFactors']>, ParentType, ContextType>;
  session?: Resolver<Maybe<ResolversTypes['SessionTokens']>, ParentType, ContextType>;
  user?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
};

export type CreateApiKeyErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CreateApiKeyError'] = ResolversParentTypes['CreateApiKeyError']> = {
  __resolveType: TypeResolveFn<'InvalidInput' | 'NotFound', ParentType, ContextType>;
};

export type CreateApiKeyPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CreateApiKeyPayload'] = ResolversParentTypes['CreateApiKeyPayload']> = {
  apiKey?: Resolver<Maybe<ResolversTypes['ApiKey']>, ParentType, ContextType>;
  errors?: Resolver<Array<ResolversTypes['CreateApiKeyError']>, ParentType, ContextType>;
  secret?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type CreateOauthClientErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CreateOauthClientError'] = ResolversParentTypes['CreateOauthClientError']> = {
  __resolveType: TypeResolveFn<'InvalidInput' | 'NotFound', ParentType, ContextType>;
};

export type CreateOauthClientPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CreateOauthClientPayload'] = ResolversParentTypes['CreateOauthClientPayload']> = {
  clientSecret?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  errors?: Resolver<Array<ResolversTypes['CreateOauthClientError']>, ParentType, ContextType>;
  oauthClient?: Resolver<Maybe<ResolversTypes['OauthClient']>, ParentType, ContextType>;
};

export type CreateOrganizationErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CreateOrganizationError'] = ResolversParentTypes['CreateOrganizationError']> = {
  __resolveType: TypeResolveFn<'InvalidInput', ParentType, ContextType>;
};

export type CreateOrganizationPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CreateOrganizationPayload'] = ResolversParentTypes['CreateOrganizationPayload']> = {
  errors?: Resolver<Array<ResolversTypes['CreateOrganizationError']>, ParentType, ContextType>;
  organization?: Resolver<Maybe<ResolversTypes['Organization']>, ParentType, ContextType>;
};

export type CreateRoleErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CreateRoleError'] = ResolversParentTypes['CreateRoleError']> = {
  __resolveType: TypeResolveFn<'InvalidInput' | 'RoleNameTaken', ParentType, ContextType>;
};

export type CreateRolePayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CreateRolePayload'] = ResolversParentTypes['CreateRolePayload']> = {
  errors?: Resolver<Array<ResolversTypes['CreateRoleError']>, ParentType, ContextType>;
  role?: Resolver<Maybe<ResolversTypes['OrganizationRole']>, ParentType, ContextType>;
};

export type CreateServiceAccountErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CreateServiceAccountError'] = ResolversParentTypes['CreateServiceAccountError']> = {
  __resolveType: TypeResolveFn<'InvalidInput' | 'NotFound', ParentType, ContextType>;
};

export type CreateServiceAccountPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CreateServiceAccountPayload'] = ResolversParentTypes['CreateServiceAccountPayload']> = {
  errors?: Resolver<Array<ResolversTypes['CreateServiceAccountError']>, ParentType, ContextType>;
  serviceAccount?: Resolver<Maybe<ResolversTypes['ServiceAccount']>, ParentType, ContextType>;
};

export type CreateUserErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CreateUserError'] = ResolversParentTypes['CreateUserError']> = {
  __resolveType: TypeResolveFn<'EmailTaken' | 'InvalidInput' | 'NotFound' | 'WeakPassword', ParentType, ContextType>;
};

export type CreateUserPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CreateUserPayload'] = ResolversParentTypes['CreateUserPayload']> = {
  errors?: Resolver<Array<ResolversTypes['CreateUserError']>, ParentType, ContextType>;
  user?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
};

export type DataExportResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DataExport'] = ResolversParentTypes['DataExport']> = {
  completedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  domains?: Resolver<Array<ResolversTypes['DataExportDomain']>, ParentType, ContextType>;
  expiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  requestedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['DataExportStatus'], ParentType, ContextType>;
};

export type DataExportDomainResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DataExportDomain'] = ResolversParentTypes['DataExportDomain']> = {
  isCutOff?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  lastAnswerAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  recordCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['DataExportDomainStatus'], ParentType, ContextType>;
};

export type DataExportPartResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DataExportPart'] = ResolversParentTypes['DataExportPart']> = {
  content?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type DataExportPendingResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DataExportPending'] = ResolversParentTypes['DataExportPending']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Maybe<Array<ResolversTypes['String']>>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type DeleteAccountErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DeleteAccountError'] = ResolversParentTypes['DeleteAccountError']> = {
  __resolveType: TypeResolveFn<'InvalidInput' | 'NotFound' | 'SuccessorNeeded', ParentType, ContextType>;
};

export type DeleteAccountPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DeleteAccountPayload'] = ResolversParentTypes['DeleteAccountPayload']> = {
  errors?: Resolver<Array<ResolversTypes['DeleteAccountError']>, ParentType, ContextType>;
  restorableUntil?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export type DeleteOauthClientErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DeleteOauthClientError'] = ResolversParentTypes['DeleteOauthClientError']> = {
  __resolveType: TypeResolveFn<'NotFound', ParentType, ContextType>;
};

export type DeleteOauthClientPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DeleteOauthClientPayload'] = ResolversParentTypes['DeleteOauthClientPayload']> = {
  clientId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  errors?: Resolver<Array<ResolversTypes['DeleteOauthClientError']>, ParentType, ContextType>;
};

export type DeleteOrganizationErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DeleteOrganizationError'] = ResolversParentTypes['DeleteOrganizationError']> = {
  __resolveType: TypeResolveFn<'InvalidInput', ParentType, ContextType>;
};

export type DeleteOrganizationPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DeleteOrganizationPayload'] = ResolversParentTypes['DeleteOrganizationPayload']> = {
  errors?: Resolver<Array<ResolversTypes['DeleteOrganizationError']>, ParentType, ContextType>;
  restorableUntil?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export type DeleteRoleErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DeleteRoleError'] = ResolversParentTypes['DeleteRoleError']> = {
  __resolveType: TypeResolveFn<'NotFound' | 'RoleInUse', ParentType, ContextType>;
};

export type DeleteRolePayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DeleteRolePayload'] = ResolversParentTypes['DeleteRolePayload']> = {
  errors?: Resolver<Array<ResolversTypes['DeleteRoleError']>, ParentType, ContextType>;
  roleId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
};

export type DenyAuthorizationErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DenyAuthorizationError'] = ResolversParentTypes['DenyAuthorizationError']> = {
  __resolveType: TypeResolveFn<'NotFound', ParentType, ContextType>;
};

export type DenyAuthorizationPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DenyAuthorizationPayload'] = ResolversParentTypes['DenyAuthorizationPayload']> = {
  errors?: Resolver<Array<ResolversTypes['DenyAuthorizationError']>, ParentType, ContextType>;
  redirectUrl?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type DisableServiceAccountErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DisableServiceAccountError'] = ResolversParentTypes['DisableServiceAccountError']> = {
  __resolveType: TypeResolveFn<'NotFound', ParentType, ContextType>;
};

export type DisableServiceAccountPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DisableServiceAccountPayload'] = ResolversParentTypes['DisableServiceAccountPayload']> = {
  errors?: Resolver<Array<ResolversTypes['DisableServiceAccountError']>, ParentType, ContextType>;
  serviceAccount?: Resolver<Maybe<ResolversTypes['ServiceAccount']>, ParentType, ContextType>;
};

export type DomainErasureResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DomainErasure'] = ResolversParentTypes['DomainErasure']> = {
  erased?: Resolver<Array<ResolversTypes['ErasedKind']>, ParentType, ContextType>;
  erasedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  kept?: Resolver<Array<ResolversTypes['KeptKind']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type EmailNotVerifiedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['EmailNotVerified'] = ResolversParentTypes['EmailNotVerified']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Maybe<Array<ResolversTypes['String']>>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type EmailTakenResolvers<ContextType = Context, ParentType extends ResolversParentTypes['EmailTaken'] = ResolversParentTypes['EmailTaken']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Maybe<Array<ResolversTypes['String']>>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type EnableServiceAccountErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['EnableServiceAccountError'] = ResolversParentTypes['EnableServiceAccountError']> = {
  __resolveType: TypeResolveFn<'NotFound', ParentType, ContextType>;
};

export type EnableServiceAccountPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['EnableServiceAccountPayload'] = ResolversParentTypes['EnableServiceAccountPayload']> = {
  errors?: Resolver<Array<ResolversTypes['EnableServiceAccountError']>, ParentType, ContextType>;
  serviceAccount?: Resolver<Maybe<ResolversTypes['ServiceAccount']>, ParentType, ContextType>;
};

export type EndImpersonationErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['EndImpersonationError'] = ResolversParentTypes['EndImpersonationError']> = {
  __resolveType: TypeResolveFn<'NotFound', ParentType, ContextType>;
};

export type EndImpersonationPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['EndImpersonationPayload'] = ResolversParentTypes['EndImpersonationPayload']> = {
  errors?: Resolver<Array<ResolversTypes['EndImpersonationError']>, ParentType, ContextType>;
  impersonationId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
};

export type EnrolTotpErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['EnrolTotpError'] = ResolversParentTypes['EnrolTotpError']> = {
  __resolveType: TypeResolveFn<'InvalidToken', ParentType, ContextType>;
};

export type EnrolTotpPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['EnrolTotpPayload'] = ResolversParentTypes['EnrolTotpPayload']> = {
  errors?: Resolver<Array<ResolversTypes['EnrolTotpError']>, ParentType, ContextType>;
  secret?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  uri?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type ErasedKindResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ErasedKind'] = ResolversParentTypes['ErasedKind']> = {
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ErasureResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Erasure'] = ResolversParentTypes['Erasure']> = {
  completedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  domains?: Resolver<Array<ResolversTypes['DomainErasure']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  missingDomains?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  receipt?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  requestedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  subjectId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  subjectType?: Resolver<ResolversTypes['ErasureSubjectType'], ParentType, ContextType>;
};

export type ErasureConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ErasureConnection'] = ResolversParentTypes['ErasureConnection']> = {
  edges?: Resolver<Array<ResolversTypes['ErasureEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Erasure']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type ErasureEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ErasureEdge'] = ResolversParentTypes['ErasureEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Erasure'], ParentType, ContextType>;
};

export type IdentityTakenResolvers<ContextType = Context, ParentType extends ResolversParentTypes['IdentityTaken'] = ResolversParentTypes['IdentityTaken']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Maybe<Array<ResolversTypes['String']>>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ImpersonateErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ImpersonateError'] = ResolversParentTypes['ImpersonateError']> = {
  __resolveType: TypeResolveFn<'InvalidInput' | 'NotFound', ParentType, ContextType>;
};

export type ImpersonatePayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ImpersonatePayload'] = ResolversParentTypes['ImpersonatePayload']> = {
  accessToken?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  errors?: Resolver<Array<ResolversTypes['ImpersonateError']>, ParentType, ContextType>;
  impersonation?: Resolver<Maybe<ResolversTypes['Impersonation']>, ParentType, ContextType>;
};

export type ImpersonationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Impersonation'] = ResolversParentTypes['Impersonation']> = {
  expiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  impersonator?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  startedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  user?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
};

export type InOtherOrganizationsResolvers<ContextType = Context, ParentType extends ResolversParentTypes['InOtherOrganizations'] = ResolversParentTypes['InOtherOrganizations']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Maybe<Array<ResolversTypes['String']>>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type InvalidCredentialsResolvers<ContextType = Context, ParentType extends ResolversParentTypes['InvalidCredentials'] = ResolversParentTypes['InvalidCredentials']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Maybe<Array<ResolversTypes['String']>>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type InvalidInputResolvers<ContextType = Context, ParentType extends ResolversParentTypes['InvalidInput'] = ResolversParentTypes['InvalidInput']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Maybe<Array<ResolversTypes['String']>>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type InvalidProofResolvers<ContextType = Context, ParentType extends ResolversParentTypes['InvalidProof'] = ResolversParentTypes['InvalidProof']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Maybe<Array<ResolversTypes['String']>>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type InvalidTokenResolvers<ContextType = Context, ParentType extends ResolversParentTypes['InvalidToken'] = ResolversParentTypes['InvalidToken']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Maybe<Array<ResolversTypes['String']>>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type InvitationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Invitation'] = ResolversParentTypes['Invitation']> = {
  acceptedBy?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  customRole?: Resolver<Maybe<ResolversTypes['OrganizationRole']>, ParentType, ContextType>;
  email?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  expiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  invitedBy?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  role?: Resolver<ResolversTypes['Role'], ParentType, ContextType>;
  sentAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['InvitationStatus'], ParentType, ContextType>;
};

export type InvitationConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['InvitationConnection'] = ResolversParentTypes['InvitationConnection']> = {
  edges?: Resolver<Array<ResolversTypes['InvitationEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Invitation']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type InvitationEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['InvitationEdge'] = ResolversParentTypes['InvitationEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Invitation'], ParentType, ContextType>;
};

export type InvitationPreviewResolvers<ContextType = Context, ParentType extends ResolversParentTypes['InvitationPreview'] = ResolversParentTypes['InvitationPreview']> = {
  expiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  organizationName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  role?: Resolver<ResolversTypes['Role'], ParentType, ContextType>;
};

export type InviteMemberErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['InviteMemberError'] = ResolversParentTypes['InviteMemberError']> = {
  __resolveType: TypeResolveFn<'AlreadyMember' | 'InvalidInput' | 'NotFound' | 'TooManyAttempts', ParentType, ContextType>;
};

export type InviteMemberPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['InviteMemberPayload'] = ResolversParentTypes['InviteMemberPayload']> = {
  errors?: Resolver<Array<ResolversTypes['InviteMemberError']>, ParentType, ContextType>;
  invitation?: Resolver<Maybe<ResolversTypes['Invitation']>, ParentType, ContextType>;
};

export interface JsonScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['JSON'], any> {
  name: 'JSON';
}

export type KeptKindResolvers<ContextType = Context, ParentType extends ResolversParentTypes['KeptKind'] = ResolversParentTypes['KeptKind']> = {
  kind?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type LastAdminResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LastAdmin'] = ResolversParentTypes['LastAdmin']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Maybe<Array<ResolversTypes['String']>>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type LastSignInMethodResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LastSignInMethod'] = ResolversParentTypes['LastSignInMethod']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Maybe<Array<ResolversTypes['String']>>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type LinkIdentityErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LinkIdentityError'] = ResolversParentTypes['LinkIdentityError']> = {
  __resolveType: TypeResolveFn<'InvalidInput', ParentType, ContextType>;
};

export type LinkIdentityPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LinkIdentityPayload'] = ResolversParentTypes['LinkIdentityPayload']> = {
  errors?: Resolver<Array<ResolversTypes['LinkIdentityError']>, ParentType, ContextType>;
  url?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type LinkedIdentityResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LinkedIdentity'] = ResolversParentTypes['LinkedIdentity']> = {
  email?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lastUsedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  linkedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  provider?: Resolver<ResolversTypes['IdentityProvider'], ParentType, ContextType>;
};

export type MembershipResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Membership'] = ResolversParentTypes['Membership']> = {
  customRole?: Resolver<Maybe<ResolversTypes['OrganizationRole']>, ParentType, ContextType>;
  joinedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  organization?: Resolver<ResolversTypes['Organization'], ParentType, ContextType>;
  role?: Resolver<ResolversTypes['Role'], ParentType, ContextType>;
};

export type MutationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  acceptInvitation?: Resolver<ResolversTypes['AcceptInvitationPayload'], ParentType, ContextType, RequireFields<MutationAcceptInvitationArgs, 'input'>>;
  approveAuthorization?: Resolver<ResolversTypes['ApproveAuthorizationPayload'], ParentType, ContextType, RequireFields<MutationApproveAuthorizationArgs, 'input'>>;
  beginPasskeyAuthentication?: Resolver<ResolversTypes['BeginPasskeyAuthenticationPayload'], ParentType, ContextType, RequireFields<MutationBeginPasskeyAuthenticationArgs, 'input'>>;
  beginPasskeyRegistration?: Resolver<ResolversTypes['BeginPasskeyRegistrationPayload'], ParentType, ContextType, RequireFields<MutationBeginPasskeyRegistrationArgs, 'input'>>;
  changeAuditRetention?: Resolver<ResolversTypes['ChangeAuditRetentionPayload'], ParentType, ContextType, RequireFields<MutationChangeAuditRetentionArgs, 'input'>>;
  changePassword?: Resolver<ResolversTypes['ChangePasswordPayload'], ParentType, ContextType, RequireFields<MutationChangePasswordArgs, 'input'>>;
  changeRole?: Resolver<ResolversTypes['ChangeRolePayload'], ParentType, ContextType, RequireFields<MutationChangeRoleArgs, 'input'>>;
  changeSecondFactorPolicy?: Resolver<ResolversTypes['ChangeSecondFactorPolicyPayload'], ParentType, ContextType, RequireFields<MutationChangeSecondFactorPolicyArgs, 'input'>>;
  changeServiceAccountRole?: Resolver<ResolversTypes['ChangeServiceAccountRolePayload'], ParentType, ContextType, RequireFields<MutationChangeServiceAccountRoleArgs, 'input'>>;
  completeSignIn?: Resolver<ResolversTypes['CompleteSignInPayload'], ParentType, ContextType, RequireFields<MutationCompleteSignInArgs, 'input'>>;
  confirmEmailChange?: Resolver<ResolversTypes['ConfirmEmailChangePayload'], ParentType, ContextType, RequireFields<MutationConfirmEmailChangeArgs, 'input'>>;
  confirmIdentityLink?: Resolver<ResolversTypes['ConfirmIdentityLinkPayload'], ParentType, ContextType, RequireFields<MutationConfirmIdentityLinkArgs, 'input'>>;
  confirmTotp?: Resolver<ResolversTypes['ConfirmTotpPayload'], ParentType, ContextType, RequireFields<MutationConfirmTotpArgs, 'input'>>;
  createApiKey?: Resolver<ResolversTypes['CreateApiKeyPayload'], ParentType, ContextType, RequireFields<MutationCreateApiKeyArgs, 'input'>>;
  createOauthClient?: Resolver<ResolversTypes['CreateOauthClientPayload'], ParentType, ContextType, RequireFields<MutationCreateOauthClientArgs, 'input'>>;
  createOrganization?: Resolver<ResolversTypes['CreateOrganizationPayload'], ParentType, ContextType, RequireFields<MutationCreateOrganizationArgs, 'input'>>;
  createRole?: Resolver<ResolversTypes['CreateRolePayload'], ParentType, ContextType, RequireFields<MutationCreateRoleArgs, 'input'>>;
  createServiceAccount?: Resolver<ResolversTypes['CreateServiceAccountPayload'], ParentType, ContextType, RequireFields<MutationCreateServiceAccountArgs, 'input'>>;
  createUser?: Resolver<ResolversTypes['CreateUserPayload'], ParentType, ContextType, RequireFields<MutationCreateUserArgs, 'input'>>;
  deleteAccount?: Resolver<ResolversTypes['DeleteAccountPayload'], ParentType, ContextType, RequireFields<MutationDeleteAccountArgs, 'input'>>;
  deleteOauthClient?: Resolver<ResolversTypes['DeleteOauthClientPayload'], ParentType, ContextType, RequireFields<MutationDeleteOauthClientArgs, 'input'>>;
  deleteOrganization?: Resolver<ResolversTypes['DeleteOrganizationPayload'], ParentType, ContextType, RequireFields<MutationDeleteOrganizationArgs, 'input'>>;
  deleteRole?: Resolver<ResolversTypes['DeleteRolePayload'], ParentType, ContextType, RequireFields<MutationDeleteRoleArgs, 'input'>>;
  denyAuthorization?: Resolver<ResolversTypes['DenyAuthorizationPayload'], ParentType, ContextType, RequireFields<MutationDenyAuthorizationArgs, 'input'>>;
  disableServiceAccount?: Resolver<ResolversTypes['DisableServiceAccountPayload'], ParentType, ContextType, RequireFields<MutationDisableServiceAccountArgs, 'input'>>;
  enableServiceAccount?: Resolver<ResolversTypes['EnableServiceAccountPayload'], ParentType, ContextType, RequireFields<MutationEnableServiceAccountArgs, 'input'>>;
  endImpersonation?: Resolver<ResolversTypes['EndImpersonationPayload'], ParentType, ContextType, RequireFields<MutationEndImpersonationArgs, 'input'>>;
  enrolTotp?: Resolver<ResolversTypes['EnrolTotpPayload'], ParentType, ContextType, RequireFields<MutationEnrolTotpArgs, 'input'>>;
  impersonate?: Resolver<ResolversTypes['ImpersonatePayload'], ParentType, ContextType, RequireFields<MutationImpersonateArgs, 'input'>>;
  inviteMember?: Resolver<ResolversTypes['InviteMemberPayload'], ParentType, ContextType, RequireFields<MutationInviteMemberArgs, 'input'>>;
  linkIdentity?: Resolver<ResolversTypes['LinkIdentityPayload'], ParentType, ContextType, RequireFields<MutationLinkIdentityArgs, 'input'>>;
  reauthenticate?: Resolver<ResolversTypes['ReauthenticatePayload'], ParentType, ContextType, RequireFields<MutationReauthenticateArgs, 'input'>>;
  refreshSession?: Resolver<ResolversTypes['RefreshSessionPayload'], ParentType, ContextType, RequireFields<MutationRefreshSessionArgs, 'input'>>;
  regenerateRecoveryCodes?: Resolver<ResolversTypes['RegenerateRecoveryCodesPayload'], ParentType, ContextType>;
  registerPasskey?: Resolver<ResolversTypes['RegisterPasskeyPayload'], ParentType, ContextType, RequireFields<MutationRegisterPasskeyArgs, 'input'>>;
  removeMember?: Resolver<ResolversTypes['RemoveMemberPayload'], ParentType, ContextType, RequireFields<MutationRemoveMemberArgs, 'input'>>;
  removePasskey?: Resolver<ResolversTypes['RemovePasskeyPayload'], ParentType, ContextType, RequireFields<MutationRemovePasskeyArgs, 'input'>>;
  removeTotp?: Resolver<ResolversTypes['RemoveTotpPayload'], ParentType, ContextType>;
  renamePasskey?: Resolver<ResolversTypes['RenamePasskeyPayload'], ParentType, ContextType, RequireFields<MutationRenamePasskeyArgs, 'input'>>;
  requestDataExport?: Resolver<ResolversTypes['RequestDataExportPayload'], ParentType, ContextType, RequireFields<MutationRequestDataExportArgs, 'input'>>;
  requestEmailChange?: Resolver<ResolversTypes['RequestEmailChangePayload'], ParentType, ContextType, RequireFields<MutationRequestEmailChangeArgs, 'input'>>;
  requestPasswordReset?: Resolver<ResolversTypes['RequestPasswordResetPayload'], ParentType, ContextType, RequireFields<MutationRequestPasswordResetArgs, 'input'>>;
  resendInvitation?: Resolver<ResolversTypes['ResendInvitationPayload'], ParentType, ContextType, RequireFields<MutationResendInvitationArgs, 'input'>>;
  resendVerification?: Resolver<ResolversTypes['ResendVerificationPayload'], ParentType, ContextType>;
  resetPassword?: Resolver<ResolversTypes['ResetPasswordPayload'], ParentType, ContextType, RequireFields<MutationResetPasswordArgs, 'input'>>;
  resetSecondFactors?: Resolver<ResolversTypes['ResetSecondFactorsPayload'], ParentType, ContextType, RequireFields<MutationResetSecondFactorsArgs, 'input'>>;
  restoreAccount?: Resolver<ResolversTypes['RestoreAccountPayload'], ParentType, ContextType, RequireFields<MutationRestoreAccountArgs, 'input'>>;
  restoreMember?: Resolver<ResolversTypes['RestoreMemberPayload'], ParentType, ContextType, RequireFields<MutationRestoreMemberArgs, 'input'>>;
  restoreOrganization?: Resolver<ResolversTypes['RestoreOrganizationPayload'], ParentType, ContextType, RequireFields<MutationRestoreOrganizationArgs, 'input'>>;
  restoreUser?: Resolver<ResolversTypes['RestoreUserPayload'], ParentType, ContextType, RequireFields<MutationRestoreUserArgs, 'input'>>;
  revokeAllSessions?: Resolver<ResolversTypes['RevokeAllSessionsPayload'], ParentType, ContextType>;
  revokeApiKey?: Resolver<ResolversTypes['RevokeApiKeyPayload'], ParentType, ContextType, RequireFields<MutationRevokeApiKeyArgs, 'input'>>;
  revokeAuthorizedApplication?: Resolver<ResolversTypes['RevokeAuthorizedApplicationPayload'], ParentType, ContextType, RequireFields<MutationRevokeAuthorizedApplicationArgs, 'input'>>;
  revokeInvitation?: Resolver<ResolversTypes['RevokeInvitationPayload'], ParentType, ContextType, RequireFields<MutationRevokeInvitationArgs, 'input'>>;
  revokeMemberSessions?: Resolver<ResolversTypes['RevokeMemberSessionsPayload'], ParentType, ContextType, RequireFields<MutationRevokeMemberSessionsArgs, 'input'>>;
  revokeOtherSessions?: Resolver<ResolversTypes['RevokeOtherSessionsPayload'], ParentType, ContextType>;
  revokeSession?: Resolver<ResolversTypes['RevokeSessionPayload'], ParentType, ContextType, RequireFields<MutationRevokeSessionArgs, 'input'>>;
  rotateApiKey?: Resolver<ResolversTypes['RotateApiKeyPayload'], ParentType, ContextType, RequireFields<MutationRotateApiKeyArgs, 'input'>>;
  rotateOauthClientSecret?: Resolver<ResolversTypes['RotateOauthClientSecretPayload'], ParentType, ContextType, RequireFields<MutationRotateOauthClientSecretArgs, 'input'>>;
  signIn?: Resolver<ResolversTypes['SignInPayload'], ParentType, ContextType, RequireFields<MutationSignInArgs, 'input'>>;
  signInWithPasskey?: Resolver<ResolversTypes['SignInWithPasskeyPayload'], ParentType, ContextType, RequireFields<MutationSignInWithPasskeyArgs, 'input'>>;
  signInWithProvider?: Resolver<ResolversTypes['SignInWithProviderPayload'], ParentType, ContextType, RequireFields<MutationSignInWithProviderArgs, 'input'>>;
  signOut?: Resolver<ResolversTypes['SignOutPayload'], ParentType, ContextType>;
  signUp?: Resolver<ResolversTypes['SignUpPayload'], ParentType, ContextType, RequireFields<MutationSignUpArgs, 'input'>>;
  signUpByInvitation?: Resolver<ResolversTypes['SignUpByInvitationPayload'], ParentType, ContextType, RequireFields<MutationSignUpByInvitationArgs, 'input'>>;
  suspendMember?: Resolver<ResolversTypes['SuspendMemberPayload'], ParentType, ContextType, RequireFields<MutationSuspendMemberArgs, 'input'>>;
  suspendUser?: Resolver<ResolversTypes['SuspendUserPayload'], ParentType, ContextType, RequireFields<MutationSuspendUserArgs, 'input'>>;
  unlinkIdentity?: Resolver<ResolversTypes['UnlinkIdentityPayload'], ParentType, ContextType, RequireFields<MutationUnlinkIdentityArgs, 'input'>>;
  updateOauthClient?: Resolver<ResolversTypes['UpdateOauthClientPayload'], ParentType, ContextType, RequireFields<MutationUpdateOauthClientArgs, 'input'>>;
  updateProfile?: Resolver<ResolversTypes['UpdateProfilePayload'], ParentType, ContextType, RequireFields<MutationUpdateProfileArgs, 'input'>>;
  updateRole?: Resolver<ResolversTypes['UpdateRolePayload'], ParentType, ContextType, RequireFields<MutationUpdateRoleArgs, 'input'>>;
  verifyEmail?: Resolver<ResolversTypes['VerifyEmailPayload'], ParentType, ContextType, RequireFields<MutationVerifyEmailArgs, 'input'>>;
};

export type NoOrganizationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['NoOrganization'] = ResolversParentTypes['NoOrganization']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Maybe<Array<ResolversTypes['String']>>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type NotFoundResolvers<ContextType = Context, ParentType extends ResolversParentTypes['NotFound'] = ResolversParentTypes['NotFound']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Maybe<Array<ResolversTypes['String']>>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type OauthClientResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OauthClient'] = ResolversParentTypes['OauthClient']> = {
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  isConfidential?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  jwksUri?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  keyIds?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  redirectUris?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  scopes?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  serviceAccount?: Resolver<Maybe<ResolversTypes['ServiceAccount']>, ParentType, ContextType>;
};

export type OauthClientConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OauthClientConnection'] = ResolversParentTypes['OauthClientConnection']> = {
  edges?: Resolver<Array<ResolversTypes['OauthClientEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['OauthClient']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type OauthClientEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OauthClientEdge'] = ResolversParentTypes['OauthClientEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['OauthClient'], ParentType, ContextType>;
};

export type OrganizationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Organization'] = ResolversParentTypes['Organization'], FederationReferenceType extends FederationReferenceTypes['Organization'] = FederationReferenceTypes['Organization']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Organization']> | FederationReferenceType, FederationReferenceType, ContextType>;
  auditRetentionDays?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  members?: Resolver<Maybe<ResolversTypes['UserConnection']>, ParentType, ContextType, RequireFields<OrganizationMembersArgs, 'first'>>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  secondFactorPolicy?: Resolver<ResolversTypes['SecondFactorPolicy'], ParentType, ContextType>;
};

export type OrganizationRoleResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OrganizationRole'] = ResolversParentTypes['OrganizationRole']> = {
  description?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  isBuiltIn?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  memberCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  permissions?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  role?: Resolver<ResolversTypes['Role'], ParentType, ContextType>;
  serviceAccountCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type PasskeyResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Passkey'] = ResolversParentTypes['Passkey']> = {
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lastUsedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type PermissionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Permission'] = ResolversParentTypes['Permission']> = {
  description?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type QueryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  apiKeys?: Resolver<Maybe<ResolversTypes['ApiKeyConnection']>, ParentType, ContextType, RequireFields<QueryApiKeysArgs, 'first'>>;
  authorizationRequest?: Resolver<Maybe<ResolversTypes['AuthorizationRequest']>, ParentType, ContextType, RequireFields<QueryAuthorizationRequestArgs, 'id'>>;
  dataExportPart?: Resolver<Maybe<ResolversTypes['DataExportPart']>, ParentType, ContextType, RequireFields<QueryDataExportPartArgs, 'exportId'>>;
  dataExports?: Resolver<Maybe<Array<ResolversTypes['DataExport']>>, ParentType, ContextType>;
  erasure?: Resolver<Maybe<ResolversTypes['Erasure']>, ParentType, ContextType, RequireFields<QueryErasureArgs, 'id'>>;
  erasures?: Resolver<Maybe<ResolversTypes['ErasureConnection']>, ParentType, ContextType, RequireFields<QueryErasuresArgs, 'first'>>;
  impersonations?: Resolver<Maybe<Array<ResolversTypes['Impersonation']>>, ParentType, ContextType>;
  invitation?: Resolver<Maybe<ResolversTypes['InvitationPreview']>, ParentType, ContextType, RequireFields<QueryInvitationArgs, 'token'>>;
  invitations?: Resolver<Maybe<ResolversTypes['InvitationConnection']>, ParentType, ContextType, RequireFields<QueryInvitationsArgs, 'first'>>;
  me?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  memberships?: Resolver<Maybe<Array<ResolversTypes['Membership']>>, ParentType, ContextType>;
  oauthClients?: Resolver<Maybe<ResolversTypes['OauthClientConnection']>, ParentType, ContextType, RequireFields<QueryOauthClientsArgs, 'first'>>;
  organization?: Resolver<Maybe<ResolversTypes['Organization']>, ParentType, ContextType, RequireFields<QueryOrganizationArgs, 'id'>>;
  permissions?: Resolver<Array<ResolversTypes['Permission']>, ParentType, ContextType>;
  roles?: Resolver<Maybe<Array<ResolversTypes['OrganizationRole']>>, ParentType, ContextType>;
  serviceAccounts?: Resolver<Maybe<ResolversTypes['ServiceAccountConnection']>, ParentType, ContextType, RequireFields<QueryServiceAccountsArgs, 'first'>>;
  sessions?: Resolver<Maybe<ResolversTypes['SessionConnection']>, ParentType, ContextType, RequireFields<QuerySessionsArgs, 'first'>>;
  signInProviders?: Resolver<Maybe<Array<ResolversTypes['SignInProvider']>>, ParentType, ContextType>;
  user?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType, RequireFields<QueryUserArgs, 'id'>>;
  viewer?: Resolver<Maybe<ResolversTypes['Viewer']>, ParentType, ContextType>;
};

export type ReauthenticateErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ReauthenticateError'] = ResolversParentTypes['ReauthenticateError']> = {
  __resolveType: TypeResolveFn<'InvalidCredentials' | 'InvalidInput' | 'InvalidProof' | 'TooManyAttempts', ParentType, ContextType>;
};

export type ReauthenticatePayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ReauthenticatePayload'] = ResolversParentTypes['ReauthenticatePayload']> = {
  authenticatedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  errors?: Resolver<Array<ResolversTypes['ReauthenticateError']>, ParentType, ContextType>;
};

export type RefreshSessionErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RefreshSessionError'] = ResolversParentTypes['RefreshSessionError']> = {
  __resolveType: TypeResolveFn<'NotFound' | 'SecondFactorEnrolmentRequired' | 'SecondFactorRequired' | 'SessionEnded', ParentType, ContextType>;
};

export type RefreshSessionPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RefreshSessionPayload'] = ResolversParentTypes['RefreshSessionPayload']> = {
  errors?: Resolver<Array<ResolversTypes['RefreshSessionError']>, ParentType, ContextType>;
  session?: Resolver<Maybe<ResolversTypes['SessionTokens']>, ParentType, ContextType>;
  user?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
};

export type RegenerateRecoveryCodesErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RegenerateRecoveryCodesError'] = ResolversParentTypes['RegenerateRecoveryCodesError']> = {
  __resolveType: TypeResolveFn<'NotFound', ParentType, ContextType>;
};

export type RegenerateRecoveryCodesPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RegenerateRecoveryCodesPayload'] = ResolversParentTypes['RegenerateRecoveryCodesPayload']> = {
  errors?: Resolver<Array<ResolversTypes['RegenerateRecoveryCodesError']>, ParentType, ContextType>;
  recoveryCodes?: Resolver<Maybe<Array<ResolversTypes['String']>>, ParentType, ContextType>;
};

export type RegisterPasskeyErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RegisterPasskeyError'] = ResolversParentTypes['RegisterPasskeyError']> = {
  __resolveType: TypeResolveFn<'InvalidInput' | 'InvalidProof' | 'InvalidToken' | 'SecondFactorEnrolmentRequired' | 'SecondFactorRequired', ParentType, ContextType>;
};

export type RegisterPasskeyPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RegisterPasskeyPayload'] = ResolversParentTypes['RegisterPasskeyPayload']> = {
  errors?: Resolver<Array<ResolversTypes['RegisterPasskeyError']>, ParentType, ContextType>;
  recoveryCodes?: Resolver<Maybe<Array<ResolversTypes['String']>>, ParentType, ContextType>;
  secondFactors?: Resolver<Maybe<ResolversTypes['SecondFactors']>, ParentType, ContextType>;
  session?: Resolver<Maybe<ResolversTypes['SessionTokens']>, ParentType, ContextType>;
  user?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
};

export type RemoveMemberErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RemoveMemberError'] = ResolversParentTypes['RemoveMemberError']> = {
  __resolveType: TypeResolveFn<'LastAdmin' | 'NotFound', ParentType, ContextType>;
};

export type RemoveMemberPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RemoveMemberPayload'] = ResolversParentTypes['RemoveMemberPayload']> = {
  errors?: Resolver<Array<ResolversTypes['RemoveMemberError']>, ParentType, ContextType>;
  userId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
};

export type RemovePasskeyErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RemovePasskeyError'] = ResolversParentTypes['RemovePasskeyError']> = {
  __resolveType: TypeResolveFn<'NotFound' | 'SecondFactorDemanded', ParentType, ContextType>;
};

export type RemovePasskeyPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RemovePasskeyPayload'] = ResolversParentTypes['RemovePasskeyPayload']> = {
  errors?: Resolver<Array<ResolversTypes['RemovePasskeyError']>, ParentType, ContextType>;
  secondFactors?: Resolver<Maybe<ResolversTypes['SecondFactors']>, ParentType, ContextType>;
};

export type RemoveTotpErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RemoveTotpError'] = ResolversParentTypes['RemoveTotpError']> = {
  __resolveType: TypeResolveFn<'NotFound' | 'SecondFactorDemanded', ParentType, ContextType>;
};

export type RemoveTotpPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RemoveTotpPayload'] = ResolversParentTypes['RemoveTotpPayload']> = {
  errors?: Resolver<Array<ResolversTypes['RemoveTotpError']>, ParentType, ContextType>;
  secondFactors?: Resolver<Maybe<ResolversTypes['SecondFactors']>, ParentType, ContextType>;
};

export type RenamePasskeyErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RenamePasskeyError'] = ResolversParentTypes['RenamePasskeyError']> = {
  __resolveType: TypeResolveFn<'InvalidInput' | 'NotFound', ParentType, ContextType>;
};

export type RenamePasskeyPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RenamePasskeyPayload'] = ResolversParentTypes['RenamePasskeyPayload']> = {
  errors?: Resolver<Array<ResolversTypes['RenamePasskeyError']>, ParentType, ContextType>;
  secondFactors?: Resolver<Maybe<ResolversTypes['SecondFactors']>, ParentType, ContextType>;
};

export type RequestDataExportErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RequestDataExportError'] = ResolversParentTypes['RequestDataExportError']> = {
  __resolveType: TypeResolveFn<'DataExportPending' | 'TooManyAttempts', ParentType, ContextType>;
};

export type RequestDataExportPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RequestDataExportPayload'] = ResolversParentTypes['RequestDataExportPayload']> = {
  dataExport?: Resolver<Maybe<ResolversTypes['DataExport']>, ParentType, ContextType>;
  errors?: Resolver<Array<ResolversTypes['RequestDataExportError']>, ParentType, ContextType>;
};

export type RequestEmailChangeErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RequestEmailChangeError'] = ResolversParentTypes['RequestEmailChangeError']> = {
  __resolveType: TypeResolveFn<'InvalidCredentials' | 'InvalidInput' | 'TooManyAttempts', ParentType, ContextType>;
};

export type RequestEmailChangePayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RequestEmailChangePayload'] = ResolversParentTypes['RequestEmailChangePayload']> = {
  email?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  errors?: Resolver<Array<ResolversTypes['RequestEmailChangeError']>, ParentType, ContextType>;
};

export type RequestPasswordResetErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RequestPasswordResetError'] = ResolversParentTypes['RequestPasswordResetError']> = {
  __resolveType: TypeResolveFn<'InvalidInput', ParentType, ContextType>;
};

export type RequestPasswordResetPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RequestPasswordResetPayload'] = ResolversParentTypes['RequestPasswordResetPayload']> = {
  errors?: Resolver<Array<ResolversTypes['RequestPasswordResetError']>, ParentType, ContextType>;
  isAccepted?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
};

export type ResendInvitationErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ResendInvitationError'] = ResolversParentTypes['ResendInvitationError']> = {
  __resolveType: TypeResolveFn<'AlreadyMember' | 'InvalidInput' | 'NotFound' | 'TooManyAttempts', ParentType, ContextType>;
};

export type ResendInvitationPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ResendInvitationPayload'] = ResolversParentTypes['ResendInvitationPayload']> = {
  errors?: Resolver<Array<ResolversTypes['ResendInvitationError']>, ParentType, ContextType>;
  invitation?: Resolver<Maybe<ResolversTypes['Invitation']>, ParentType, ContextType>;
};

export type ResendVerificationErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ResendVerificationError'] = ResolversParentTypes['ResendVerificationError']> = {
  __resolveType: TypeResolveFn<'AlreadyVerified' | 'TooManyAttempts', ParentType, ContextType>;
};

export type ResendVerificationPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ResendVerificationPayload'] = ResolversParentTypes['ResendVerificationPayload']> = {
  email?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  errors?: Resolver<Array<ResolversTypes['ResendVerificationError']>, ParentType, ContextType>;
};

export type ResetPasswordErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ResetPasswordError'] = ResolversParentTypes['ResetPasswordError']> = {
  __resolveType: TypeResolveFn<'InvalidToken' | 'WeakPassword', ParentType, ContextType>;
};

export type ResetPasswordPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ResetPasswordPayload'] = ResolversParentTypes['ResetPasswordPayload']> = {
  email?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  errors?: Resolver<Array<ResolversTypes['ResetPasswordError']>, ParentType, ContextType>;
};

export type ResetSecondFactorsErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ResetSecondFactorsError'] = ResolversParentTypes['ResetSecondFactorsError']> = {
  __resolveType: TypeResolveFn<'InOtherOrganizations' | 'InvalidInput' | 'NotFound', ParentType, ContextType>;
};

export type ResetSecondFactorsPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ResetSecondFactorsPayload'] = ResolversParentTypes['ResetSecondFactorsPayload']> = {
  errors?: Resolver<Array<ResolversTypes['ResetSecondFactorsError']>, ParentType, ContextType>;
  userId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
};

export type RestoreAccountErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RestoreAccountError'] = ResolversParentTypes['RestoreAccountError']> = {
  __resolveType: TypeResolveFn<'InvalidToken', ParentType, ContextType>;
};

export type RestoreAccountPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RestoreAccountPayload'] = ResolversParentTypes['RestoreAccountPayload']> = {
  email?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  errors?: Resolver<Array<ResolversTypes['RestoreAccountError']>, ParentType, ContextType>;
};

export type RestoreMemberErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RestoreMemberError'] = ResolversParentTypes['RestoreMemberError']> = {
  __resolveType: TypeResolveFn<'NotFound', ParentType, ContextType>;
};

export type RestoreMemberPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RestoreMemberPayload'] = ResolversParentTypes['RestoreMemberPayload']> = {
  errors?: Resolver<Array<ResolversTypes['RestoreMemberError']>, ParentType, ContextType>;
  user?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
};

export type RestoreOrganizationErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RestoreOrganizationError'] = ResolversParentTypes['RestoreOrganizationError']> = {
  __resolveType: TypeResolveFn<'InvalidToken', ParentType, ContextType>;
};

export type RestoreOrganizationPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RestoreOrganizationPayload'] = ResolversParentTypes['RestoreOrganizationPayload']> = {
  errors?: Resolver<Array<ResolversTypes['RestoreOrganizationError']>, ParentType, ContextType>;
  organizationId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
};

export type RestoreUserErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RestoreUserError'] = ResolversParentTypes['RestoreUserError']> = {
  __resolveType: TypeResolveFn<'NotFound', ParentType, ContextType>;
};

export type RestoreUserPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RestoreUserPayload'] = ResolversParentTypes['RestoreUserPayload']> = {
  errors?: Resolver<Array<ResolversTypes['RestoreUserError']>, ParentType, ContextType>;
  userId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
};

export type RevokeAllSessionsPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RevokeAllSessionsPayload'] = ResolversParentTypes['RevokeAllSessionsPayload']> = {
  revokedCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type RevokeApiKeyErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RevokeApiKeyError'] = ResolversParentTypes['RevokeApiKeyError']> = {
  __resolveType: TypeResolveFn<'NotFound', ParentType, ContextType>;
};

export type RevokeApiKeyPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RevokeApiKeyPayload'] = ResolversParentTypes['RevokeApiKeyPayload']> = {
  apiKey?: Resolver<Maybe<ResolversTypes['ApiKey']>, ParentType, ContextType>;
  errors?: Resolver<Array<ResolversTypes['RevokeApiKeyError']>, ParentType, ContextType>;
};

export type RevokeAuthorizedApplicationErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RevokeAuthorizedApplicationError'] = ResolversParentTypes['RevokeAuthorizedApplicationError']> = {
  __resolveType: TypeResolveFn<'NotFound', ParentType, ContextType>;
};

export type RevokeAuthorizedApplicationPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RevokeAuthorizedApplicationPayload'] = ResolversParentTypes['RevokeAuthorizedApplicationPayload']> = {
  clientId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  errors?: Resolver<Array<ResolversTypes['RevokeAuthorizedApplicationError']>, ParentType, ContextType>;
};

export type RevokeInvitationErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RevokeInvitationError'] = ResolversParentTypes['RevokeInvitationError']> = {
  __resolveType: TypeResolveFn<'NotFound', ParentType, ContextType>;
};

export type RevokeInvitationPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RevokeInvitationPayload'] = ResolversParentTypes['RevokeInvitationPayload']> = {
  errors?: Resolver<Array<ResolversTypes['RevokeInvitationError']>, ParentType, ContextType>;
  invitation?: Resolver<Maybe<ResolversTypes['Invitation']>, ParentType, ContextType>;
};

export type RevokeMemberSessionsErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RevokeMemberSessionsError'] = ResolversParentTypes['RevokeMemberSessionsError']> = {
  __resolveType: TypeResolveFn<'NotFound', ParentType, ContextType>;
};

export type RevokeMemberSessionsPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RevokeMemberSessionsPayload'] = ResolversParentTypes['RevokeMemberSessionsPayload']> = {
  errors?: Resolver<Array<ResolversTypes['RevokeMemberSessionsError']>, ParentType, ContextType>;
  revokedCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type RevokeOtherSessionsPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RevokeOtherSessionsPayload'] = ResolversParentTypes['RevokeOtherSessionsPayload']> = {
  revokedCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type RevokeSessionErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RevokeSessionError'] = ResolversParentTypes['RevokeSessionError']> = {
  __resolveType: TypeResolveFn<'NotFound', ParentType, ContextType>;
};

export type RevokeSessionPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RevokeSessionPayload'] = ResolversParentTypes['RevokeSessionPayload']> = {
  errors?: Resolver<Array<ResolversTypes['RevokeSessionError']>, ParentType, ContextType>;
  sessionId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
};

export type RoleInUseResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RoleInUse'] = ResolversParentTypes['RoleInUse']> = {
  memberCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Maybe<Array<ResolversTypes['String']>>, ParentType, ContextType>;
  serviceAccountCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RoleNameTakenResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RoleNameTaken'] = ResolversParentTypes['RoleNameTaken']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Maybe<Array<ResolversTypes['String']>>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RotateApiKeyErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RotateApiKeyError'] = ResolversParentTypes['RotateApiKeyError']> = {
  __resolveType: TypeResolveFn<'InvalidInput' | 'NotFound', ParentType, ContextType>;
};

export type RotateApiKeyPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RotateApiKeyPayload'] = ResolversParentTypes['RotateApiKeyPayload']> = {
  apiKey?: Resolver<Maybe<ResolversTypes['ApiKey']>, ParentType, ContextType>;
  errors?: Resolver<Array<ResolversTypes['RotateApiKeyError']>, ParentType, ContextType>;
  secret?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type RotateOauthClientSecretErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RotateOauthClientSecretError'] = ResolversParentTypes['RotateOauthClientSecretError']> = {
  __resolveType: TypeResolveFn<'InvalidInput' | 'NotFound', ParentType, ContextType>;
};

export type RotateOauthClientSecretPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RotateOauthClientSecretPayload'] = ResolversParentTypes['RotateOauthClientSecretPayload']> = {
  clientSecret?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  errors?: Resolver<Array<ResolversTypes['RotateOauthClientSecretError']>, ParentType, ContextType>;
  oauthClient?: Resolver<Maybe<ResolversTypes['OauthClient']>, ParentType, ContextType>;
};

export type SecondFactorDemandedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SecondFactorDemanded'] = ResolversParentTypes['SecondFactorDemanded']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Maybe<Array<ResolversTypes['String']>>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SecondFactorEnrolmentRequiredResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SecondFactorEnrolmentRequired'] = ResolversParentTypes['SecondFactorEnrolmentRequired']> = {
  enrolmentEndsAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  enrolmentToken?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  methods?: Resolver<Array<ResolversTypes['SecondFactorMethod']>, ParentType, ContextType>;
  path?: Resolver<Maybe<Array<ResolversTypes['String']>>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SecondFactorPolicyResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SecondFactorPolicy'] = ResolversParentTypes['SecondFactorPolicy']> = {
  kinds?: Resolver<Array<ResolversTypes['SecondFactorKind']>, ParentType, ContextType>;
  requiredFrom?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  requirement?: Resolver<ResolversTypes['SecondFactorRequirement'], ParentType, ContextType>;
};

export type SecondFactorRequiredResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SecondFactorRequired'] = ResolversParentTypes['SecondFactorRequired']> = {
  challengeToken?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  expiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  methods?: Resolver<Array<ResolversTypes['SecondFactorMethod']>, ParentType, ContextType>;
  path?: Resolver<Maybe<Array<ResolversTypes['String']>>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SecondFactorsResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SecondFactors'] = ResolversParentTypes['SecondFactors']> = {
  passkeys?: Resolver<Array<ResolversTypes['Passkey']>, ParentType, ContextType>;
  recoveryCodesLeft?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  totp?: Resolver<Maybe<ResolversTypes['TotpFactor']>, ParentType, ContextType>;
};

export type ServiceAccountResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ServiceAccount'] = ResolversParentTypes['ServiceAccount']> = {
  apiKeys?: Resolver<Maybe<ResolversTypes['ApiKeyConnection']>, ParentType, ContextType, RequireFields<ServiceAccountApiKeysArgs, 'first'>>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  customRole?: Resolver<Maybe<ResolversTypes['OrganizationRole']>, ParentType, ContextType>;
  disabledAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  role?: Resolver<ResolversTypes['Role'], ParentType, ContextType>;
};

export type ServiceAccountConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ServiceAccountConnection'] = ResolversParentTypes['ServiceAccountConnection']> = {
  edges?: Resolver<Array<ResolversTypes['ServiceAccountEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['ServiceAccount']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type ServiceAccountEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ServiceAccountEdge'] = ResolversParentTypes['ServiceAccountEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['ServiceAccount'], ParentType, ContextType>;
};

export type SessionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Session'] = ResolversParentTypes['Session']> = {
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  device?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  expiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  impersonator?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  ipAddress?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  isCurrent?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  lastSeenAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  organization?: Resolver<ResolversTypes['Organization'], ParentType, ContextType>;
};

export type SessionConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SessionConnection'] = ResolversParentTypes['SessionConnection']> = {
  edges?: Resolver<Array<ResolversTypes['SessionEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Session']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type SessionEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SessionEdge'] = ResolversParentTypes['SessionEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Session'], ParentType, ContextType>;
};

export type SessionEndedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SessionEnded'] = ResolversParentTypes['SessionEnded']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Maybe<Array<ResolversTypes['String']>>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SessionTokensResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SessionTokens'] = ResolversParentTypes['SessionTokens']> = {
  accessToken?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  accessTokenExpiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  refreshToken?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  refreshTokenExpiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type SignInErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SignInError'] = ResolversParentTypes['SignInError']> = {
  __resolveType: TypeResolveFn<'AccountDeleted' | 'AlreadyMember' | 'InvalidCredentials' | 'InvalidInput' | 'InvalidToken' | 'NoOrganization' | 'SecondFactorEnrolmentRequired' | 'SecondFactorRequired' | 'TooManyAttempts' | 'WrongAccount', ParentType, ContextType>;
};

export type SignInPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SignInPayload'] = ResolversParentTypes['SignInPayload']> = {
  errors?: Resolver<Array<ResolversTypes['SignInError']>, ParentType, ContextType>;
  session?: Resolver<Maybe<ResolversTypes['SessionTokens']>, ParentType, ContextType>;
  user?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
};

export type SignInProviderResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SignInProvider'] = ResolversParentTypes['SignInProvider']> = {
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  provider?: Resolver<ResolversTypes['IdentityProvider'], ParentType, ContextType>;
  startUrl?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type SignInWithPasskeyErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SignInWithPasskeyError'] = ResolversParentTypes['SignInWithPasskeyError']> = {
  __resolveType: TypeResolveFn<'InvalidProof' | 'NoOrganization' | 'SecondFactorEnrolmentRequired' | 'SecondFactorRequired', ParentType, ContextType>;
};

export type SignInWithPasskeyPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SignInWithPasskeyPayload'] = ResolversParentTypes['SignInWithPasskeyPayload']> = {
  errors?: Resolver<Array<ResolversTypes['SignInWithPasskeyError']>, ParentType, ContextType>;
  session?: Resolver<Maybe<ResolversTypes['SessionTokens']>, ParentType, ContextType>;
  user?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
};

export type SignInWithProviderErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SignInWithProviderError'] = ResolversParentTypes['SignInWithProviderError']> = {
  __resolveType: TypeResolveFn<'AccountDeleted' | 'AccountExists' | 'EmailNotVerified' | 'InvalidInput' | 'InvalidToken' | 'NoOrganization' | 'SecondFactorEnrolmentRequired' | 'SecondFactorRequired', ParentType, ContextType>;
};

export type SignInWithProviderPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SignInWithProviderPayload'] = ResolversParentTypes['SignInWithProviderPayload']> = {
  errors?: Resolver<Array<ResolversTypes['SignInWithProviderError']>, ParentType, ContextType>;
  session?: Resolver<Maybe<ResolversTypes['SessionTokens']>, ParentType, ContextType>;
  user?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
};

export type SignOutPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SignOutPayload'] = ResolversParentTypes['SignOutPayload']> = {
  sessionId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type SignUpByInvitationErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SignUpByInvitationError'] = ResolversParentTypes['SignUpByInvitationError']> = {
  __resolveType: TypeResolveFn<'EmailTaken' | 'InvalidInput' | 'InvalidToken' | 'SecondFactorEnrolmentRequired' | 'SecondFactorRequired' | 'WeakPassword', ParentType, ContextType>;
};

export type SignUpByInvitationPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SignUpByInvitationPayload'] = ResolversParentTypes['SignUpByInvitationPayload']> = {
  errors?: Resolver<Array<ResolversTypes['SignUpByInvitationError']>, ParentType, ContextType>;
  session?: Resolver<Maybe<ResolversTypes['SessionTokens']>, ParentType, ContextType>;
  user?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
};

export type SignUpErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SignUpError'] = ResolversParentTypes['SignUpError']> = {
  __resolveType: TypeResolveFn<'EmailTaken' | 'InvalidInput' | 'WeakPassword', ParentType, ContextType>;
};

export type SignUpPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SignUpPayload'] = ResolversParentTypes['SignUpPayload']> = {
  errors?: Resolver<Array<ResolversTypes['SignUpError']>, ParentType, ContextType>;
  session?: Resolver<Maybe<ResolversTypes['SessionTokens']>, ParentType, ContextType>;
  user?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
};

export type SuccessorNeededResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SuccessorNeeded'] = ResolversParentTypes['SuccessorNeeded']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  organizationIds?: Resolver<Array<ResolversTypes['ID']>, ParentType, ContextType>;
  path?: Resolver<Maybe<Array<ResolversTypes['String']>>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SuspendMemberErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SuspendMemberError'] = ResolversParentTypes['SuspendMemberError']> = {
  __resolveType: TypeResolveFn<'LastAdmin' | 'NotFound', ParentType, ContextType>;
};

export type SuspendMemberPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SuspendMemberPayload'] = ResolversParentTypes['SuspendMemberPayload']> = {
  errors?: Resolver<Array<ResolversTypes['SuspendMemberError']>, ParentType, ContextType>;
  user?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
};

export type SuspendUserErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SuspendUserError'] = ResolversParentTypes['SuspendUserError']> = {
  __resolveType: TypeResolveFn<'InvalidInput' | 'NotFound', ParentType, ContextType>;
};

export type SuspendUserPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SuspendUserPayload'] = ResolversParentTypes['SuspendUserPayload']> = {
  errors?: Resolver<Array<ResolversTypes['SuspendUserError']>, ParentType, ContextType>;
  userId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
};

export type TooManyAttemptsResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TooManyAttempts'] = ResolversParentTypes['TooManyAttempts']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Maybe<Array<ResolversTypes['String']>>, ParentType, ContextType>;
  retryAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type TotpFactorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TotpFactor'] = ResolversParentTypes['TotpFactor']> = {
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  lastUsedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export type UnlinkIdentityErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UnlinkIdentityError'] = ResolversParentTypes['UnlinkIdentityError']> = {
  __resolveType: TypeResolveFn<'LastSignInMethod' | 'NotFound', ParentType, ContextType>;
};

export type UnlinkIdentityPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UnlinkIdentityPayload'] = ResolversParentTypes['UnlinkIdentityPayload']> = {
  errors?: Resolver<Array<ResolversTypes['UnlinkIdentityError']>, ParentType, ContextType>;
  user?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
};

export type UpdateOauthClientErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UpdateOauthClientError'] = ResolversParentTypes['UpdateOauthClientError']> = {
  __resolveType: TypeResolveFn<'InvalidInput' | 'NotFound', ParentType, ContextType>;
};

export type UpdateOauthClientPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UpdateOauthClientPayload'] = ResolversParentTypes['UpdateOauthClientPayload']> = {
  errors?: Resolver<Array<ResolversTypes['UpdateOauthClientError']>, ParentType, ContextType>;
  oauthClient?: Resolver<Maybe<ResolversTypes['OauthClient']>, ParentType, ContextType>;
};

export type UpdateProfileErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UpdateProfileError'] = ResolversParentTypes['UpdateProfileError']> = {
  __resolveType: TypeResolveFn<'InvalidInput', ParentType, ContextType>;
};

export type UpdateProfilePayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UpdateProfilePayload'] = ResolversParentTypes['UpdateProfilePayload']> = {
  errors?: Resolver<Array<ResolversTypes['UpdateProfileError']>, ParentType, ContextType>;
  user?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
};

export type UpdateRoleErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UpdateRoleError'] = ResolversParentTypes['UpdateRoleError']> = {
  __resolveType: TypeResolveFn<'InvalidInput' | 'NotFound' | 'RoleNameTaken', ParentType, ContextType>;
};

export type UpdateRolePayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UpdateRolePayload'] = ResolversParentTypes['UpdateRolePayload']> = {
  errors?: Resolver<Array<ResolversTypes['UpdateRoleError']>, ParentType, ContextType>;
  role?: Resolver<Maybe<ResolversTypes['OrganizationRole']>, ParentType, ContextType>;
};

export type UserResolvers<ContextType = Context, ParentType extends ResolversParentTypes['User'] = ResolversParentTypes['User'], FederationReferenceType extends FederationReferenceTypes['User'] = FederationReferenceTypes['User']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['User']> | FederationReferenceType, FederationReferenceType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  customRole?: Resolver<Maybe<ResolversTypes['OrganizationRole']>, ParentType, ContextType>;
  email?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  emailVerifiedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  joinedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  organization?: Resolver<ResolversTypes['Organization'], ParentType, ContextType>;
  permissions?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  role?: Resolver<ResolversTypes['Role'], ParentType, ContextType>;
  suspendedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export type UserConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UserConnection'] = ResolversParentTypes['UserConnection']> = {
  edges?: Resolver<Array<ResolversTypes['UserEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['User']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type UserEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UserEdge'] = ResolversParentTypes['UserEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['User'], ParentType, ContextType>;
};

export type UserErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UserError'] = ResolversParentTypes['UserError']> = {
  __resolveType: TypeResolveFn<'AccountDeleted' | 'AccountExists' | 'AlreadyMember' | 'AlreadyVerified' | 'DataExportPending' | 'EmailNotVerified' | 'EmailTaken' | 'IdentityTaken' | 'InOtherOrganizations' | 'InvalidCredentials' | 'InvalidInput' | 'InvalidProof' | 'InvalidToken' | 'LastAdmin' | 'LastSignInMethod' | 'NoOrganization' | 'NotFound' | 'RoleInUse' | 'RoleNameTaken' | 'SecondFactorDemanded' | 'SecondFactorEnrolmentRequired' | 'SecondFactorRequired' | 'SessionEnded' | 'SuccessorNeeded' | 'TooManyAttempts' | 'WeakPassword' | 'WrongAccount', ParentType, ContextType>;
};

export type VerifyEmailErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['VerifyEmailError'] = ResolversParentTypes['VerifyEmailError']> = {
  __resolveType: TypeResolveFn<'InvalidToken', ParentType, ContextType>;
};

export type VerifyEmailPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['VerifyEmailPayload'] = ResolversParentTypes['VerifyEmailPayload']> = {
  email?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  errors?: Resolver<Array<ResolversTypes['VerifyEmailError']>, ParentType, ContextType>;
};

export type ViewerResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Viewer'] = ResolversParentTypes['Viewer']> = {
  authorizedApplications?: Resolver<Maybe<ResolversTypes['AuthorizedApplicationConnection']>, ParentType, ContextType, RequireFields<ViewerAuthorizedApplicationsArgs, 'first'>>;
  hasPermission?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType, RequireFields<ViewerHasPermissionArgs, 'permission'>>;
  impersonator?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  linkedIdentities?: Resolver<Maybe<Array<ResolversTypes['LinkedIdentity']>>, ParentType, ContextType>;
  permissions?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  secondFactors?: Resolver<Maybe<ResolversTypes['SecondFactors']>, ParentType, ContextType>;
  user?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
};

export type WeakPasswordResolvers<ContextType = Context, ParentType extends ResolversParentTypes['WeakPassword'] = ResolversParentTypes['WeakPassword']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Maybe<Array<ResolversTypes['String']>>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type WrongAccountResolvers<ContextType = Context, ParentType extends ResolversParentTypes['WrongAccount'] = ResolversParentTypes['WrongAccount']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Maybe<Array<ResolversTypes['String']>>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type Resolvers<ContextType = Context> = {
  AcceptInvitationError?: AcceptInvitationErrorResolvers<ContextType>;
  AcceptInvitationPayload?: AcceptInvitationPayloadResolvers<ContextType>;
  AccountDeleted?: AccountDeletedResolvers<ContextType>;
  AccountExists?: AccountExistsResolvers<ContextType>;
  AlreadyMember?: AlreadyMemberResolvers<ContextType>;
  AlreadyVerified?: AlreadyVerifiedResolvers<ContextType>;
  ApiKey?: ApiKeyResolvers<ContextType>;
  ApiKeyConnection?: ApiKeyConnectionResolvers<ContextType>;
  ApiKeyEdge?: ApiKeyEdgeResolvers<ContextType>;
  ApproveAuthorizationError?: ApproveAuthorizationErrorResolvers<ContextType>;
  ApproveAuthorizationPayload?: ApproveAuthorizationPayloadResolvers<ContextType>;
  AuthorizationRequest?: AuthorizationRequestResolvers<ContextType>;
  AuthorizedApplication?: AuthorizedApplicationResolvers<ContextType>;
  AuthorizedApplicationConnection?: AuthorizedApplicationConnectionResolvers<ContextType>;
  AuthorizedApplicationEdge?: AuthorizedApplicationEdgeResolvers<ContextType>;
  BeginPasskeyAuthenticationError?: BeginPasskeyAuthenticationErrorResolvers<ContextType>;
  BeginPasskeyAuthenticationPayload?: BeginPasskeyAuthenticationPayloadResolvers<ContextType>;
  BeginPasskeyRegistrationError?: BeginPasskeyRegistrationErrorResolvers<ContextType>;
  BeginPasskeyRegistrationPayload?: BeginPasskeyRegistrationPayloadResolvers<ContextType>;
  ChangeAuditRetentionError?: ChangeAuditRetentionErrorResolvers<ContextType>;
  ChangeAuditRetentionPayload?: ChangeAuditRetentionPayloadResolvers<ContextType>;
  ChangePasswordError?: ChangePasswordErrorResolvers<ContextType>;
  ChangePasswordPayload?: ChangePasswordPayloadResolvers<ContextType>;
  ChangeRoleError?: ChangeRoleErrorResolvers<ContextType>;
  ChangeRolePayload?: ChangeRolePayloadResolvers<ContextType>;
  ChangeSecondFactorPolicyError?: ChangeSecondFactorPolicyErrorResolvers<ContextType>;
  ChangeSecondFactorPolicyPayload?: ChangeSecondFactorPolicyPayloadResolvers<ContextType>;
  ChangeServiceAccountRoleError?: ChangeServiceAccountRoleErrorResolvers<ContextType>;
  ChangeServiceAccountRolePayload?: ChangeServiceAccountRolePayloadResolvers<ContextType>;
  CompleteSignInError?: CompleteSignInErrorResolvers<ContextType>;
  CompleteSignInPayload?: CompleteSignInPayloadResolvers<ContextType>;
  ConfirmEmailChangeError?: ConfirmEmailChangeErrorResolvers<ContextType>;
  ConfirmEmailChangePayload?: ConfirmEmailChangePayloadResolvers<ContextType>;
  ConfirmIdentityLinkError?: ConfirmIdentityLinkErrorResolvers<ContextType>;
  ConfirmIdentityLinkPayload?: ConfirmIdentityLinkPayloadResolvers<ContextType>;
  ConfirmTotpError?: ConfirmTotpErrorResolvers<ContextType>;
  ConfirmTotpPayload?: ConfirmTotpPayloadResolvers<ContextType>;
  CreateApiKeyError?: CreateApiKeyErrorResolvers<ContextType>;
  CreateApiKeyPayload?: CreateApiKeyPayloadResolvers<ContextType>;
  CreateOauthClientError?: CreateOauthClientErrorResolvers<ContextType>;
  CreateOauthClientPayload?: CreateOauthClientPayloadResolvers<ContextType>;
  CreateOrganizationError?: CreateOrganizationErrorResolvers<ContextType>;
  CreateOrganizationPayload?: CreateOrganizationPayloadResolvers<ContextType>;
  CreateRoleError?: CreateRoleErrorResolvers<ContextType>;
  CreateRolePayload?: CreateRolePayloadResolvers<ContextType>;
  CreateServiceAccountError?: CreateServiceAccountErrorResolvers<ContextType>;
  CreateServiceAccountPayload?: CreateServiceAccountPayloadResolvers<ContextType>;
  CreateUserError?: CreateUserErrorResolvers<ContextType>;
  CreateUserPayload?: CreateUserPayloadResolvers<ContextType>;
  DataExport?: DataExportResolvers<ContextType>;
  DataExportDomain?: DataExportDomainResolvers<ContextType>;
  DataExportPart?: DataExportPartResolvers<ContextType>;
  DataExportPending?: DataExportPendingResolvers<ContextType>;
  DateTime?: GraphQLScalarType;
  DeleteAccountError?: DeleteAccountErrorResolvers<ContextType>;
  DeleteAccountPayload?: DeleteAccountPayloadResolvers<ContextType>;
  DeleteOauthClientError?: DeleteOauthClientErrorResolvers<ContextType>;
  DeleteOauthClientPayload?: DeleteOauthClientPayloadResolvers<ContextType>;
  DeleteOrganizationError?: DeleteOrganizationErrorResolvers<ContextType>;
  DeleteOrganizationPayload?: DeleteOrganizationPayloadResolvers<ContextType>;
  DeleteRoleError?: DeleteRoleErrorResolvers<ContextType>;
  DeleteRolePayload?: DeleteRolePayloadResolvers<ContextType>;
  DenyAuthorizationError?: DenyAuthorizationErrorResolvers<ContextType>;
  DenyAuthorizationPayload?: DenyAuthorizationPayloadResolvers<ContextType>;
  DisableServiceAccountError?: DisableServiceAccountErrorResolvers<ContextType>;
  DisableServiceAccountPayload?: DisableServiceAccountPayloadResolvers<ContextType>;
  DomainErasure?: DomainErasureResolvers<ContextType>;
  EmailNotVerified?: EmailNotVerifiedResolvers<ContextType>;
  EmailTaken?: EmailTakenResolvers<ContextType>;
  EnableServiceAccountError?: EnableServiceAccountErrorResolvers<ContextType>;
  EnableServiceAccountPayload?: EnableServiceAccountPayloadResolvers<ContextType>;
  EndImpersonationError?: EndImpersonationErrorResolvers<ContextType>;
  EndImpersonationPayload?: EndImpersonationPayloadResolvers<ContextType>;
  EnrolTotpError?: EnrolTotpErrorResolvers<ContextType>;
  EnrolTotpPayload?: EnrolTotpPayloadResolvers<ContextType>;
  ErasedKind?: ErasedKindResolvers<ContextType>;
  Erasure?: ErasureResolvers<ContextType>;
  ErasureConnection?: ErasureConnectionResolvers<ContextType>;
  ErasureEdge?: ErasureEdgeResolvers<ContextType>;
  IdentityTaken?: IdentityTakenResolvers<ContextType>;
  ImpersonateError?: ImpersonateErrorResolvers<ContextType>;
  ImpersonatePayload?: ImpersonatePayloadResolvers<ContextType>;
  Impersonation?: ImpersonationResolvers<ContextType>;
  InOtherOrganizations?: InOtherOrganizationsResolvers<ContextType>;
  InvalidCredentials?: InvalidCredentialsResolvers<ContextType>;
  InvalidInput?: InvalidInputResolvers<ContextType>;
  InvalidProof?: InvalidProofResolvers<ContextType>;
  InvalidToken?: InvalidTokenResolvers<ContextType>;
  Invitation?: InvitationResolvers<ContextType>;
  InvitationConnection?: InvitationConnectionResolvers<ContextType>;
  InvitationEdge?: InvitationEdgeResolvers<ContextType>;
  InvitationPreview?: InvitationPreviewResolvers<ContextType>;
  InviteMemberError?: InviteMemberErrorResolvers<ContextType>;
  InviteMemberPayload?: InviteMemberPayloadResolvers<ContextType>;
  JSON?: GraphQLScalarType;
  KeptKind?: KeptKindResolvers<ContextType>;
  LastAdmin?: LastAdminResolvers<ContextType>;
  LastSignInMethod?: LastSignInMethodResolvers<ContextType>;
  LinkIdentityError?: LinkIdentityErrorResolvers<ContextType>;
  LinkIdentityPayload?: LinkIdentityPayloadResolvers<ContextType>;
  LinkedIdentity?: LinkedIdentityResolvers<ContextType>;
  Membership?: MembershipResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  NoOrganization?: NoOrganizationResolvers<ContextType>;
  NotFound?: NotFoundResolvers<ContextType>;
  OauthClient?: OauthClientResolvers<ContextType>;
  OauthClientConnection?: OauthClientConnectionResolvers<ContextType>;
  OauthClientEdge?: OauthClientEdgeResolvers<ContextType>;
  Organization?: OrganizationResolvers<ContextType>;
  OrganizationRole?: OrganizationRoleResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Passkey?: PasskeyResolvers<ContextType>;
  Permission?: PermissionResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  ReauthenticateError?: ReauthenticateErrorResolvers<ContextType>;
  ReauthenticatePayload?: ReauthenticatePayloadResolvers<ContextType>;
  RefreshSessionError?: RefreshSessionErrorResolvers<ContextType>;
  RefreshSessionPayload?: RefreshSessionPayloadResolvers<ContextType>;
  RegenerateRecoveryCodesError?: RegenerateRecoveryCodesErrorResolvers<ContextType>;
  RegenerateRecoveryCodesPayload?: RegenerateRecoveryCodesPayloadResolvers<ContextType>;
  RegisterPasskeyError?: RegisterPasskeyErrorResolvers<ContextType>;
  RegisterPasskeyPayload?: RegisterPasskeyPayloadResolvers<ContextType>;
  RemoveMemberError?: RemoveMemberErrorResolvers<ContextType>;
  RemoveMemberPayload?: RemoveMemberPayloadResolvers<ContextType>;
  RemovePasskeyError?: RemovePasskeyErrorResolvers<ContextType>;
  RemovePasskeyPayload?: RemovePasskeyPayloadResolvers<ContextType>;
  RemoveTotpError?: RemoveTotpErrorResolvers<ContextType>;
  RemoveTotpPayload?: RemoveTotpPayloadResolvers<ContextType>;
  RenamePasskeyError?: RenamePasskeyErrorResolvers<ContextType>;
  RenamePasskeyPayload?: RenamePasskeyPayloadResolvers<ContextType>;
  RequestDataExportError?: RequestDataExportErrorResolvers<ContextType>;
  RequestDataExportPayload?: RequestDataExportPayloadResolvers<ContextType>;
  RequestEmailChangeError?: RequestEmailChangeErrorResolvers<ContextType>;
  RequestEmailChangePayload?: RequestEmailChangePayloadResolvers<ContextType>;
  RequestPasswordResetError?: RequestPasswordResetErrorResolvers<ContextType>;
  RequestPasswordResetPayload?: RequestPasswordResetPayloadResolvers<ContextType>;
  ResendInvitationError?: ResendInvitationErrorResolvers<ContextType>;
  ResendInvitationPayload?: ResendInvitationPayloadResolvers<ContextType>;
  ResendVerificationError?: ResendVerificationErrorResolvers<ContextType>;
  ResendVerificationPayload?: ResendVerificationPayloadResolvers<ContextType>;
  ResetPasswordError?: ResetPasswordErrorResolvers<ContextType>;
  ResetPasswordPayload?: ResetPasswordPayloadResolvers<ContextType>;
  ResetSecondFactorsError?: ResetSecondFactorsErrorResolvers<ContextType>;
  ResetSecondFactorsPayload?: ResetSecondFactorsPayloadResolvers<ContextType>;
  RestoreAccountError?: RestoreAccountErrorResolvers<ContextType>;
  RestoreAccountPayload?: RestoreAccountPayloadResolvers<ContextType>;
  RestoreMemberError?: RestoreMemberErrorResolvers<ContextType>;
  RestoreMemberPayload?: RestoreMemberPayloadResolvers<ContextType>;
  RestoreOrganizationError?: RestoreOrganizationErrorResolvers<ContextType>;
  RestoreOrganizationPayload?: RestoreOrganizationPayloadResolvers<ContextType>;
  RestoreUserError?: RestoreUserErrorResolvers<ContextType>;
  RestoreUserPayload?: RestoreUserPayloadResolvers<ContextType>;
  RevokeAllSessionsPayload?: RevokeAllSessionsPayloadResolvers<ContextType>;
  RevokeApiKeyError?: RevokeApiKeyErrorResolvers<ContextType>;
  RevokeApiKeyPayload?: RevokeApiKeyPayloadResolvers<ContextType>;
  RevokeAuthorizedApplicationError?: RevokeAuthorizedApplicationErrorResolvers<ContextType>;
  RevokeAuthorizedApplicationPayload?: RevokeAuthorizedApplicationPayloadResolvers<ContextType>;
  RevokeInvitationError?: RevokeInvitationErrorResolvers<ContextType>;
  RevokeInvitationPayload?: RevokeInvitationPayloadResolvers<ContextType>;
  RevokeMemberSessionsError?: RevokeMemberSessionsErrorResolvers<ContextType>;
  RevokeMemberSessionsPayload?: RevokeMemberSessionsPayloadResolvers<ContextType>;
  RevokeOtherSessionsPayload?: RevokeOtherSessionsPayloadResolvers<ContextType>;
  RevokeSessionError?: RevokeSessionErrorResolvers<ContextType>;
  RevokeSessionPayload?: RevokeSessionPayloadResolvers<ContextType>;
  RoleInUse?: RoleInUseResolvers<ContextType>;
  RoleNameTaken?: RoleNameTakenResolvers<ContextType>;
  RotateApiKeyError?: RotateApiKeyErrorResolvers<ContextType>;
  RotateApiKeyPayload?: RotateApiKeyPayloadResolvers<ContextType>;
  RotateOauthClientSecretError?: RotateOauthClientSecretErrorResolvers<ContextType>;
  RotateOauthClientSecretPayload?: RotateOauthClientSecretPayloadResolvers<ContextType>;
  SecondFactorDemanded?: SecondFactorDemandedResolvers<ContextType>;
  SecondFactorEnrolmentRequired?: SecondFactorEnrolmentRequiredResolvers<ContextType>;
  SecondFactorPolicy?: SecondFactorPolicyResolvers<ContextType>;
  SecondFactorRequired?: SecondFactorRequiredResolvers<ContextType>;
  SecondFactors?: SecondFactorsResolvers<ContextType>;
  ServiceAccount?: ServiceAccountResolvers<ContextType>;
  ServiceAccountConnection?: ServiceAccountConnectionResolvers<ContextType>;
  ServiceAccountEdge?: ServiceAccountEdgeResolvers<ContextType>;
  Session?: SessionResolvers<ContextType>;
  SessionConnection?: SessionConnectionResolvers<ContextType>;
  SessionEdge?: SessionEdgeResolvers<ContextType>;
  SessionEnded?: SessionEndedResolvers<ContextType>;
  SessionTokens?: SessionTokensResolvers<ContextType>;
  SignInError?: SignInErrorResolvers<ContextType>;
  SignInPayload?: SignInPayloadResolvers<ContextType>;
  SignInProvider?: SignInProviderResolvers<ContextType>;
  SignInWithPasskeyError?: SignInWithPasskeyErrorResolvers<ContextType>;
  SignInWithPasskeyPayload?: SignInWithPasskeyPayloadResolvers<ContextType>;
  SignInWithProviderError?: SignInWithProviderErrorResolvers<ContextType>;
  SignInWithProviderPayload?: SignInWithProviderPayloadResolvers<ContextType>;
  SignOutPayload?: SignOutPayloadResolvers<ContextType>;
  SignUpByInvitationError?: SignUpByInvitationErrorResolvers<ContextType>;
  SignUpByInvitationPayload?: SignUpByInvitationPayloadResolvers<ContextType>;
  SignUpError?: SignUpErrorResolvers<ContextType>;
  SignUpPayload?: SignUpPayloadResolvers<ContextType>;
  SuccessorNeeded?: SuccessorNeededResolvers<ContextType>;
  SuspendMemberError?: SuspendMemberErrorResolvers<ContextType>;
  SuspendMemberPayload?: SuspendMemberPayloadResolvers<ContextType>;
  SuspendUserError?: SuspendUserErrorResolvers<ContextType>;
  SuspendUserPayload?: SuspendUserPayloadResolvers<ContextType>;
  TooManyAttempts?: TooManyAttemptsResolvers<ContextType>;
  TotpFactor?: TotpFactorResolvers<ContextType>;
  UnlinkIdentityError?: UnlinkIdentityErrorResolvers<ContextType>;
  UnlinkIdentityPayload?: UnlinkIdentityPayloadResolvers<ContextType>;
  UpdateOauthClientError?: UpdateOauthClientErrorResolvers<ContextType>;
  UpdateOauthClientPayload?: UpdateOauthClientPayloadResolvers<ContextType>;
  UpdateProfileError?: UpdateProfileErrorResolvers<ContextType>;
  UpdateProfilePayload?: UpdateProfilePayloadResolvers<ContextType>;
  UpdateRoleError?: UpdateRoleErrorResolvers<ContextType>;
  UpdateRolePayload?: UpdateRolePayloadResolvers<ContextType>;
  User?: UserResolvers<ContextType>;
  UserConnection?: UserConnectionResolvers<ContextType>;
  UserEdge?: UserEdgeResolvers<ContextType>;
  UserError?: UserErrorResolvers<ContextType>;
  VerifyEmailError?: VerifyEmailErrorResolvers<ContextType>;
  VerifyEmailPayload?: VerifyEmailPayloadResolvers<ContextType>;
  Viewer?: ViewerResolvers<ContextType>;
  WeakPassword?: WeakPasswordResolvers<ContextType>;
  WrongAccount?: WrongAccountResolvers<ContextType>;
};

export type DirectiveResolvers<ContextType = Context> = {
  cacheControl?: CacheControlDirectiveResolver<any, any, ContextType>;
};
