-- A key of each kind waits to take over. When a key is retired its secret is wiped, and its row stays: refresh tokens name it.
alter table signing_keys alter column sealed_secret drop not null;
update signing_keys set sealed_secret = null where state = 'retired';
alter table signing_keys
  -- Somebody else may have it: what it made is refused wherever it turns up, for good.
  add column revoked_at timestamptz(3),
  add check ((sealed_secret is null) = (state = 'retired')),
  add check (revoked_at is null or state = 'retired');

create unique index signing_keys_one_next on signing_keys (purpose) where state = 'next';

-- What ends when the key of refresh tokens is revoked.
create index refresh_tokens_unused_of_key on refresh_tokens (key_id) where used_at is null;

-- Secrets that identity made up for itself, sealed: a rotation of SECRETS_KEY must not change them.
create table named_secrets (
  name text primary key,
  sealed_secret text not null
);
