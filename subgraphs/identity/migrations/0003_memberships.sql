-- A person may belong to several organizations, with another role in each.
create table memberships (
  organization_id text not null references organizations (id) on delete cascade deferrable initially deferred,
  user_id text not null references users (id) on delete cascade,
  role text not null check (role in ('admin', 'user', 'viewer')),
  joined_at timestamptz(3) not null,
  -- A suspended member keeps the place and can do nothing with it.
  suspended_at timestamptz(3),
  primary key (organization_id, user_id)
);

insert into memberships (organization_id, user_id, role, joined_at)
select organization_id, id, role, created_at from users;

create index memberships_organization on memberships (organization_id, joined_at, user_id);
create index memberships_user on memberships (user_id, joined_at, organization_id);

-- A session and a key act in one organization; a session may move to another.
alter table sessions add column organization_id text references organizations (id) on delete cascade;
update sessions set organization_id = users.organization_id from users where users.id = sessions.user_id;
alter table sessions alter column organization_id set not null;
alter table sessions drop constraint sessions_revoked_because_check;
alter table sessions add check (revoked_because in ('sign_out', 'refresh_token_reuse', 'member_removed', 'member_suspended'));
create index sessions_organization on sessions (organization_id, user_id);

alter table api_keys add column organization_id text references organizations (id) on delete cascade;
update api_keys set organization_id = users.organization_id from users where users.id = api_keys.user_id;
alter table api_keys alter column organization_id set not null;
create index api_keys_organization on api_keys (organization_id, user_id);

alter table users drop column organization_id, drop column role;
