-- A rotated key works beside the one that replaced it until its expires_at, which the rotation brings forward.
alter table api_keys
  add column replaced_by text references api_keys (id) on delete set null,
  -- Units of query cost an hour; null: only the budget of its owner applies.
  add column budget integer check (budget > 0),
  -- The shortest time before its end, in days, of which its owner was warned.
  add column warned_days integer;

create index api_keys_replaced_by on api_keys (replaced_by) where replaced_by is not null;
create index api_keys_expires_at on api_keys (expires_at) where revoked_at is null and replaced_by is null;
