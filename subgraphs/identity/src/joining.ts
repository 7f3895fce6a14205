import type { PageRequest } from '@conea/platform';
import { createAcceptInvitation } from './domain/accept-invitation.ts';
import type { InvitationFilter } from './domain/invitation.ts';
import { createInvitations, type InvitationsParts } from './domain/invitations.ts';
import type { Join } from './domain/join.ts';
import { createSignUpByInvitation, type SignUpByInvitationParts } from './domain/sign-up-by-invitation.ts';

/** How people get into an organization by its invitations. */
export function createJoining(parts: InvitationsParts & SignUpByInvitationParts & { join: Join }) {
  const { join, invitations, clock } = parts;
  return {
    invite: createInvitations(parts),
    acceptInvitation: createAcceptInvitation(parts),
    signUpByInvitation: createSignUpByInvitation(parts),
    /** What the holder of a token is invited to; null when there is nothing to accept any longer. */
    findInvitation: join.preview,
    pageOfInvitations: (organizationId: string, filter: InvitationFilter, page: PageRequest) =>
      invitations.page(organizationId, filter, clock(), page),
  };
}
