import { bindTransaction, covers, permits, type DomainEvent, type Transaction } from '@conea/platform';
import type { InvitationStore, PresentedInvitation } from './invitation.ts';
import { maxMemberships, type MembershipStore } from './membership.ts';
import { readOneTimeToken, type TokenStore } from './one-time-token.ts';
import type { RoleStore } from './organization-role.ts';
import { findRole } from './role-choice.ts';
import { permissionsOf } from './roles.ts';
import type { UserStore } from './user.ts';
import {
  userErrors,
  type AlreadyMember,
  type InvalidInput,
  type InvalidToken,
  type WrongAccount,
} from './user-errors.ts';

/** Why an invitation is not taken. */
export type JoinError = InvalidToken | WrongAccount | AlreadyMember | InvalidInput;

/** The organization that somebody is a member of now, or why not. */
export type JoinOutcome = { isDone: true; organizationId: string } | { isDone: false; error: JoinError };

export type JoinParts = {
  users: UserStore;
  memberships: MembershipStore;
  roles: RoleStore;
  invitations: InvitationStore;
  tokens: TokenStore;
  clock: () => Date;
};

type Emit = (event: DomainEvent) => void;

/** Takes invitations with the token of their mail, within a transaction. */
export type Join = ReturnType<typeof createJoin>;

export function createJoin({ users, memberships, roles, invitations, tokens, clock }: JoinParts) {
  /** Whether whoever invited may do so now, and may all that the role permits now. */
  const mayGive = async (tx: Transaction, { organizationId, invitedBy, role }: PresentedInvitation) => {
    const inviter = invitedBy === null ? null : await memberships.find(tx, organizationId, invitedBy);
    const given = await findRole(tx, roles, organizationId, role);
    if (!inviter || !given) return false;
    const permissions = permissionsOf(inviter);
    return permits(permissions, 'manage:users') && covers(permissions, permissionsOf(given));
  };
  /**
   * The invitation of a token. From then on the roles of its organization are held: it is neither revoked nor taken by somebody else, and whoever
   * sent it stays what they are, until the transaction ends, which is bound to that organization.
   */
  const hold = async (tx: Transaction, token: string): Promise<PresentedInvitation | null> => {
    const hash = readOneTimeToken('accept_invitation', token);
    if (!hash) return null;
    const presented = await invitations.findPresented(hash, clock(), tx);
    // What is over stays so, and nobody waits for it.
    if (presented?.status !== 'pending') return presented;
    await bindTransaction(tx, presented.organizationId);
    await memberships.lockAdmins(tx, presented.organizationId);
    const held = await invitations.findPresented(hash, clock(), tx);
    return held?.status === 'pending' && !(await mayGive(tx, held)) ? { ...held, status: 'expired' } : held;
  };
  /** What there is to take with a token; null when that is nothing. */
  const preview = async (token: string): Promise<PresentedInvitation | null> => {
    const hash = readOneTimeToken('accept_invitation', token);
    const presented = hash && (await invitations.findPresented(hash, clock()));
    return presented?.status === 'pending' ? presented : null;
  };
  /** The token came by mail, and is nowhere else: whoever has it reads the mail of the address, which counts as verifying it. */
  const enter = async (
    tx: Transaction,
    emit: Emit,
    { id, organizationId, email, role }: PresentedInvitation,
    userId: string,
  ): Promise<void> => {
    const now = clock();
    await invitations.accept(tx, id, userId, now);
    await memberships.add(tx, { organizationId, userId, role, joinedAt: now });
    emit({ type: 'invitation.accepted', subject: id, data: { userId } });
    const { emailVerifiedAt } = await users.getAccount(userId, tx);
    if (emailVerifiedAt === null) {
      await users.verifyEmail(tx, userId, email.key, now);
      await tokens.endOpen(tx, userId, ['verify_email'], now);
      emit({ type: 'user.email_verified', subject: userId, data: {} });
    }
    emit({ type: 'member.joined', subject: userId, data: { organizationId, role } });
  };
  /** Somebody who has an account already; taking the same invitation again changes nothing. */
  const join = async (tx: Transaction, emit: Emit, token: string, userId: string): Promise<JoinOutcome> => {
    const invitation = await hold(tx, token);
    if (!invitation) return refuse(userErrors.invalidToken());
    const { organizationId, status, acceptedBy } = invitation;
    const done: JoinOutcome = { isDone: true, organizationId };
    if (acceptedBy === userId && (await memberships.find(tx, organizationId, userId))) return done;
    if (status !== 'pending') return refuse(userErrors.invalidToken());
    const count = await memberships.countOfUser(tx, userId);
    // Counting holds the person as well, so the address is theirs until the transaction ends.
    const { email, deletedAt, suspendedAt } = await users.getAccount(userId, tx);
    if (deletedAt !== null || suspendedAt !== null) return refuse(userErrors.invalidToken());
    if (email.key !== invitation.email.key) return refuse(userErrors.wrongAccount());
    if (await memberships.findRole(tx, organizationId, userId)) return refuse(userErrors.alreadyMember('token'));
    if (count >= maxMemberships) return refuse(userErrors.tooManyOrganizations('token'));
    await enter(tx, emit, invitation, userId);
    return done;
  };
  return { preview, hold, enter, join };
}

const refuse = (error: JoinError): JoinOutcome => ({ isDone: false, error });
