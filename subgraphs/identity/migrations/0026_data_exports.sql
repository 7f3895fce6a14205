-- What all domains hold about a person, collected on their request. Pages are sealed for a key of the export: without it nobody reads them again,
-- wherever copies of them are.
create table data_exports (
  id text primary key,
  user_id text not null references users (id) on delete cascade,
  -- The organization whose members are told of it: the one that it was asked for in.
  requested_in text not null,
  public_key text not null,
  -- Null once it is over.
  sealed_private_key text,
  requested_at timestamptz(3) not null,
  completed_at timestamptz(3),
  expires_at timestamptz(3) not null
);

create index data_exports_user on data_exports (user_id, requested_at);
create unique index data_exports_one_at_a_time on data_exports (user_id)
  where completed_at is null and sealed_private_key is not null;
create index data_exports_expires_at on data_exports (expires_at);

-- What one domain has told of it so far.
create table data_export_domains (
  export_id text not null references data_exports (id) on delete cascade,
  domain text not null,
  next_page integer not null default 0,
  -- After which record that one begins.
  next_place jsonb,
  -- How often it was asked for, and when it is the next time.
  asked integer not null default 0,
  ask_at timestamptz(3) not null,
  last_answer_at timestamptz(3),
  page_count integer not null default 0,
  record_counts jsonb not null default '{}',
  completed_at timestamptz(3),
  is_cut_off boolean not null default false,
  primary key (export_id, domain)
);

create index data_export_domains_ask_at on data_export_domains (ask_at) where completed_at is null;

create table data_export_pages (
  export_id text not null,
  domain text not null,
  page integer not null,
  ephemeral_key text not null,
  sealed text not null,
  primary key (export_id, domain, page),
  foreign key (export_id, domain) references data_export_domains (export_id, domain) on delete cascade
);

-- Their person finds them; those that are collected or over are found whoever they are of.
alter table data_exports enable row level security, force row level security;
create policy person on data_exports using (user_id = (select bound_person()));
create policy work on data_exports using ((select is_doing('data_export.collect', 'secret.reseal', 'hourly.purge')));

alter table data_export_domains enable row level security, force row level security;
create policy person on data_export_domains using (
  exists (select from data_exports as export where export.id = export_id and export.user_id = (select bound_person()))
);
create policy work on data_export_domains using ((select is_doing('data_export.collect', 'hourly.purge')));

alter table data_export_pages enable row level security, force row level security;
create policy person on data_export_pages using (
  exists (select from data_exports as export where export.id = export_id and export.user_id = (select bound_person()))
);
create policy work on data_export_pages using ((select is_doing('data_export.collect', 'hourly.purge')));
