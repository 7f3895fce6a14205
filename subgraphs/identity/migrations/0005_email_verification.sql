alter table users add column email_verified_at timestamptz(3);

-- Links that were mailed: only the hash of a token is kept. One is good for one use, one purpose and one address.
create table one_time_tokens (
  token_hash bytea primary key,
  purpose text not null check (purpose ~ '^[a-z_]+$'),
  user_id text references users (id) on delete cascade,
  email text not null,
  email_key text not null,
  created_at timestamptz(3) not null,
  expires_at timestamptz(3) not null,
  -- Used, or ended by something else that happened.
  ended_at timestamptz(3)
);

create index one_time_tokens_user on one_time_tokens (user_id);
create index one_time_tokens_expires_at on one_time_tokens (expires_at);

-- How many mails somebody asked for in an hour; an address or a network is kept as a hash only.
create table mail_counts (
  subject_hash bytea not null,
  hour timestamptz not null,
  mails integer not null,
  primary key (subject_hash, hour)
);

create index mail_counts_hour on mail_counts (hour);
