-- What a text search is narrowed down by. It holds no text, so it needs no policy, which would keep the search from its index: no
-- operator of that index is leakproof. What it finds is looked up in `audit_entries` and `audit_texts`.
create table audit_terms (
  entry_id text primary key,
  terms tsvector not null
);

create index audit_terms_terms on audit_terms using gin (terms);

-- Everything is made searchable anew.
truncate audit_texts;
drop index audit_texts_terms;
alter table audit_texts drop column terms;
update audit_chains set indexed_seq = purged_seq;
