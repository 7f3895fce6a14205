-- Roles that an organization made itself, beside admin, user and viewer. `*` is none of their permissions.
create table roles (
  id text primary key check (id ~ '^rol_'),
  organization_id text not null references organizations (id) on delete cascade,
  name text not null,
  -- The name without differences of case and width: it is taken once in an organization.
  name_key text not null,
  description text not null,
  permissions text[] not null check (not permissions && '{*}'),
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  unique (organization_id, name_key),
  unique (organization_id, id)
);

-- A member has a built-in role, or one that its own organization made and cannot delete as long as somebody has it.
alter table memberships drop constraint memberships_role_check;
alter table memberships add check (role in ('admin', 'user', 'viewer') or role ~ '^rol_');
alter table memberships add column custom_role_id text generated always as (case when role ~ '^rol_' then role end) stored;
alter table memberships add constraint memberships_custom_role
  foreign key (organization_id, custom_role_id) references roles (organization_id, id);
create index memberships_role on memberships (organization_id, role);

-- What a role permits is in the tokens of who has it: like another role, other permissions make older tokens worthless.
create function count_role_version() returns trigger language plpgsql as $$
begin
  update memberships set version = nextval('membership_versions')
  where organization_id = new.organization_id and role = new.id;
  return null;
end $$;

create trigger role_permissions after update of permissions on roles
  for each row when (old.permissions is distinct from new.permissions) execute function count_role_version();
