-- Whatever is an organization's goes with it, batch by batch.
create index orders_all_of_organization on orders (organization_id);
create index products_all_of_organization on products (organization_id);
create index customers_all_of_organization on customers (organization_id);
create index syncs_organization on syncs (organization_id);
create index webhook_requests_integration on webhook_requests (integration_id);
