import { sql, type ConeaEvent, type Database, type Queries } from '@conea/platform';
import { isAuditEvent } from '../domain/audit-entry.ts';
import { relatedIds } from '../domain/related-ids.ts';

/** Keeps an event, and counts it for everything that it names but who was erased. */
export async function addEvent(tx: Queries, event: ConeaEvent, erased: ReadonlySet<string>): Promise<void> {
  const { id, tenantid, type, subject, time } = event;
  const data = isAuditEvent(event) ? withoutDetails(event.data) : event.data;
  await tx.execute(sql`
    insert into events (id, tenant_id, type, subject, occurred_at, data)
    values (${id}, ${tenantid}, ${type}, ${subject}, ${time}, ${JSON.stringify(data)}::jsonb)`);
  await tx.execute(sql`
    insert into activities (tenant_id, resource_id, type, event_count, first_event_at, last_event_at)
    select ${tenantid}, resource_id, ${type}, 1, ${time}, ${time}
    from unnest(${relatedIds(event).filter((related) => !erased.has(related))}::text[]) as resource_id
    order by resource_id
    on conflict (tenant_id, resource_id, type) do update
    set event_count = activities.event_count + 1,
      first_event_at = least(activities.first_event_at, excluded.first_event_at),
      last_event_at = greatest(activities.last_event_at, excluded.last_event_at)`);
}

const details = new Set(['ipAddress', 'userAgent', 'metadata']);

/** From where somebody did something, and what was said about it, is for the audit trail alone. */
function withoutDetails(data: ConeaEvent['data']): ConeaEvent['data'] {
  if (typeof data !== 'object' || data === null || Array.isArray(data)) return data;
  return Object.fromEntries(Object.entries(data).filter(([name]) => !details.has(name)));
}

const monthsAhead = 2;

/** Makes the partitions of this month and the next two; safe to repeat. */
export async function createPartitions(database: Database, now: Date): Promise<void> {
  for (let ahead = 0; ahead <= monthsAhead; ahead++) {
    const from = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + ahead, 1));
    const to = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + ahead + 1, 1));
    const name = `events_${from.toISOString().slice(0, 7).replace('-', '_')}`;
    await database.acrossTenants.transaction((tx) => createPartition(tx, name, from, to));
  }
}

/** Events that came before their month had a partition wait in the default one: they move. */
async function createPartition(tx: Queries, name: string, from: Date, to: Date): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended('event partitions', 0))`);
  const existing = await tx.maybeOne(sql`select from pg_class where relname = ${name}`);
  if (existing) return;
  const [lower, upper] = [from.toISOString(), to.toISOString()];
  await tx.execute({ text: `create table ${name} (like events including all)`, values: [] });
  await tx.execute({ text: `alter table ${name} enable row level security, force row level security`, values: [] });
  await tx.execute({ text: `create policy tenant on ${name} using (is_bound_to(tenant_id))`, values: [] });
  await tx.execute({
    text: `with moved as (delete from events_default where occurred_at >= $1 and occurred_at < $2 returning *)
      insert into ${name} select * from moved`,
    values: [from, to],
  });
  await tx.execute({
    text: `alter table events attach partition ${name} for values from ('${lower}') to ('${upper}')`,
    values: [],
  });
}
