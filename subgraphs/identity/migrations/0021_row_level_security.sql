-- The second line (platform/migrations/subgraph/0002_row_level_security.sql): what a client proves itself by, and what it was given for it, are found by
-- statements that are bound to its organization alone.
alter table oauth_client_secrets enable row level security, force row level security;
create policy tenant on oauth_client_secrets using (
  exists (select from oauth_clients as client where client.id = client_id and is_bound_to(client.organization_id))
);

alter table service_tokens enable row level security, force row level security;
create policy tenant on service_tokens using (
  exists (select from oauth_clients as client where client.id = client_id and is_bound_to(client.organization_id))
);
