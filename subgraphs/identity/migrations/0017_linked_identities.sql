-- Who signs in with another provider only has no password.
alter table users alter column password_hash drop not null;

-- Accounts at other providers that a person may sign in with: an account is its issuer's subject, whatever address it has.
create table linked_identities (
  id text primary key,
  user_id text not null references users (id) on delete cascade,
  provider text not null check (provider ~ '^[a-z]+$'),
  issuer text not null,
  subject text not null,
  -- As the provider told it last, to recognise the account by; nothing is found by it.
  email text,
  created_at timestamptz(3) not null,
  last_used_at timestamptz(3),
  unique (issuer, subject)
);

create index linked_identities_user on linked_identities (user_id, created_at, id);

-- Where a sign-in with another provider stands: a ticket to begin with, the state of a redirect, the code that the app exchanges. Each is
-- found by the hash of a secret and gone with its first use.
create table redirect_steps (
  token_hash bytea primary key,
  kind text not null check (kind in ('ticket', 'state', 'code')),
  data jsonb not null,
  created_at timestamptz(3) not null,
  expires_at timestamptz(3) not null
);

create index redirect_steps_expires_at on redirect_steps (expires_at);

-- Requests to the public redirects from a network in ten minutes.
create table redirect_counts (
  network text not null,
  began_at timestamptz(3) not null,
  requests integer not null,
  primary key (network, began_at)
);

create index redirect_counts_began_at on redirect_counts (began_at);

-- What whoever holds the session may do at most (`read:profile`, `write:data`); null: whatever the role permits.
alter table sessions add column scopes text[] check (cardinality(scopes) > 0);
alter table sign_in_challenges add column scopes text[] check (cardinality(scopes) > 0);
