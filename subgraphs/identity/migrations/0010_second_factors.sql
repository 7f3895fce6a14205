-- Authenticator apps (RFC 6238): a seed is sealed for its row. A pending one takes the place of a confirmed one when a code of it is entered.
create table totp_factors (
  id text primary key,
  user_id text not null references users (id) on delete cascade,
  sealed_seed text not null,
  created_at timestamptz(3) not null,
  confirmed_at timestamptz(3),
  -- The latest time step whose code was accepted: neither it nor an earlier one is accepted again.
  last_step bigint,
  last_used_at timestamptz(3),
  check ((confirmed_at is null) = (last_step is null))
);

create unique index totp_factors_one_of_each on totp_factors (user_id, (confirmed_at is null));

-- Only hashes are kept. A used code stays, so that its owner sees how many are left of how many.
create table recovery_codes (
  user_id text not null references users (id) on delete cascade,
  code_hash bytea not null,
  created_at timestamptz(3) not null,
  used_at timestamptz(3),
  primary key (user_id, code_hash)
);

-- A sign-in that waits for a second factor: for one person, one organization, one use and a few tries. Only the hash of its token is kept.
create table sign_in_challenges (
  token_hash bytea primary key,
  kind text not null check (kind in ('second_factor', 'enrolment')),
  user_id text not null references users (id) on delete cascade,
  organization_id text not null references organizations (id) on delete cascade,
  -- What was proven so far (RFC 8176).
  authentication_methods text[] not null,
  -- The session that goes on as the new one.
  replaces_session_id text references sessions (id) on delete set null,
  tries integer not null default 0,
  created_at timestamptz(3) not null,
  expires_at timestamptz(3) not null,
  ended_at timestamptz(3)
);

create index sign_in_challenges_user on sign_in_challenges (user_id);
create index sign_in_challenges_expires_at on sign_in_challenges (expires_at);

-- Passkeys (WebAuthn): the public half of what a device keeps.
create table passkeys (
  id text primary key,
  user_id text not null references users (id) on delete cascade,
  name text not null,
  credential_id text not null unique,
  public_key bytea not null,
  -- What the device counted last; a lower count says that there is a copy of it. Devices that do not count say zero.
  counter bigint not null,
  transports text[] not null,
  created_at timestamptz(3) not null,
  last_used_at timestamptz(3)
);

create index passkeys_user on passkeys (user_id, created_at, id);

-- What a device is to sign next, once. Without a user: whoever holds one of the passkeys.
create table passkey_challenges (
  challenge_hash bytea primary key,
  purpose text not null check (purpose in ('registration', 'authentication')),
  user_id text references users (id) on delete cascade,
  expires_at timestamptz(3) not null
);

create index passkey_challenges_expires_at on passkey_challenges (expires_at);

-- From then on members need a second factor of one of these kinds; null: it is theirs to decide.
alter table organizations
  add column second_factor_required_from timestamptz(3),
  add column second_factor_kinds text[] not null default '{totp,passkey}' check (cardinality(second_factor_kinds) > 0);
