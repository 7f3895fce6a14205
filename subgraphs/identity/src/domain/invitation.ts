import type { Keyset, PageRequest, Transaction } from '@conea/platform';
import type { Email } from './email.ts';
import type { Role } from './roles.ts';

/** `expired` is also one whose sender may invite nobody any longer, or whose role is gone. */
export type InvitationStatus = 'pending' | 'accepted' | 'revoked' | 'expired';

/** That whoever reads the mail of an address may join an organization. */
export type Invitation = {
  id: string;
  organizationId: string;
  email: string;
  role: Role;
  status: InvitationStatus;
  invitedBy: string | null;
  createdAt: Date;
  sentAt: Date;
  expiresAt: Date;
  acceptedBy: string | null;
};

/** An invitation to be sent, with what is kept of its token. */
export type NewInvitation = {
  id: string;
  organizationId: string;
  email: Email;
  role: Role;
  tokenHash: Buffer;
  invitedBy: string;
  sentAt: Date;
  expiresAt: Date;
};

/** An invitation as the holder of its token finds it. */
export type PresentedInvitation = {
  id: string;
  organizationId: string;
  organizationName: string;
  email: Email;
  role: Role;
  status: InvitationStatus;
  invitedBy: string | null;
  expiresAt: Date;
  acceptedBy: string | null;
};

/** Which invitations of an organization; what is null is not asked for. */
export type InvitationFilter = { status: InvitationStatus | null; emailKey: string | null };

/** What the use cases need of the stored invitations. Whoever writes holds the roles of the organization (`lockAdmins`). */
export type InvitationStore = {
  /** Renews the open invitation of the address, whose token ends, or makes one; answers its id. */
  save(tx: Transaction, invitation: NewInvitation): Promise<string>;
  /** How many wait for others than this address. */
  countPending(tx: Transaction, organizationId: string, exceptEmailKey: string, now: Date): Promise<number>;
  /** The invitation of a token, whatever became of it. */
  findPresented(hash: Buffer, now: Date, tx?: Transaction): Promise<PresentedInvitation | null>;
  /** An invitation that was neither accepted nor revoked. */
  findOpen(tx: Transaction, organizationId: string, id: string): Promise<{ email: Email; role: Role } | null>;
  accept(tx: Transaction, id: string, userId: string, now: Date): Promise<void>;
  /** False when there is no open one with this id. */
  revoke(tx: Transaction, organizationId: string, id: string, now: Date): Promise<boolean>;
  /** Revokes all open ones of the organization; answers their ids. */
  revokeAll(tx: Transaction, organizationId: string, now: Date): Promise<string[]>;
  listByIds(organizationId: string, ids: readonly string[], now: Date): Promise<Invitation[]>;
  page(organizationId: string, filter: InvitationFilter, now: Date, page: PageRequest): Promise<Invitation[]>;
};

/** The position of an invitation in the list of its organization. */
export function keysetOfInvitation({ createdAt, id }: Invitation): Keyset {
  return { at: createdAt, id };
}
