import type { Caller, Transaction } from '@conea/platform';
import type { Fingerprint } from './fingerprint.ts';
import type { MailCountStore } from './mail-allowance.ts';
import { networkOf } from './network.ts';

/** How many invitations there may be: waiting in an organization, and mailed in an hour by it, to one address and from one network. */
export type InvitationLimits = { pending: number; byOrganization: number; toAddress: number; fromNetwork: number };

export const invitationLimits: InvitationLimits = { pending: 200, byOrganization: 50, toAddress: 5, fromNetwork: 100 };

/** Until when an organization may invite nobody, or not this address; null when it may. */
export type AskToInvite = (
  tx: Transaction,
  caller: Caller,
  organizationId: string,
  address: string,
) => Promise<Date | null>;

const hour = 3_600_000;

/** Bounds the mails that organizations have sent to people who did not ask for them; counted apart from those that people ask for. */
export function createInvitationAllowance(
  counts: MailCountStore,
  fingerprint: Fingerprint,
  limits: InvitationLimits,
  clock: () => Date,
): AskToInvite {
  return async (tx, { ip }, organizationId, address) => {
    const begin = Math.floor(clock().getTime() / hour) * hour;
    const bounds = [
      { subject: fingerprint('invitation by', organizationId), most: limits.byOrganization },
      { subject: fingerprint('invitation to', address), most: limits.toAddress },
      { subject: fingerprint('invitation from', networkOf(ip)), most: limits.fromNetwork },
    ];
    const subjects = bounds.map(({ subject }) => subject);
    const mails = await counts.count(tx, subjects, new Date(begin));
    const isSpent = bounds.some(({ most }, index) => (mails[index] ?? 0) > most);
    return isSpent ? new Date(begin + hour) : null;
  };
}
