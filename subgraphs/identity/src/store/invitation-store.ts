import { sql, type Database, type Queries, type Sql } from '@conea/platform';
import { emailOf } from '../domain/email.ts';
import type { Invitation, InvitationStore, PresentedInvitation } from '../domain/invitation.ts';
import { createPersonalSeal, personalPlaces, type PersonalData } from '../domain/personal-data.ts';
import type { Role } from '../domain/roles.ts';
import { doing, within } from './across-organizations.ts';

type Sealed = { id: string; organizationId: string; sealed: string | null; clear: string | null };
type PresentedRow = Omit<PresentedInvitation, 'email'> & Sealed;
type ListedRow = Omit<Invitation, 'email'> & Sealed;

const isOpen = sql`accepted_at is null and revoked_at is null`;

/** Whether `invitations as invitation` is to an address, sealed or not yet. */
const isTo = (emailKey: string, hashes: readonly string[]): Sql =>
  sql`(invitation.email_index = any(${hashes}) or invitation.email_key = ${emailKey})`;

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

const address = sql`invitation.sealed_email as sealed, invitation.email as clear`;

const invitations = (now: Date): Sql => sql`
  select invitation.id, invitation.organization_id as "organizationId", ${address}, invitation.role,
    ${statusAt(now)} as status, invitation.invited_by as "invitedBy", invitation.created_at as "createdAt",
    invitation.sent_at as "sentAt", invitation.expires_at as "expiresAt", invitation.accepted_by as "acceptedBy"
  from invitations as invitation`;

/** How invitations end, which nobody's address matters to. */
const ends: Pick<InvitationStore, 'accept' | 'revoke' | 'revokeAll'> = {
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
};

/** Invitations in Postgres; the address of each is sealed under the data key of its organization. */
export function createInvitationStore(database: Database, personal: PersonalData): InvitationStore {
  const { index } = personal;
  const seal = createPersonalSeal(personal, personalPlaces.invitationEmail);
  const open = async <Row extends Sealed>({ sealed, clear, ...invitation }: Row) => {
    const row = { ownerId: invitation.organizationId, rowId: invitation.id };
    return { ...invitation, address: await seal.open(row, { sealed, clear }) };
  };
  const toInvitation = async (row: ListedRow): Promise<Invitation> => {
    const { address: email, ...invitation } = await open(row);
    return { ...invitation, email };
  };
  const find = async (queries: Queries, emailKey: string) =>
    isTo(emailKey, await index.find(queries, 'address of an invitation', emailKey));
  return {
    save: async (tx, { id, organizationId, email, role, tokenHash, invitedBy, sentAt, expiresAt }) => {
      const { stored, all } = await index.hold(tx, 'address of an invitation', email.key);
      const renewed = await tx.maybeOne<{ id: string }>(sql`
        update invitations as invitation
        set role = ${role}, token_hash = ${tokenHash}, invited_by = ${invitedBy}, sent_at = ${sentAt}, expires_at = ${expiresAt}
        where organization_id = ${organizationId} and ${isTo(email.key, all)} and ${isOpen}
        returning id`);
      if (renewed) return renewed.id;
      const sealed = await seal.seal({ ownerId: organizationId, rowId: id }, email.address);
      await tx.execute(sql`
        insert into invitations (id, organization_id, sealed_email, email_index, role, token_hash, invited_by, created_at, sent_at, expires_at)
        values (${id}, ${organizationId}, ${sealed}, ${stored}, ${role}, ${tokenHash}, ${invitedBy}, ${sentAt}, ${sentAt}, ${expiresAt})`);
      return id;
    },
    countPending: async (tx, organizationId, exceptEmailKey, now) => {
      const { count } = await tx.one<{ count: number }>(sql`
        select count(*)::int as count from invitations as invitation
        where organization_id = ${organizationId} and ${isOpen} and expires_at > ${now}
          and (${await find(tx, exceptEmailKey)}) is not true`);
      return count;
    },
    findPresented: async (hash, now, tx) => {
      const statement = sql`
        select invitation.id, invitation.organization_id as "organizationId", organization.name as "organizationName",
          ${address}, invitation.role, ${statusAt(now)} as status,
          invitation.invited_by as "invitedBy", invitation.expires_at as "expiresAt", invitation.accepted_by as "acceptedBy"
        from invitations as invitation
        join organizations as organization on organization.id = invitation.organization_id
        where invitation.token_hash = ${hash}`;
      const row = await (tx
        ? within(tx, 'invitation.present', () => tx.maybeOne<PresentedRow>(statement))
        : doing(database, 'invitation.present').maybeOne<PresentedRow>(statement));
      if (!row) return null;
      const { address: email, ...invitation } = await open(row);
      return { ...invitation, email: emailOf(email) };
    },
    findOpen: async (tx, organizationId, id) => {
      const row = await tx.maybeOne<Sealed & { role: Role }>(sql`
        select id, organization_id as "organizationId", ${address}, role from invitations as invitation
        where organization_id = ${organizationId} and id = ${id} and ${isOpen}`);
      return row && { email: emailOf((await open(row)).address), role: row.role };
    },
    ...ends,
    listByIds: async (organizationId, ids, now) => {
      const rows = await database.forTenant(organizationId).many<ListedRow>(sql`
        ${invitations(now)} where invitation.organization_id = ${organizationId} and invitation.id = any(${ids})`);
      return Promise.all(rows.map(toInvitation));
    },
    page: async (organizationId, { status, emailKey }, now, { limit, after }) => {
      const rows = await database.forTenant(organizationId).many<ListedRow>(sql`
        ${invitations(now)}
        where invitation.organization_id = ${organizationId}
          and ${emailKey === null ? sql`true` : await find(database, emailKey)}
          and (${status === null} or ${statusAt(now)} = ${status})
          and (${after === null} or (invitation.created_at, invitation.id) < (${after?.at ?? null}::timestamptz, ${after?.id ?? null}))
        order by invitation.created_at desc, invitation.id desc
        limit ${limit}`);
      return Promise.all(rows.map(toInvitation));
    },
  };
}

/** Deletes invitations that ended before a time; answers how many. */
export function deleteEndedInvitations(database: Queries, before: Date): Promise<number> {
  return database.execute(sql`delete from invitations where least(accepted_at, revoked_at, expires_at) < ${before}`);
}
