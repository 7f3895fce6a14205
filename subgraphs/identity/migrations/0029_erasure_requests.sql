-- Who was purged, and what the domains have answered since. It names opaque ids alone, but for the last address of a person: sealed, and only until
-- the receipt is mailed to it.
create table erasure_requests (
  id text primary key,
  subject_type text not null check (subject_type in ('User', 'Organization')),
  subject_id text not null,
  -- That a person was in: they read its receipt.
  organization_ids text[] not null,
  requested_at timestamptz(3) not null,
  -- When the domains were asked the last time.
  asked_at timestamptz(3) not null,
  sealed_address text,
  -- By domain: when it was done, how much went by kind, and what was kept and why.
  answers jsonb not null default '{}',
  completed_at timestamptz(3),
  receipt text,
  check ((completed_at is null) = (receipt is null)),
  check (completed_at is null or sealed_address is null)
);

create index erasure_requests_open on erasure_requests (asked_at, id) where completed_at is null;
create index erasure_requests_page on erasure_requests (requested_at desc, id desc);
create index erasure_requests_organizations on erasure_requests using gin (organization_ids);

alter table erasure_requests enable row level security, force row level security;
create policy tenant on erasure_requests using ((select bound_tenant()) = any (organization_ids));
create policy work on erasure_requests using ((select is_doing('hourly.purge', 'erasure.follow', 'secret.reseal')));
