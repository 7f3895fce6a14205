-- The audit trail alone knows from where somebody did something.
select set_config('conea.tenant', '*', true);

update events set data = data - '{ipAddress,userAgent}'::text[]
where type like '%.audit.recorded' and data ?| '{ipAddress,userAgent}';

create index activities_resource on activities (resource_id);

select set_config('conea.tenant', '', true);
