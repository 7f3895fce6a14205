create table integrations (
  id text primary key,
  organization_id text not null,
  provider text not null check (provider in ('shopify')),
  shop_domain text not null,
  name text not null,
  currency_code text not null,
  is_simulated boolean not null,
  status text not null check (status in ('active', 'credentials_refused', 'disconnected')),
  notification_state text not null check (notification_state in ('pending', 'active', 'inactive')),
  notification_reason text,
  connected_at timestamptz(3) not null,
  disconnected_at timestamptz(3),
  unique (organization_id, provider, shop_domain)
);

create index integrations_organization on integrations (organization_id, connected_at desc, id desc);

-- Sealed with the organization and the integration as context.
create table store_credentials (
  integration_id text primary key references integrations (id) on delete cascade,
  sealed_credentials text not null,
  sealed_access_token text,
  access_token_expires_at timestamptz(3)
);

-- Notifications are verified against every secret that is still valid: stores sign with the old one for a while after a rotation.
create table signing_secrets (
  id text primary key,
  integration_id text not null references integrations (id) on delete cascade,
  sealed_secret text not null,
  created_at timestamptz(3) not null,
  valid_until timestamptz(3)
);

create index signing_secrets_integration on signing_secrets (integration_id, created_at desc);

-- Records: a row without a record is the tombstone of something that was deleted before it was ever read. source_updated_at decides
-- between versions, read_at between versions of the same second.
create table orders (
  id text primary key,
  organization_id text not null,
  integration_id text not null references integrations (id),
  source_id text not null,
  source_created_at timestamptz(3) not null,
  source_updated_at timestamptz(3) not null,
  read_at timestamptz(3) not null,
  deleted_at timestamptz(3),
  content_hash text not null,
  record jsonb,
  financial_status text generated always as (record ->> 'financialStatus') stored,
  fulfillment_status text generated always as (record ->> 'fulfillmentStatus') stored,
  is_cancelled boolean generated always as ((record ->> 'cancelledAt') is not null) stored,
  customer_source_id text generated always as (record ->> 'customerSourceId') stored,
  unique (integration_id, source_id),
  check (record is not null or deleted_at is not null)
);

create index orders_organization on orders (organization_id, source_created_at desc, id desc) where deleted_at is null;
create index orders_integration on orders (integration_id, source_created_at desc, id desc) where deleted_at is null;
create index orders_updated on orders (organization_id, source_updated_at) where deleted_at is null;
create index orders_customer on orders (integration_id, customer_source_id);

create table products (
  id text primary key,
  organization_id text not null,
  integration_id text not null references integrations (id),
  source_id text not null,
  source_created_at timestamptz(3) not null,
  source_updated_at timestamptz(3) not null,
  read_at timestamptz(3) not null,
  deleted_at timestamptz(3),
  content_hash text not null,
  record jsonb,
  status text generated always as (record ->> 'status') stored,
  unique (integration_id, source_id),
  check (record is not null or deleted_at is not null)
);

create index products_organization on products (organization_id, source_created_at desc, id desc) where deleted_at is null;

create table customers (
  id text primary key,
  organization_id text not null,
  integration_id text not null references integrations (id),
  source_id text not null,
  source_created_at timestamptz(3) not null,
  source_updated_at timestamptz(3) not null,
  read_at timestamptz(3) not null,
  deleted_at timestamptz(3),
  content_hash text not null,
  record jsonb,
  unique (integration_id, source_id),
  check (record is not null or deleted_at is not null)
);

create index customers_organization on customers (organization_id, source_created_at desc, id desc) where deleted_at is null;

create table syncs (
  id text primary key,
  organization_id text not null,
  integration_id text not null references integrations (id),
  status text not null check (status in ('queued', 'running', 'succeeded', 'partial', 'failed')),
  reason text,
  -- Counts the states that subscribers can see.
  revision integer not null default 1,
  -- Failures in a row; a page that was stored sets it to zero.
  failures integer not null default 0,
  created_at timestamptz(3) not null,
  started_at timestamptz(3),
  finished_at timestamptz(3)
);

create unique index syncs_one_at_a_time on syncs (integration_id) where status in ('queued', 'running');
create index syncs_latest on syncs (integration_id, created_at desc, id desc);

create table resource_syncs (
  sync_id text not null references syncs (id) on delete cascade,
  resource text not null check (resource in ('orders', 'products', 'customers')),
  position smallint not null,
  status text not null check (status in ('queued', 'running', 'succeeded', 'partial', 'failed')),
  changed_since timestamptz(3),
  covers_until timestamptz(3) not null,
  cursor text,
  pages integer not null default 0,
  restarts integer not null default 0,
  expected integer,
  created integer not null default 0,
  updated integer not null default 0,
  unchanged integer not null default 0,
  started_at timestamptz(3),
  finished_at timestamptz(3),
  primary key (sync_id, resource)
);

-- What a running sync has counted already; emptied when it ends.
create table sync_records (
  sync_id text not null references syncs (id) on delete cascade,
  resource text not null,
  source_id text not null,
  primary key (sync_id, resource, source_id)
);

-- Up to when a store was read completely.
create table watermarks (
  integration_id text not null references integrations (id) on delete cascade,
  resource text not null,
  covers_until timestamptz(3) not null,
  primary key (integration_id, resource)
);

-- Every notification that came in, with what became of it. The body is not kept: it is read again at the source.
create table webhook_requests (
  id text primary key,
  integration_id text references integrations (id) on delete cascade,
  dedupe_key text,
  topic text,
  source_id text,
  triggered_at timestamptz(3),
  received_at timestamptz(3) not null,
  verdict text not null check (
    verdict in ('accepted', 'duplicate', 'malformed', 'bad_signature', 'wrong_shop', 'unknown_integration')
  ),
  outcome text,
  processed_at timestamptz(3)
);

create unique index webhook_requests_accepted on webhook_requests (integration_id, dedupe_key) where verdict = 'accepted';
create index webhook_requests_received_at on webhook_requests (received_at);
