-- A text search finds nothing of who was erased; the entry stays as it was sealed.
create policy erasing on audit_texts for delete using (
  (tenant_id = (select current_setting('conea.tenant', true)) or (select is_bound_to_every_tenant()))
  and (select is_audit_work('erase'))
);

-- It is filled behind the seal: what comes in does not wait for it.
create index audit_texts_tenant on audit_texts (tenant_id);
