-- Only the hash of a key's secret is kept. A key acts for its owner, with at most the scopes that the owner's role has when it is used.
create table api_keys (
  id text primary key,
  user_id text not null references users (id) on delete cascade,
  name text not null,
  -- The beginning of the key: what it is found by, and recognised by in lists.
  prefix text not null unique,
  secret_hash bytea not null,
  scopes text[] not null,
  created_at timestamptz(3) not null,
  expires_at timestamptz(3) not null,
  last_used_at timestamptz(3),
  revoked_at timestamptz(3)
);

create index api_keys_user on api_keys (user_id, created_at, id);
