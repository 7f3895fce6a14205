-- Whatever finds out whose a key is works across organizations; everything else finds the service accounts of its own alone.
alter table service_accounts enable row level security, force row level security;
create policy tenant on service_accounts using (is_bound_to(organization_id));
