-- Each tenant's values are sealed under a key of the tenant's own, which is kept wrapped by a key that the database never sees.
create table data_keys (
  id text primary key,
  tenant_id text not null,
  wrapping_key_id text not null,
  wrapped_key text not null,
  created_at timestamptz(3) not null default now(),
  -- Since then it opens and no longer seals.
  superseded_at timestamptz(3)
);

create unique index data_keys_current on data_keys (tenant_id) where superseded_at is null;
create index data_keys_wrapping_key on data_keys (wrapping_key_id);

alter table data_keys enable row level security, force row level security;
create policy tenant on data_keys using (is_bound_to(tenant_id));
