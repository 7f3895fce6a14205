-- Rows of the caller's organization alone. A partition that is asked by its own name needs a policy of its own.
do $$
declare
  name text;
begin
  foreach name in array array['metric_buckets', 'metric_durations', 'activities', 'events']
    || array(select inhrelid::regclass::text from pg_inherits where inhparent = 'events'::regclass)
  loop
    execute format('alter table %I enable row level security, force row level security', name);
    execute format('create policy tenant on %I using (is_bound_to(tenant_id))', name);
  end loop;
end $$;
