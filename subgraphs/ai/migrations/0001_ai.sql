create table models (
  id text primary key,
  provider text not null,
  name text not null,
  capabilities text[] not null,
  context_window int not null,
  -- US dollars for a million tokens.
  input_price numeric not null,
  cached_input_price numeric not null,
  output_price numeric not null,
  priority int not null,
  is_enabled boolean not null default true,
  created_at timestamptz(3) not null default now(),
  unique (provider, name)
);

create table chats (
  id text primary key,
  tenant_id text not null,
  user_id text not null,
  messages jsonb not null,
  requested_model_id text,
  max_output_tokens int not null,
  temperature float8,
  status text not null default 'RUNNING',
  model_id text references models (id),
  is_fallback boolean not null default false,
  answer text,
  finish_reason text,
  failure text,
  created_at timestamptz(3) not null default now(),
  finished_at timestamptz(3)
);

create index chats_page on chats (tenant_id, user_id, created_at desc, id desc);

create table chat_chunks (
  chat_id text not null references chats (id) on delete cascade,
  position int not null,
  delta text not null,
  primary key (chat_id, position)
);

create table embeddings (
  id text primary key,
  tenant_id text not null,
  user_id text not null,
  texts jsonb not null,
  requested_model_id text,
  model_id text references models (id),
  vectors jsonb,
  created_at timestamptz(3) not null default now()
);

-- What a call used and cost, with the prices of its time.
create table usage_records (
  id text primary key,
  tenant_id text not null,
  user_id text not null,
  kind text not null,
  source_id text not null unique,
  model_id text not null references models (id),
  input_tokens int not null,
  cached_input_tokens int not null,
  cache_write_tokens int not null,
  output_tokens int not null,
  reasoning_tokens int not null,
  input_price numeric not null,
  cached_input_price numeric not null,
  output_price numeric not null,
  cost numeric not null,
  duration_ms int not null,
  created_at timestamptz(3) not null default now()
);

create index usage_records_tenant on usage_records (tenant_id, created_at);
create index usage_records_user on usage_records (user_id, created_at);
