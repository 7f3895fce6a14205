-- A session is its person's, and the organization's that it acts in; an impersonation the impersonator's as well. Triggers end impersonations of whoever
-- they are. A refresh token is found, and used up, before it is known whose it is.
alter table sessions enable row level security, force row level security;
create policy person on sessions using (user_id = (select bound_person()));
create policy tenant on sessions using (organization_id = (select bound_tenant()));
create policy impersonator on sessions for select using (impersonator_id = (select bound_person()));
create policy triggered on sessions using ((select pg_trigger_depth() > 0));
create policy presented on sessions for select
using ((select is_doing('authorization.refresh', 'oauth_grant.find', 'session.issue_tokens', 'session.refresh')));
create policy work on sessions using ((select is_doing('hourly.purge', 'impersonation.tell', 'session.end_compromised')));

alter table refresh_tokens enable row level security, force row level security;
create policy owner on refresh_tokens using (
  exists (
    select from sessions as session
    where session.id = session_id
      and (session.user_id = (select bound_person()) or session.organization_id = (select bound_tenant()))
  )
);
create policy presented on refresh_tokens using ((select is_doing('authorization.refresh', 'session.refresh')));
create policy looking_up on refresh_tokens for select
using ((select is_doing('oauth_grant.find', 'session.end_compromised', 'session.issue_tokens')));
