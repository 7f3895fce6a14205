-- Where a client publishes its keys itself, in place of having them here.
alter table oauth_clients
  add column jwks_uri text,
  add check (jwks_uri is null or (is_confidential and jwks is null));
