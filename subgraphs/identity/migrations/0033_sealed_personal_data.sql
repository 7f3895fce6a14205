-- What tells who somebody is, is kept sealed, and found by a keyed hash. Rows from before keep it in clear until a job has sealed them: each value stands
-- in one of the two columns. The new columns are empty and the checks are for what is written from now on, so that no table is held for long.
alter table users
  alter column email drop not null,
  alter column email_key drop not null,
  alter column name drop not null,
  add column sealed_email text,
  add column sealed_name text,
  -- `<version of its key>.<hash>`; the collation lets an index tell versions apart.
  add column email_index text collate "C",
  add check (num_nonnulls(email, sealed_email) = 1) not valid,
  add check (num_nonnulls(email_key, email_index) = 1) not valid,
  add check (num_nonnulls(name, sealed_name) = 1) not valid;
create unique index users_email_index on users (email_index) where email_index is not null;

alter table one_time_tokens
  alter column email drop not null,
  alter column email_key drop not null,
  add column sealed_email text,
  add check (num_nonnulls(email, sealed_email) = 1) not valid;

alter table invitations
  alter column email drop not null,
  alter column email_key drop not null,
  add column sealed_email text,
  add column email_index text collate "C",
  add check (num_nonnulls(email, sealed_email) = 1) not valid,
  add check (num_nonnulls(email_key, email_index) = 1) not valid;
create unique index invitations_open_by_index on invitations (organization_id, email_index)
  where accepted_at is null and revoked_at is null and email_index is not null;
create index invitations_email_index on invitations (email_index) where email_index is not null;

alter table linked_identities
  alter column subject drop not null,
  add column sealed_email text,
  add column sealed_subject text,
  add column subject_index text collate "C",
  add check (num_nonnulls(email, sealed_email) <= 1) not valid,
  add check (num_nonnulls(subject, sealed_subject) = 1) not valid,
  add check (num_nonnulls(subject, subject_index) = 1) not valid;
create unique index linked_identities_subject_index on linked_identities (subject_index) where subject_index is not null;

-- Nothing waits longer than ten minutes there.
alter table redirect_steps
  alter column data drop not null,
  add column sealed_data text,
  add check (num_nonnulls(data, sealed_data) = 1) not valid;

-- The keys of those hashes. The newest that has been known for a while is written, all are looked up.
create table blind_index_keys (
  version integer primary key check (version > 0),
  sealed_key text not null,
  published_at timestamptz(3) not null default clock_timestamp()
);
