-- A deleted person or organization can be restored until it is purged.
alter table users add column deleted_at timestamptz(3), add column deletion_reason text;
create index users_deleted_at on users (deleted_at) where deleted_at is not null;

alter table organizations
  add column deleted_at timestamptz(3),
  add column deletion_reason text,
  add column deleted_by text,
  -- Nobody else was in it: it comes back with the account of deleted_by.
  add column deleted_with_account boolean not null default false;
create index organizations_deleted_at on organizations (deleted_at) where deleted_at is not null;
create index organizations_deleted_with_account on organizations (deleted_by) where deleted_with_account;

-- Somebody can be kept out for several reasons at a time, each of which ends by itself.
alter table memberships add column suspended_because text[] not null default '{}';
update memberships set suspended_because = '{admin}' where suspended_at is not null;
alter table memberships add check (suspended_because <@ '{admin,account_deleted,organization_deleted}');
alter table memberships add check ((suspended_at is null) = (suspended_because = '{}'));

-- Some links are about an organization: whoever was sent one acts for it.
alter table one_time_tokens add column organization_id text references organizations (id) on delete cascade;
