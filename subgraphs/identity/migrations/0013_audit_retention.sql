alter table organizations add column audit_retention_days int not null default 365
  check (audit_retention_days between 90 and 3650);
