-- Rows of the caller's organization alone; what has no organization of its own belongs to that of the row it hangs on, whose policy
-- holds in the subquery as well.
do $$
declare
  name text;
begin
  foreach name in array array['integrations', 'orders', 'products', 'customers', 'syncs'] loop
    execute format('create policy tenant on %I using (is_bound_to(organization_id))', name);
  end loop;
  foreach name in array array['store_credentials', 'signing_secrets', 'watermarks', 'webhook_requests'] loop
    execute format(
      'create policy tenant on %I using (
        is_bound_to_every_tenant() or exists (select from integrations where integrations.id = integration_id)
      )',
      name
    );
  end loop;
  foreach name in array array['resource_syncs', 'sync_records'] loop
    execute format(
      'create policy tenant on %I using (
        is_bound_to_every_tenant() or exists (select from syncs where syncs.id = sync_id)
      )',
      name
    );
  end loop;
  for name in
    select tablename from pg_policies where schemaname = current_schema() and policyname = 'tenant'
  loop
    execute format('alter table %I enable row level security, force row level security', name);
  end loop;
end $$;
