import { sql, type Database, type Sql } from '@conea/platform';
import type { Invitation, InvitationStore, PresentedInvitation } from '../domain/invitation.ts';
import type { Role } from '../domain/roles.ts';
import { doing, within } from './across-organizations.ts';

type Addressed = { address: string; key: string };
type PresentedRow = Omit<PresentedInvitation, 'email'> & Addressed;

const isOpen = sql`accepted_at is null and revoked_at is null`;

const statusAt = (now: Date): Sql => sql`
  case
    when invitation.accepted_at is not null then 'accepted'
    when invitation.revoked_at is not null then 'revoked'
    when invitation.expires_at <= ${now} then 'expired'
    when exists (
      select from memberships as inviter
      left join roles as held on held.organization_id = inviter.organization_id and held.id = inviter.custom_role_id
      where inviter.organization_id = invitation.organization_id and inviter.user_id = invitation.invited_by
        and inviter.suspended_at is null and (inviter.role = 'admin' or held.permissions @> '{manage:users}')
    ) and (
      invitation.role !~ '^rol_'
      or exists (select from roles where organization_id = invitation.organization_id and id = invitation.role)
    ) then 'pending'
    else 'expired'
  end`;

const invitations = (now: Date): Sql => sql`
  select invitation.id, invitation.organization_id as "organizationId", invitation.email, invitation.role,
    ${statusAt(now)} as status, invitation.invited_by as "invitedBy", invitation.created_at as "createdAt",
    invitation.sent_at as "sentAt", invitation.expires_at as "expiresAt", invitation.accepted_by as "acceptedBy"
  from invitations as invitation`;

/** Invitations in Postgres. */
export function createInvitationStore(database: Database): InvitationStore {
  return {
    save: async (tx, { id, organizationId, email, role, tokenHash, invitedBy, sentAt, expiresAt }) => {
      const saved = await tx.one<{ id: string }>(sql`
        insert into invitations (id, organization_id, email, email_key, role, token_hash, invited_by, created_at, sent_at, expires_at)
        values (${id}, ${organizationId}, ${email.address}, ${email.key}, ${role}, ${tokenHash}, ${invitedBy}, ${sentAt}, ${sentAt}, ${expiresAt})
        on conflict (organization_id, email_key) where ${isOpen} do update
        set role = excluded.role, token_hash = excluded.token_hash, invited_by = excluded.invited_by, sent_at = excluded.sent_at,
          expires_at = excluded.expires_at
        returning id`);
      return saved.id;
    },
    countPending: async (tx, organizationId, exceptEmailKey, now) => {
      const { count } = await tx.one<{ count: number }>(sql`
        select count(*)::int as count from invitations
        where organization_id = ${organizationId} and ${isOpen} and expires_at > ${now} and email_key <> ${exceptEmailKey}`);
      return count;
    },
    findPresented: async (hash, now, tx) => {
      const statement = sql`
        select invitation.id, invitation.organization_id as "organizationId", organization.name as "organizationName",
          invitation.email as address, invitation.email_key as key, invitation.role, ${statusAt(now)} as status,
          invitation.invited_by as "invitedBy", invitation.expires_at as "expiresAt", invitation.accepted_by as "acceptedBy"
        from invitations as invitation
        join organizations as organization on organization.id = invitation.organization_id
        where invitation.token_hash = ${hash}`;
      const row = await (tx
        ? within(tx, 'invitation.present', () => tx.maybeOne<PresentedRow>(statement))
        : doing(database, 'invitation.present').maybeOne<PresentedRow>(statement));
      if (!row) return null;
      const { address, key, ...invitation } = row;
      return { ...invitation, email: { address, key } };
    },
    findOpen: async (tx, organizationId, id) => {
      const row = await tx.maybeOne<Addressed & { role: Role }>(sql`
        select email as address, email_key as key, role from invitations
        where organization_id = ${organizationId} and id = ${id} and ${isOpen}`);
      return row && { email: { address: row.address, key: row.key }, role: row.role };
    },
    accept: async (tx, id, userId, now) => {
      await tx.execute(sql`update invitations set accepted_at = ${now}, accepted_by = ${userId} where id = ${id}`);
    },
    revoke: async (tx, organizationId, id, now) =>
      (await tx.execute(sql`
        update invitations set revoked_at = ${now}
        where organization_id = ${organizationId} and id = ${id} and ${isOpen}`)) === 1,
    revokeAll: async (tx, organizationId, now) => {
      const revoked = await tx.many<{ id: string }>(sql`
        update invitations set revoked_at = ${now} where organization_id = ${organizationId} and ${isOpen} returning id`);
      return revoked.map(({ id }) => id);
    },
    listByIds: (organizationId, ids, now) =>
      database.forTenant(organizationId).many<Invitation>(sql`
        ${invitations(now)} where invitation.organization_id = ${organizationId} and invitation.id = any(${ids})`),
    page: (organizationId, { status, emailKey }, now, { limit, after }) =>
      database.forTenant(organizationId).many<Invitation>(sql`
        ${invitations(now)}
        where invitation.organization_id = ${organizationId}
          and (${emailKey === null} or invitation.email_key = ${emailKey})
          and (${status === null} or ${statusAt(now)} = ${status})
          and (${after === null} or (invitation.created_at, invitation.id) < (${after?.at ?? null}::timestamptz, ${after?.id ?? null}))
        order by invitation.created_at desc, invitation.id desc
        limit ${limit}`),
    deleteEnded: (before) =>
      database.execute(sql`delete from invitations where least(accepted_at, revoked_at, expires_at) < ${before}`),
  };
}
