-- Somebody whom those who run the platform keep out, of every organization: the reason stands in their memberships beside those of others.
alter table users
  add column suspended_at timestamptz(3),
  add column suspension_reason text,
  add check ((suspended_at is null) = (suspension_reason is null));

alter table memberships drop constraint memberships_suspended_because_check;
alter table memberships add check (suspended_because <@ '{admin,account_deleted,organization_deleted,platform}');
