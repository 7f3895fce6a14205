-- A person's and an organization's rows are erased batch by batch.
create index idempotency_keys_user on idempotency_keys (user_id);
create index outbox_subject on outbox (subject) where published_at is not null;
create index outbox_actor on outbox ((data ->> 'actorId')) where published_at is not null;
create index outbox_tenant on outbox (tenant_id) where published_at is not null;
create index data_keys_tenant on data_keys (tenant_id);
