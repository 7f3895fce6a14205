import type { Resolvers } from '../schema.generated.ts';
import { ApiKey } from './api-key.ts';
import {
  approveAuthorization,
  AuthorizationRequest,
  AuthorizedApplication,
  denyAuthorization,
  revokeAuthorizedApplication,
} from './authorizations.ts';
import { changeAuditRetention } from './change-audit-retention.ts';
import { changeRole } from './change-role.ts';
import { changeSecondFactorPolicy, SecondFactorPolicy } from './second-factor-policy.ts';
import { createApiKey } from './create-api-key.ts';
import { createOrganization } from './create-organization.ts';
import { createUser } from './create-user.ts';
import { DataExport, dataExportPart, dataExports, requestDataExport } from './data-exports.ts';
import { endImpersonation, impersonate, Impersonation } from './impersonations.ts';
import { deleteAccount, deleteOrganization, restoreAccount, restoreOrganization } from './deletion.ts';
import { Erasure, erasure, erasures } from './erasures.ts';
import { Invitation } from './invitation.ts';
import {
  acceptInvitation,
  invitation,
  invitations,
  inviteMember,
  resendInvitation,
  revokeInvitation,
  signUpByInvitation,
} from './invitations.ts';
import { confirmIdentityLink, linkIdentity, signInWithProvider, unlinkIdentity } from './identity-links.ts';
import { LinkedIdentity } from './linked-identity.ts';
import { Membership } from './membership.ts';
import { removeMember, restoreMember, suspendMember } from './members.ts';
import {
  createOauthClient,
  deleteOauthClient,
  OauthClient,
  rotateOauthClientSecret,
  updateOauthClient,
} from './oauth-clients.ts';
import { Organization } from './organization.ts';
import {
  beginPasskeyAuthentication,
  beginPasskeyRegistration,
  registerPasskey,
  removePasskey,
  renamePasskey,
  signInWithPasskey,
} from './passkeys.ts';
import { changePassword, requestPasswordReset, resetPassword } from './passwords.ts';
import { Query } from './query.ts';
import { reauthenticate } from './reauthenticate.ts';
import { resetSecondFactors, restoreUser, suspendUser } from './platform-administration.ts';
import { refreshSession } from './refresh-session.ts';
import { confirmEmailChange, requestEmailChange } from './email-change.ts';
import { resendVerification, verifyEmail } from './email-verification.ts';
import { revokeApiKey } from './revoke-api-key.ts';
import { rotateApiKey } from './rotate-api-key.ts';
import { createRole, deleteRole, OrganizationRole, updateRole, Viewer } from './roles.ts';
import {
  SecondFactorEnrolmentRequired,
  SecondFactorRequired,
  completeSignIn,
  confirmTotp,
  enrolTotp,
  regenerateRecoveryCodes,
  removeTotp,
} from './second-factors.ts';
import {
  changeServiceAccountRole,
  createServiceAccount,
  disableServiceAccount,
  enableServiceAccount,
  ServiceAccount,
} from './service-accounts.ts';
import { Session } from './session.ts';
import { revokeAllSessions, revokeMemberSessions, revokeOtherSessions, revokeSession } from './sessions.ts';
import { signIn } from './sign-in.ts';
import { signOut } from './sign-out.ts';
import { signUp } from './sign-up.ts';
import { updateProfile } from './update-profile.ts';
import { User } from './user.ts';

/** The resolvers of the identity subgraph. */
export const resolvers: Resolvers = {
  Query: { ...Query, erasure, erasures, invitation, invitations, dataExports, dataExportPart },
  ApiKey,
  AuthorizationRequest,
  AuthorizedApplication,
  Mutation: {
    ...{ changeRole, createApiKey, createOrganization, createUser, refreshSession, removeMember, restoreMember },
    ...{ revokeApiKey, rotateApiKey, signIn, signOut, signUp, suspendMember },
    ...{ revokeSession, revokeOtherSessions, revokeAllSessions, revokeMemberSessions },
    ...{ resendVerification, verifyEmail, requestPasswordReset, resetPassword, changePassword },
    ...{ requestEmailChange, confirmEmailChange, updateProfile },
    ...{ beginPasskeyAuthentication, signInWithPasskey, beginPasskeyRegistration, registerPasskey },
    ...{ renamePasskey, removePasskey },
    ...{ createRole, updateRole, deleteRole },
    ...{ impersonate, endImpersonation, resetSecondFactors, suspendUser, restoreUser },
    ...{
      changeSecondFactorPolicy,
      changeAuditRetention,
      reauthenticate,
      completeSignIn,
      enrolTotp,
      confirmTotp,
      removeTotp,
      regenerateRecoveryCodes,
    },
    ...{ createOauthClient, updateOauthClient, rotateOauthClientSecret, deleteOauthClient },
    ...{ approveAuthorization, denyAuthorization, revokeAuthorizedApplication },
    ...{ createServiceAccount, changeServiceAccountRole, disableServiceAccount, enableServiceAccount },
    requestDataExport,
    ...{ deleteAccount, restoreAccount, deleteOrganization, restoreOrganization },
    ...{ inviteMember, resendInvitation, revokeInvitation, acceptInvitation, signUpByInvitation },
    ...{ signInWithProvider, linkIdentity, confirmIdentityLink, unlinkIdentity },
  },
  DataExport,
  Erasure,
  Impersonation,
  Invitation,
  LinkedIdentity,
  Membership,
  OauthClient,
  Organization,
  OrganizationRole,
  SecondFactorEnrolmentRequired,
  SecondFactorPolicy,
  SecondFactorRequired,
  ServiceAccount,
  Session,
  User,
  Viewer,
};
