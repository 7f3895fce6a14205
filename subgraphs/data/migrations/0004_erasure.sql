-- Whatever is an organization's goes with it, batch by batch.
create index uploads_organization on uploads (organization_id, id);
create index pipelines_all_of_organization on pipelines (organization_id);
create index pipeline_runs_organization on pipeline_runs (organization_id, id);
-- For the foreign key, which is asked for each file that goes.
create index pipeline_runs_file on pipeline_runs (file_id);
