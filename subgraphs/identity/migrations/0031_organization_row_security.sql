-- A person finds the organizations that they are in. One that was deleted with their account comes back with it.
alter table organizations enable row level security, force row level security;
create policy tenant on organizations using (id = (select bound_tenant()));
create policy visited on organizations for select using (
  exists (
    select from memberships as member where member.organization_id = organizations.id and member.user_id = (select bound_person())
  )
);
create policy own_account on organizations for update
using (deleted_by = (select bound_person()) and (select is_doing('user.restore')));
create policy presented on organizations for select using ((select is_doing('invitation.present')));
create policy work on organizations using ((select is_doing('hourly.purge')));

-- A request is the organization's whose client asks, and the person's who allowed it. How many wait of a network is counted for all clients.
alter table authorization_requests enable row level security, force row level security;
create policy tenant on authorization_requests using (
  exists (select from oauth_clients as client where client.id = client_id and client.organization_id = (select bound_tenant()))
);
create policy own on authorization_requests for select using (user_id = (select bound_person()));
create policy own_application on authorization_requests for update
using (user_id = (select bound_person()) and (select is_doing('authorization.revoke')));
create policy counting on authorization_requests for select using ((select is_doing('authorization.request')));
create policy work on authorization_requests using ((select is_doing('hourly.purge')));
