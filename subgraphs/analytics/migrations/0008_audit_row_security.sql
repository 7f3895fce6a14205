-- Entries of the caller's organization alone, and what stands in the trail stays as it is: only a transaction that says which work of the trail it
-- does (`store/audit-work.ts`) writes seals and chains, and only a purge deletes, nothing that is not signed. `audit_terms` holds no text and no tenant.
create function is_audit_work(variadic works text[]) returns boolean
  language sql stable parallel safe
  return current_setting('conea.audit_work', true) = any (works);

do $$
declare
  name text;
begin
  foreach name in array array['audit_entries', 'audit_seals', 'audit_chains', 'audit_texts', 'audit_rejects'] loop
    execute format('alter table %I enable row level security, force row level security', name);
    execute format('create policy reading on %I for select using (is_bound_to(tenant_id))', name);
  end loop;
  foreach name in array array['audit_entries', 'audit_rejects'] loop
    execute format('create policy adding on %I for insert with check (is_bound_to(tenant_id))', name);
  end loop;
  foreach name in array array['audit_entries', 'audit_texts'] loop
    execute format('create policy purging on %I for delete using (is_bound_to(tenant_id) and is_audit_work(''purge''))', name);
  end loop;
end $$;

create policy sealing on audit_seals for insert with check (is_bound_to(tenant_id) and is_audit_work('seal'));
create policy purging on audit_seals for delete
using (
  is_bound_to(tenant_id) and is_audit_work('purge')
  and seq <= (select signed_seq from audit_chains as chain where chain.tenant_id = audit_seals.tenant_id)
);
create policy indexing on audit_texts for insert with check (is_bound_to(tenant_id) and is_audit_work('index'));
create policy sealing on audit_chains for insert with check (is_bound_to(tenant_id) and is_audit_work('seal'));
create policy advancing on audit_chains for update
using (is_bound_to(tenant_id) and is_audit_work('seal', 'index', 'sign', 'purge'));
