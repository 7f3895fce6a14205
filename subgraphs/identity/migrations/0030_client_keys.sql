-- A confidential client proves itself by a secret, or by a key of its own whose public half is here (RFC 7523).
alter table oauth_clients
  add column jwks jsonb,
  add check (jwks is null or is_confidential);

-- What a client proved itself with, until it would have ended: nobody does it with the same once more.
create table client_assertions (
  client_id text not null references oauth_clients (id) on delete cascade,
  jti_hash bytea not null,
  expires_at timestamptz(3) not null,
  primary key (client_id, jti_hash)
);

create index client_assertions_expires_at on client_assertions (expires_at);

alter table client_assertions enable row level security, force row level security;
create policy tenant on client_assertions using (
  exists (select from oauth_clients as client where client.id = client_id and client.organization_id = (select bound_tenant()))
);
create policy work on client_assertions using ((select is_doing('hourly.purge')));
