-- Who was erased, or is being erased: what comes late about them does not bring it back. It names opaque ids alone.
create table erasures (
  id text primary key,
  subject_type text not null check (subject_type in ('User', 'Organization')),
  subject_id text not null,
  requested_at timestamptz(3) not null default now(),
  -- How much went, by kind.
  counts jsonb not null default '{}',
  finished_at timestamptz(3)
);

create index erasures_subject on erasures (subject_id);
create index erasures_unfinished on erasures (requested_at, id) where finished_at is null;
