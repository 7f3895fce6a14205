-- What a record says of a person stands beside it, sealed under a key of the organization. Records from before are split by the job that
-- seals values anew.
alter table orders add column sealed_personal text;
alter table customers add column sealed_personal text;
-- Products say nothing of a person; the table has the columns of the others.
alter table products add column sealed_personal text;

-- What the job looks for: values under one key, and records that still have it in the clear.
create index orders_personal_key on orders (split_part(sealed_personal, '.', 2), id) where sealed_personal is not null;
create index customers_personal_key on customers (split_part(sealed_personal, '.', 2), id) where sealed_personal is not null;
create index orders_clear on orders (id) where coalesce(record ->> 'email', record ->> 'shippingAddress') is not null;
create index customers_clear on customers (id)
  where coalesce(record ->> 'name', record ->> 'email', record ->> 'phone', record ->> 'address') is not null;
