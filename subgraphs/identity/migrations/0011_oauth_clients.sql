-- Software with a place of its own in an organization: nobody signs in as it.
create table service_accounts (
  id text primary key,
  organization_id text not null references organizations (id) on delete cascade,
  name text not null,
  role text not null check (role in ('admin', 'user', 'viewer')),
  created_at timestamptz(3) not null,
  disabled_at timestamptz(3),
  -- As that of a membership: tokens of an earlier one are refused.
  version bigint not null default nextval('membership_versions')
);

create index service_accounts_organization on service_accounts (organization_id, created_at, id);

create trigger service_account_version before update on service_accounts
  for each row when (old.role is distinct from new.role or old.disabled_at is distinct from new.disabled_at)
  execute function count_membership_version();

create function list_changed_service_account() returns trigger language plpgsql as $$
begin
  insert into revocations (user_id, organization_id, membership_version)
  values (old.id, old.organization_id, case when tg_op = 'DELETE' then nextval('membership_versions') else new.version end);
  return null;
end $$;

create trigger service_account_changed after update on service_accounts
  for each row when (old.version <> new.version) execute function list_changed_service_account();
create trigger service_account_deleted after delete on service_accounts
  for each row execute function list_changed_service_account();

-- Software that signs people in with Conea, or itself as a service account.
create table oauth_clients (
  id text primary key,
  organization_id text not null references organizations (id) on delete cascade,
  name text not null,
  -- A public client cannot keep a secret, and has none.
  is_confidential boolean not null,
  service_account_id text references service_accounts (id) on delete cascade,
  redirect_uris text[] not null,
  scopes text[] not null,
  created_at timestamptz(3) not null,
  check (service_account_id is null or is_confidential)
);

create index oauth_clients_organization on oauth_clients (organization_id, created_at, id);
create index oauth_clients_service_account on oauth_clients (service_account_id) where service_account_id is not null;

-- Only hashes are kept. The secret without an end is the one to use; the one that it replaced works until its end.
create table oauth_client_secrets (
  client_id text not null references oauth_clients (id) on delete cascade,
  secret_hash bytea not null,
  created_at timestamptz(3) not null,
  expires_at timestamptz(3),
  primary key (client_id, secret_hash)
);

-- An access token of a service account, which has no session: what it is revoked by.
create table service_tokens (
  id text primary key,
  client_id text not null references oauth_clients (id) on delete cascade,
  service_account_id text not null references service_accounts (id) on delete cascade,
  created_at timestamptz(3) not null,
  expires_at timestamptz(3) not null,
  revoked_at timestamptz(3)
);

create index service_tokens_client on service_tokens (client_id, expires_at);
create index service_tokens_service_account on service_tokens (service_account_id);
create index service_tokens_expires_at on service_tokens (expires_at);

create function list_ended_service_token() returns trigger language plpgsql as $$
begin
  insert into revocations (user_id, session_id) values (old.service_account_id, old.id);
  return null;
end $$;

create trigger service_token_revoked after update of revoked_at on service_tokens
  for each row when (old.revoked_at is null and new.revoked_at is not null) execute function list_ended_service_token();
create trigger service_token_deleted after delete on service_tokens
  for each row when (old.revoked_at is null and old.expires_at > now()) execute function list_ended_service_token();

-- Whether a token that somebody asks about is revoked.
create index revocations_user on revocations (user_id);
