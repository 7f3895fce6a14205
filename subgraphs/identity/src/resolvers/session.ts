import { deviceOf } from '../domain/device.ts';
import type { SessionResolvers } from '../schema.generated.ts';

export const Session: SessionResolvers = {
  device: ({ userAgent }) => deviceOf(userAgent),
  impersonator: ({ impersonatorId }, _, { users }) => (impersonatorId === null ? null : users.load(impersonatorId)),
  isCurrent: ({ id }, _, { caller }) => id === caller.user?.sessionId,
  organization: async ({ organizationId }, _, { organizations }) => {
    const organization = await organizations.load(organizationId);
    if (!organization) throw new Error('a session has no organization');
    return organization;
  },
};
