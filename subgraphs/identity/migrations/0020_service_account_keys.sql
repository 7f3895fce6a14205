-- A key acts for a user or for a service account.
alter table api_keys
  alter column user_id drop not null,
  add column service_account_id text references service_accounts (id) on delete cascade,
  add check (num_nonnulls(user_id, service_account_id) = 1),
  add column owner_id text generated always as (coalesce(user_id, service_account_id)) stored;

create index api_keys_owner on api_keys (owner_id, created_at, id);
create index api_keys_service_account on api_keys (service_account_id) where service_account_id is not null;
