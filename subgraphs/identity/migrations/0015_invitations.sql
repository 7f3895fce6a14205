-- An invitation is for whoever reads the mail of one address. Only the hash of its token is kept; renewing it replaces the token.
create table invitations (
  id text primary key,
  organization_id text not null references organizations (id) on delete cascade,
  email text not null,
  email_key text not null,
  role text not null check (role in ('admin', 'user', 'viewer') or role ~ '^rol_'),
  token_hash bytea not null unique,
  -- An invitation counts while whoever sent it may give its role.
  invited_by text references users (id) on delete set null,
  created_at timestamptz(3) not null,
  sent_at timestamptz(3) not null,
  expires_at timestamptz(3) not null,
  accepted_at timestamptz(3),
  accepted_by text references users (id) on delete set null,
  revoked_at timestamptz(3),
  check (accepted_at is null or revoked_at is null)
);

create unique index invitations_open on invitations (organization_id, email_key) where accepted_at is null and revoked_at is null;
create index invitations_page on invitations (organization_id, created_at, id);
create index invitations_expires_at on invitations (expires_at);
create index invitations_invited_by on invitations (invited_by);
create index invitations_accepted_by on invitations (accepted_by);
