import { sql } from '@conea/platform';
import type { ApiKeyStore, EndingKey } from '../domain/api-key.ts';

/** Marks keys in Postgres whose end is near. One that was made for a shorter time than a warning is ahead is not warned of so early. */
export const markEnding: ApiKeyStore['markEnding'] = (tx, now, limit) =>
  tx.many<EndingKey>(sql`
    with ending as (
      select key.id, min(step.days) as days
      from api_keys as key
      join (values (14), (7), (1)) as step (days) on key.expires_at <= ${now}::timestamptz + make_interval(days => step.days)
      where key.revoked_at is null and key.replaced_by is null and key.expires_at > ${now}
        and key.expires_at - key.created_at > make_interval(days => step.days)
      group by key.id
      having min(step.days) < coalesce(min(key.warned_days), 15)
      limit ${limit}
    ), locked as (
      select key.id, ending.days from api_keys as key join ending on ending.id = key.id for update of key skip locked
    )
    update api_keys as key set warned_days = locked.days
    from locked where key.id = locked.id and locked.days < coalesce(key.warned_days, 15)
    returning key.id, key.owner_id as "userId", key.organization_id as "organizationId", key.name, key.warned_days as "daysLeft",
      (select account.name from service_accounts as account where account.id = key.service_account_id) as "serviceAccount",
      array(
        select key.user_id where key.user_id is not null
        union
        select member.user_id from memberships as member
        where key.service_account_id is not null and member.organization_id = key.organization_id
          and member.role = 'admin' and member.suspended_at is null
      ) as "toldIds"`);
