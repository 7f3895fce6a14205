-- An upload becomes a file when it is completed; both name the blob that holds the content.
create table uploads (
  id text primary key,
  organization_id text not null,
  started_by text not null,
  name text not null,
  content_type text not null,
  byte_size integer,
  received_bytes integer not null default 0,
  blob_key text not null unique,
  file_id text unique,
  created_at timestamptz(3) not null default now()
);

create index uploads_abandoned on uploads (created_at) where file_id is null;

create table files (
  id text primary key,
  organization_id text not null,
  uploaded_by text not null,
  name text not null,
  content_type text not null,
  byte_size integer not null,
  sha256 text not null,
  blob_key text not null unique,
  delimiter text not null check (delimiter in (',', ';', E'\t')),
  columns text[] not null,
  body_start integer not null,
  created_at timestamptz(3) not null default now()
);

create index files_organization on files (organization_id, created_at desc, id desc);

-- The definition is json, not jsonb: it keeps the order in which its author wrote it.
create table pipelines (
  id text primary key,
  organization_id text not null,
  created_by text not null,
  name text not null,
  definition json not null,
  created_at timestamptz(3) not null default now(),
  archived_at timestamptz(3)
);

create index pipelines_organization on pipelines (organization_id, created_at desc, id desc) where archived_at is null;

-- attempt counts the processes that began the run: a write of an earlier attempt finds no row. revision counts the states that a
-- subscriber can see.
create table pipeline_runs (
  id text primary key,
  organization_id text not null,
  pipeline_id text not null references pipelines (id),
  file_id text not null references files (id),
  started_by text not null,
  status text not null default 'QUEUED' check (status in ('QUEUED', 'RUNNING', 'SUCCEEDED', 'FAILED', 'CANCELLED')),
  phase text check (phase in ('READING', 'TRANSFORMING', 'AGGREGATING', 'DONE')),
  attempt integer not null default 0,
  revision integer not null default 1,
  bytes_read integer not null default 0,
  rows_read integer not null default 0,
  rows_loaded integer,
  rows_quarantined integer,
  reason text,
  created_at timestamptz(3) not null default now(),
  started_at timestamptz(3),
  finished_at timestamptz(3),
  check (status <> 'SUCCEEDED' or rows_read = rows_loaded + rows_quarantined),
  check ((status in ('SUCCEEDED', 'FAILED', 'CANCELLED')) = (finished_at is not null))
);

create index pipeline_runs_pipeline on pipeline_runs (pipeline_id, created_at desc, id desc);
