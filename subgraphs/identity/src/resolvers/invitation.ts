import type { InvitationResolvers, InvitationStatus as StatusName } from '../schema.generated.ts';
import type { InvitationStatus } from '../domain/invitation.ts';
import { builtIn } from '../domain/roles.ts';
import { roleName } from './role.ts';

const names = {
  pending: 'PENDING',
  accepted: 'ACCEPTED',
  revoked: 'REVOKED',
  expired: 'EXPIRED',
} as const satisfies Record<InvitationStatus, StatusName>;
const statuses = {
  PENDING: 'pending',
  ACCEPTED: 'accepted',
  REVOKED: 'revoked',
  EXPIRED: 'expired',
} as const satisfies Record<StatusName, InvitationStatus>;

/** The status that the schema's name stands for. */
export const statusOf = (name: StatusName): InvitationStatus => statuses[name];

export const Invitation: InvitationResolvers = {
  role: ({ role }) => roleName(role),
  customRole: ({ role, organizationId }, _, { organizationRoles }) =>
    builtIn(role) === null ? organizationRoles(organizationId).load(role) : null,
  status: ({ status }) => names[status],
  invitedBy: ({ invitedBy }, _, { users }) => (invitedBy === null ? null : users.load(invitedBy)),
  acceptedBy: ({ acceptedBy }, _, { users }) => (acceptedBy === null ? null : users.load(acceptedBy)),
};
