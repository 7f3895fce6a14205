-- A person finds their own memberships wherever they are, and the roles that they have there; only who deletes or restores their account changes
-- them beyond the organization that the statement is bound to.
alter table memberships enable row level security, force row level security;
create policy tenant on memberships using (organization_id = (select bound_tenant()));
create policy own on memberships for select using (user_id = (select bound_person()));
create policy own_account on memberships for update
using (user_id = (select bound_person()) and (select is_doing('user.delete', 'user.restore')));
create policy presented on memberships for select using (
  (select is_doing(
    'api_key.verify', 'api_key.warn', 'authorization.refresh', 'hourly.purge', 'invitation.present', 'oauth_grant.find', 'session.issue_tokens',
    'session.refresh'
  ))
);

alter table roles enable row level security, force row level security;
create policy tenant on roles using (organization_id = (select bound_tenant()));
create policy worn on roles for select using (
  exists (
    select from memberships as member
    where member.organization_id = roles.organization_id and member.user_id = (select bound_person()) and member.role = roles.id
  )
);
create policy presented on roles for select
using ((select is_doing('api_key.verify', 'invitation.present', 'oauth_grant.find', 'session.issue_tokens')));

-- The same for keys.
alter policy tenant on api_keys using (organization_id = (select bound_tenant()));
create policy own on api_keys for select using (user_id = (select bound_person()));
create policy own_account on api_keys for update
using (user_id = (select bound_person()) and (select is_doing('user.delete', 'user.restore')));
