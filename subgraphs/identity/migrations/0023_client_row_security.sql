-- Codes, grants and consents are found across organizations by who holds them, and name their client; everything else finds the clients of its own alone.
alter table oauth_clients enable row level security, force row level security;
create policy tenant on oauth_clients using (is_bound_to(organization_id));
