-- A session may be one that a person lets a client have: its refresh tokens are the client's alone, and its tokens have no other scopes.
alter table sessions
  add column client_id text references oauth_clients (id) on delete cascade,
  add column granted_scopes text[],
  add check ((client_id is null) = (granted_scopes is null));
create index sessions_client on sessions (client_id, user_id) where client_id is not null;

-- What a client asks a person for. Open until it is decided; then its code is good for a minute and one use.
create table authorization_requests (
  id text primary key,
  client_id text not null references oauth_clients (id) on delete cascade,
  redirect_uri text not null,
  scopes text[] not null,
  state text,
  nonce text,
  code_challenge text not null,
  -- How old the proof of the person may be, in seconds.
  max_age integer check (max_age >= 0),
  -- Whether the person is asked although they allowed it before.
  asks_again boolean not null,
  network_hash bytea not null,
  created_at timestamptz(3) not null,
  expires_at timestamptz(3) not null,
  decided_at timestamptz(3),
  -- Who allowed it, in which session; both null when it was denied.
  user_id text references users (id) on delete cascade,
  approved_in text,
  -- Only the hash of a code is kept.
  code_hash bytea unique,
  code_expires_at timestamptz(3),
  redeemed_at timestamptz(3),
  -- The session that the code was worth.
  grant_id text,
  check ((code_hash is null) = (user_id is null)),
  check ((redeemed_at is null) = (grant_id is null))
);

create index authorization_requests_client on authorization_requests (client_id, user_id);
create index authorization_requests_network on authorization_requests (network_hash, expires_at);
create index authorization_requests_created_at on authorization_requests (created_at);
create index authorization_requests_user on authorization_requests (user_id) where user_id is not null;

-- What a person allows a client, remembered until they take it back.
create table consents (
  user_id text not null references users (id) on delete cascade,
  client_id text not null references oauth_clients (id) on delete cascade,
  scopes text[] not null,
  created_at timestamptz(3) not null,
  primary key (user_id, client_id)
);

create index consents_user on consents (user_id, created_at, client_id);
create index consents_client on consents (client_id);
