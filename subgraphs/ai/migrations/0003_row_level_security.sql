-- Rows of the caller's organization alone; the models are everybody's.
do $$
declare
  name text;
begin
  foreach name in array array['chats', 'embeddings', 'usage_records'] loop
    execute format('alter table %I enable row level security, force row level security', name);
    execute format('create policy tenant on %I using (is_bound_to(tenant_id))', name);
  end loop;
end $$;

-- A piece belongs to the organization of its chat, whose policy holds in the subquery as well.
alter table chat_chunks enable row level security, force row level security;
create policy tenant on chat_chunks using (
  is_bound_to_every_tenant() or exists (select from chats where chats.id = chat_id)
);
