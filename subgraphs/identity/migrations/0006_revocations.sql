-- What makes access tokens worthless before they end: a session that is over, or a membership that is no longer what its tokens say. Routers
-- follow this list. Rows are in the order of transactions: what commits later than its neighbours is still found (store/revocation-store.ts).
create table revocations (
  position bigint generated always as identity primary key,
  transaction_id xid8 not null default pg_current_xact_id(),
  user_id text not null,
  session_id text,
  organization_id text,
  -- Tokens of an earlier version of the membership are refused. Counted, not timed: clocks of processes differ.
  membership_version bigint,
  revoked_at timestamptz not null default now(),
  check ((session_id is null) = (organization_id is not null)),
  check ((organization_id is null) = (membership_version is null))
);

create index revocations_order on revocations (transaction_id, position);
create index revocations_revoked_at on revocations (revoked_at);

-- A version is never used again, also when somebody leaves an organization and joins it anew.
create sequence membership_versions;
alter table memberships add column version bigint not null default nextval('membership_versions');

-- Triggers, so that there is no way to end a session or to change a membership that the routers do not hear of.
create function list_ended_session() returns trigger language plpgsql as $$
begin
  insert into revocations (user_id, session_id) values (old.user_id, old.id);
  return null;
end $$;

create trigger session_revoked after update of revoked_at on sessions
  for each row when (old.revoked_at is null and new.revoked_at is not null) execute function list_ended_session();
create trigger session_deleted after delete on sessions
  for each row when (old.revoked_at is null and old.expires_at > now()) execute function list_ended_session();

create function count_membership_version() returns trigger language plpgsql as $$
begin
  new.version := nextval('membership_versions');
  return new;
end $$;

create trigger membership_version before update on memberships
  for each row when (old.role is distinct from new.role or old.suspended_at is distinct from new.suspended_at)
  execute function count_membership_version();

create function list_changed_membership() returns trigger language plpgsql as $$
begin
  insert into revocations (user_id, organization_id, membership_version)
  values (old.user_id, old.organization_id, case when tg_op = 'DELETE' then nextval('membership_versions') else new.version end);
  return null;
end $$;

create trigger membership_changed after update on memberships
  for each row when (old.version <> new.version) execute function list_changed_membership();
create trigger membership_deleted after delete on memberships
  for each row execute function list_changed_membership();
