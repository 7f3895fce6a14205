-- Entries are sealed by the transaction that takes them in. What waited for its seal is kept as what it is now: no part of a chain.
insert into audit_rejects (event_id, tenant_id, event, reason)
select entry.id, entry.tenant_id, to_jsonb(entry), 'it was not sealed when sealing became a part of taking in'
from audit_unsealed join audit_entries as entry on entry.id = entry_id
on conflict (event_id) do nothing;

delete from audit_entries using audit_unsealed where id = entry_id;
drop table audit_unsealed;
