-- The second line: whatever a statement asks for, it finds and writes rows of the tenant alone that its transaction is bound to
-- (platform/src/database.ts). `*` is bound by work across tenants; without a binding there are no rows. The owner is forced as well,
-- since servers connect as the role that owns the tables.
create function is_bound_to_every_tenant() returns boolean
  language sql stable parallel safe
  return current_setting('conea.tenant', true) = '*';

create function is_bound_to(tenant text) returns boolean
  language sql stable parallel safe
  return tenant = current_setting('conea.tenant', true) or current_setting('conea.tenant', true) = '*';

-- What is bound to nobody, such as a job that a stranger caused, may tell what happened to anybody, and reads nothing.
alter table outbox enable row level security, force row level security;
create policy tenant on outbox
using (is_bound_to(tenant_id))
with check (is_bound_to(tenant_id) or coalesce(current_setting('conea.tenant', true), '') = '');

alter table idempotency_keys enable row level security, force row level security;
create policy tenant on idempotency_keys using (is_bound_to(tenant_id));
