create table streams (
  stream text primary key,
  last_position bigint not null default 0
);

create table events (
  stream text not null,
  position bigint not null,
  event_id text not null,
  event jsonb not null,
  appended_at timestamptz not null default now(),
  primary key (stream, position),
  unique (stream, event_id)
);

create index events_appended_at on events using brin (appended_at);

create table consumer_groups (
  stream text not null,
  consumer_group text not null,
  position bigint not null default 0,
  attempts int not null default 0,
  primary key (stream, consumer_group)
);

create table dead_letters (
  stream text not null,
  consumer_group text not null,
  position bigint not null,
  event jsonb not null,
  reason text not null,
  died_at timestamptz not null default now(),
  is_queued boolean not null default false,
  primary key (stream, consumer_group, position)
);
