-- The same policies, with what they ask of the transaction in sub-selects: Postgres then asks once for a statement and not for each row.
do $$
declare
  bound text := '(tenant_id = (select current_setting(''conea.tenant'', true)) or (select is_bound_to_every_tenant()))';
  name text;
begin
  foreach name in array array['audit_entries', 'audit_seals', 'audit_chains', 'audit_texts', 'audit_rejects'] loop
    execute format('alter policy reading on %I using %s', name, bound);
  end loop;
  foreach name in array array['audit_entries', 'audit_rejects'] loop
    execute format('alter policy adding on %I with check %s', name, bound);
  end loop;
  foreach name in array array['audit_entries', 'audit_texts'] loop
    execute format('alter policy purging on %I using (%s and (select is_audit_work(''purge'')))', name, bound);
  end loop;
  execute format('alter policy sealing on audit_seals with check (%s and (select is_audit_work(''seal'')))', bound);
  execute format(
    'alter policy purging on audit_seals using (%s and (select is_audit_work(''purge''))
      and seq <= (select signed_seq from audit_chains as chain where chain.tenant_id = audit_seals.tenant_id))',
    bound
  );
  execute format('alter policy indexing on audit_texts with check (%s and (select is_audit_work(''index'')))', bound);
  execute format('alter policy sealing on audit_chains with check (%s and (select is_audit_work(''seal'')))', bound);
  execute format(
    'alter policy advancing on audit_chains using (%s and (select is_audit_work(''seal'', ''index'', ''sign'', ''purge'')))',
    bound
  );
end $$;
