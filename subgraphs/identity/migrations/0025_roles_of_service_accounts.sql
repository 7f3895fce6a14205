-- A service account has a role as a member has: one of those that every organization has, or one that its own organization made and cannot delete
-- as long as somebody has it.
alter table service_accounts drop constraint service_accounts_role_check;
alter table service_accounts add check (role in ('admin', 'user', 'viewer') or role ~ '^rol_');
alter table service_accounts add column custom_role_id text generated always as (case when role ~ '^rol_' then role end) stored;
alter table service_accounts add constraint service_accounts_custom_role
  foreign key (organization_id, custom_role_id) references roles (organization_id, id);
create index service_accounts_role on service_accounts (organization_id, role);

create or replace function count_role_version() returns trigger language plpgsql as $$
begin
  update memberships set version = nextval('membership_versions')
  where organization_id = new.organization_id and role = new.id;
  update service_accounts set version = nextval('membership_versions')
  where organization_id = new.organization_id and role = new.id;
  return null;
end $$;
