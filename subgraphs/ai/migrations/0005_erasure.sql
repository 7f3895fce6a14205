-- Whatever is an organization's goes with it, batch by batch.
create index embeddings_tenant on embeddings (tenant_id);
