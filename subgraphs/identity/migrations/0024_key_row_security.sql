-- Whose rows a statement finds is the tenant, or the person, that it is bound to (platform/src/binding.ts). Beyond that there are actions, each
-- named in the policies of the tables that it needs, and on no others: src/store/across-organizations.ts lists them. Policies call these in a
-- sub-select, so that a statement reads its settings once, whatever number of rows it looks at.
create function bound_tenant() returns text
  language sql stable parallel safe
  return current_setting('conea.tenant', true);

create function bound_person() returns text
  language sql stable parallel safe
  return current_setting('conea.person', true);

create function is_doing(variadic actions text[]) returns boolean
  language sql stable parallel safe
  return current_setting('conea.action', true) = any (actions);

alter table api_keys enable row level security, force row level security;
create policy tenant on api_keys
using (organization_id = (select bound_tenant()) or user_id = (select bound_person()));
create policy presented on api_keys for select using ((select is_doing('api_key.verify')));
create policy work on api_keys using ((select is_doing('api_key.warn')));

-- No longer found by whatever works across tenants.
alter policy tenant on service_accounts using (organization_id = (select bound_tenant()));
create policy presented on service_accounts for select
using ((select is_doing('api_key.verify', 'api_key.warn')));

-- A person finds the clients that they allowed something.
alter policy tenant on oauth_clients using (organization_id = (select bound_tenant()));
create policy person on oauth_clients for select
using (exists (select from consents as consent where consent.client_id = oauth_clients.id and consent.user_id = (select bound_person())));
create policy presented on oauth_clients for select
using ((select is_doing('oauth_client.present', 'oauth_grant.find')));

alter policy tenant on oauth_client_secrets using (
  exists (select from oauth_clients as client where client.id = client_id and client.organization_id = (select bound_tenant()))
);
create policy presented on oauth_client_secrets for select using ((select is_doing('oauth_client.present')));

alter policy tenant on service_tokens using (
  exists (select from oauth_clients as client where client.id = client_id and client.organization_id = (select bound_tenant()))
);
create policy work on service_tokens using ((select is_doing('hourly.purge')));

-- Written by triggers alone, so that there is no way to forge one or to take one back. A session's has no organization.
alter table revocations enable row level security, force row level security;
create policy person on revocations for select using (user_id = (select bound_person()));
create policy following on revocations for select using ((select is_doing('revocation.list', 'hourly.purge')));
create policy adding on revocations for insert with check (pg_trigger_depth() > 0);
create policy purging on revocations for delete using ((select is_doing('hourly.purge')));
