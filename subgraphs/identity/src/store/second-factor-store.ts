import { sql } from '@conea/platform';
import type { FactorKind, SecondFactorPolicy, SecondFactorStore } from '../domain/second-factor.ts';

type StandingRow = SecondFactorPolicy & Record<FactorKind, number> & { recoveryCodesLeft: number };

const counts = (userId: string) => sql`
  (select count(*)::int from totp_factors where user_id = ${userId} and confirmed_at is not null) as totp,
  (select count(*)::int from passkeys where user_id = ${userId}) as passkey`;

/** What people have beside their passwords in Postgres, and what organizations ask of them. */
export const secondFactorStore: SecondFactorStore = {
  findStanding: async (queries, organizationId, userId) => {
    const { requiredFrom, kinds, recoveryCodesLeft, ...has } = await queries.one<StandingRow>(sql`
      select ${counts(userId)},
        (select count(*)::int from recovery_codes where user_id = ${userId} and used_at is null) as "recoveryCodesLeft",
        second_factor_required_from as "requiredFrom", second_factor_kinds as kinds
      from organizations
      where id = ${organizationId}`);
    const own: FactorKind[] = [
      ...(has.totp > 0 ? ['totp' as const] : []),
      ...(has.passkey > 0 ? ['passkey' as const] : []),
    ];
    return { kinds: own, recoveryCodesLeft, policy: { requiredFrom, kinds } };
  },
  count: (queries, userId) => queries.one<Record<FactorKind, number>>(sql`select ${counts(userId)}`),
  listPolicies: (tx, userId) =>
    tx.many<SecondFactorPolicy>(sql`
      select organization.second_factor_required_from as "requiredFrom", organization.second_factor_kinds as kinds
      from memberships as member
      join organizations as organization on organization.id = member.organization_id
      where member.user_id = ${userId}`),
  holdForReading: async (tx, userId) => {
    await tx.execute(sql`select id from users where id = ${userId} for share`);
  },
  holdForChange: async (tx, userId) => {
    await tx.execute(sql`select id from users where id = ${userId} for no key update`);
  },
};
