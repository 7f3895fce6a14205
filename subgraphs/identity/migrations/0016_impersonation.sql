-- Somebody else acts as the person for a while. It is a session of the person like any other, which they see and can end, but without refresh
-- tokens.
alter table sessions
  add column impersonator_id text references users (id) on delete cascade,
  add column impersonator_session_id text references sessions (id) on delete cascade,
  add column impersonation_reason text,
  -- When its end was written into the audit trail.
  add column impersonation_end_told_at timestamptz(3),
  add check (num_nulls(impersonator_id, impersonator_session_id, impersonation_reason) in (0, 3)),
  add check (impersonator_id <> user_id);

create index sessions_impersonator on sessions (impersonator_id, organization_id) where impersonator_id is not null;
create index sessions_impersonator_session on sessions (impersonator_session_id) where impersonator_session_id is not null;
create index sessions_impersonation_untold on sessions (expires_at)
  where impersonator_id is not null and impersonation_end_told_at is null;

-- The reasons are a type of the code; here they only have its form.
alter table sessions drop constraint sessions_revoked_because_check;
alter table sessions add constraint sessions_revoked_because_form check (revoked_because ~ '^[a-z_]+$');

-- It ends with the session of who acts, and with any change of what either of the two is in the organization.
create function end_impersonations_of_session() returns trigger language plpgsql as $$
begin
  update sessions set revoked_at = new.revoked_at, revoked_because = 'impersonator_ended'
  where impersonator_session_id = new.id and revoked_at is null;
  return null;
end $$;

create trigger impersonator_session_revoked after update of revoked_at on sessions
  for each row when (old.revoked_at is null and new.revoked_at is not null) execute function end_impersonations_of_session();

create function end_impersonations_of_member() returns trigger language plpgsql as $$
begin
  update sessions set revoked_at = now(), revoked_because = 'membership_changed'
  where impersonator_id is not null and (impersonator_id = old.user_id or user_id = old.user_id)
    and organization_id = old.organization_id and revoked_at is null;
  return null;
end $$;

create trigger impersonation_member_changed after update on memberships
  for each row when (old.version <> new.version) execute function end_impersonations_of_member();
create trigger impersonation_member_left after delete on memberships
  for each row execute function end_impersonations_of_member();
