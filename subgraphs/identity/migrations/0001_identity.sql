create table organizations (
  id text primary key,
  name text not null,
  created_at timestamptz(3) not null
);

-- The constraint is deferred so that a sign-up can claim the address before it creates the organization.
create table users (
  id text primary key,
  organization_id text not null references organizations (id) deferrable initially deferred,
  email text not null,
  email_key text not null unique,
  name text not null,
  role text not null check (role in ('admin', 'user', 'viewer')),
  password_hash text not null,
  created_at timestamptz(3) not null
);

create index users_organization on users (organization_id, created_at, id);

-- A session is a family of refresh tokens: it ends for good at expires_at, or when it is revoked.
create table sessions (
  id text primary key,
  user_id text not null references users (id) on delete cascade,
  created_at timestamptz(3) not null,
  expires_at timestamptz(3) not null,
  revoked_at timestamptz(3),
  revoked_because text check (revoked_because in ('sign_out', 'refresh_token_reuse')),
  ip_address text,
  user_agent text,
  check ((revoked_at is null) = (revoked_because is null))
);

create index sessions_user on sessions (user_id);
create index sessions_expires_at on sessions (expires_at);

-- next: published, does not sign yet; active: signs; passive: published, no longer signs; retired: gone from the key set.
create table signing_keys (
  id text primary key,
  purpose text not null check (purpose in ('access_token', 'refresh_token')),
  state text not null check (state in ('next', 'active', 'passive', 'retired')),
  public_key jsonb,
  sealed_secret text not null,
  created_at timestamptz(3) not null,
  activated_at timestamptz(3),
  passive_at timestamptz(3),
  retired_at timestamptz(3),
  check ((public_key is not null) = (purpose = 'access_token'))
);

create unique index signing_keys_one_active on signing_keys (purpose) where state = 'active';

-- Generations count up by one. Only the hash of a token is kept; a token can be derived again from its key, session and generation.
create table refresh_tokens (
  session_id text not null references sessions (id) on delete cascade,
  generation integer not null check (generation >= 0),
  token_hash bytea not null unique,
  key_id text not null references signing_keys (id),
  created_at timestamptz(3) not null,
  used_at timestamptz(3),
  primary key (session_id, generation)
);

-- Unknown addresses are counted like known ones; the address is kept as a hash only.
create table sign_in_attempts (
  account_hash bytea not null,
  network text not null,
  failures integer not null,
  last_attempt_at timestamptz(3) not null,
  blocked_until timestamptz(3) not null,
  primary key (account_hash, network)
);

create index sign_in_attempts_last_attempt_at on sign_in_attempts (last_attempt_at);
