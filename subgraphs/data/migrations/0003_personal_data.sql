-- What is held about a person is told page by page, whatever organization it is in.
create index files_uploaded_by on files (uploaded_by, id);
create index uploads_started_by on uploads (started_by, id);
create index pipelines_created_by on pipelines (created_by, id);
create index pipeline_runs_started_by on pipeline_runs (started_by, id);
