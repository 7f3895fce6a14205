import type { Describe, Json } from '@conea/platform';

/** The audit trail of the caller's organization, with facts of what was asked. */
export const ofTrail =
  <Args>(factsOf: (args: Args) => { [fact: string]: Json }): Describe<unknown, Args> =>
  (_, args, { user }) => ({
    resource: user && { type: 'AuditTrail', id: user.organizationId },
    metadata: factsOf(args),
  });
