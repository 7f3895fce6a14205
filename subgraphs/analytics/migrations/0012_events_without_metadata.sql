-- What was said about an action, such as a reason, is for the audit trail alone.
select set_config('conea.tenant', '*', true);

update events set data = data - 'metadata' where type like '%.audit.recorded' and data ? 'metadata';

select set_config('conea.tenant', '', true);
