alter table audit_entries add column metadata jsonb not null default '{}';

-- Entries wait here until they are sealed, in the order of their arrival.
create table audit_unsealed (
  position bigint generated always as identity primary key,
  tenant_id text not null,
  entry_id text not null unique,
  received_at timestamptz(3) not null default now()
);

create index audit_unsealed_tenant on audit_unsealed (tenant_id, position);

-- The chain of each tenant: seals are written once, beside the entries, so that sealing touches no index of theirs.
create table audit_seals (
  tenant_id text not null,
  seq bigint not null,
  entry_id text not null unique,
  hash bytea not null,
  primary key (tenant_id, seq)
);

-- Where each chain ends, and how much of it can be searched, was signed and was purged.
create table audit_chains (
  tenant_id text primary key,
  seq bigint not null,
  hash bytea not null,
  indexed_seq bigint not null default 0,
  signed_seq bigint not null default 0,
  purged_seq bigint not null default 0
);

-- What a text search reads. It is filled after the seal, so that its index does not hold up what comes in.
create table audit_texts (
  entry_id text primary key,
  tenant_id text not null,
  text text not null,
  terms text[] not null
);

create index audit_texts_terms on audit_texts using gin (terms);

-- Events that should be entries and are not: none may be lost without a trace.
create table audit_rejects (
  event_id text primary key,
  tenant_id text not null,
  event jsonb not null,
  reason text not null,
  rejected_at timestamptz(3) not null default now()
);

insert into audit_unsealed (tenant_id, entry_id)
select tenant_id, id from audit_entries order by occurred_at, id;

drop index audit_entries_terms;

alter table audit_entries drop column search_text, drop column search_terms;
