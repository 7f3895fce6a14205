-- Rows of the caller's organization alone.
do $$
declare
  name text;
begin
  foreach name in array array['uploads', 'files', 'pipelines', 'pipeline_runs'] loop
    execute format('alter table %I enable row level security, force row level security', name);
    execute format('create policy tenant on %I using (is_bound_to(organization_id))', name);
  end loop;
end $$;
