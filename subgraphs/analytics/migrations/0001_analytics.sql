-- The events themselves, by month: partitions are made ahead by a job, the default one only catches what has no month yet.
create table events (
  id text not null,
  tenant_id text not null,
  type text not null,
  subject text not null,
  occurred_at timestamptz(3) not null,
  data jsonb not null,
  primary key (occurred_at, id)
) partition by range (occurred_at);

create table events_default partition of events default;

create index events_tenant_type on events (tenant_id, type, occurred_at);

-- How often, how much and how long, for each tenant and type by minute and hour.
create table metric_buckets (
  tenant_id text not null,
  type text not null,
  interval text not null,
  bucket_at timestamptz(3) not null,
  event_count bigint not null,
  value_sum numeric not null,
  primary key (tenant_id, type, interval, bucket_at)
);

-- A histogram of durations for each bucket: bin n holds what lasted up to 1.02^n milliseconds.
create table metric_durations (
  tenant_id text not null,
  type text not null,
  interval text not null,
  bucket_at timestamptz(3) not null,
  bin int not null,
  event_count bigint not null,
  primary key (tenant_id, type, interval, bucket_at, bin)
);

-- What happened to each thing that events name.
create table activities (
  tenant_id text not null,
  resource_id text not null,
  type text not null,
  event_count bigint not null,
  first_event_at timestamptz(3) not null,
  last_event_at timestamptz(3) not null,
  primary key (tenant_id, resource_id, type)
);

create table audit_entries (
  id text primary key,
  tenant_id text not null,
  domain text not null,
  action text not null,
  actor_id text,
  resource_type text,
  resource_id text,
  result text not null,
  ip_address text,
  user_agent text,
  request_id text,
  occurred_at timestamptz(3) not null,
  -- Normalised text, and its words, single characters and pairs of characters, so that Japanese is found as well.
  search_text text not null,
  search_terms text[] not null
);

create index audit_entries_page on audit_entries (tenant_id, occurred_at desc, id desc);
create index audit_entries_terms on audit_entries using gin (search_terms);
