import type { Caller } from '@conea/platform';

/** What is the caller's own, as the audit trail names it. */
export const ofCaller = (_: unknown, __: unknown, { user }: Caller) => ({
  resource: user && { type: 'User', id: user.id },
});

/** What belongs to an organization. */
export const ofOrganization = ({ id }: { id: string }) => ({ resource: { type: 'Organization', id } });

/** What belongs to the caller's organization. */
export const ofOwnOrganization = (_: unknown, __: unknown, { user }: Caller) => ({
  resource: user && { type: 'Organization', id: user.organizationId },
});
