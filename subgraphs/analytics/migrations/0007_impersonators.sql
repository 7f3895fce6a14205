-- What somebody did as another user: few entries, and found without reading the others.
create index audit_entries_impersonator on audit_entries (tenant_id, (metadata ->> 'impersonatorId'), occurred_at desc)
  where metadata ->> 'impersonatorId' is not null;
