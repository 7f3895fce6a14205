-- For how long the audit trail of an organization is kept at hand, when it has said so.
create table audit_retentions (
  tenant_id text primary key,
  days int not null
);

alter table audit_retentions enable row level security, force row level security;
create policy tenant on audit_retentions using (is_bound_to(tenant_id));
