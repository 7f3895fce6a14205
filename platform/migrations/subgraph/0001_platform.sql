create table outbox (
  position bigint generated always as identity primary key,
  id text not null unique,
  type text not null,
  subject text not null,
  tenant_id text not null,
  occurred_at timestamptz not null default now(),
  data jsonb not null,
  published_at timestamptz
);

create index outbox_unpublished on outbox (position) where published_at is null;

create table inbox (
  consumer_group text not null,
  event_id text not null,
  received_at timestamptz not null default now(),
  primary key (consumer_group, event_id)
);

create index inbox_received_at on inbox (received_at);

create table idempotency_keys (
  tenant_id text not null,
  -- Who sent it: another member of the tenant is not answered from it. Empty for callers who are not signed in.
  user_id text not null,
  action text not null,
  key text not null,
  input_hash bytea not null,
  result jsonb not null,
  created_at timestamptz not null default now(),
  primary key (tenant_id, user_id, action, key)
);

create index idempotency_keys_created_at on idempotency_keys (created_at);
