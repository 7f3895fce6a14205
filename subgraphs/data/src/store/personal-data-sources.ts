import { recordsOf, sql, type PersonalDataSource } from '@conea/platform';

/** What data holds about a person: what they uploaded, made and ran. What is in files and results belongs to the organization. */
export const personalDataSources: readonly PersonalDataSource[] = [
  recordsOf('file', {
    ...{ table: sql`files`, whose: (userId) => sql`uploaded_by = ${userId}` },
    columns: sql`
      id, organization_id as "organizationId", name, content_type as "contentType", byte_size as "byteSize", sha256, columns,
      created_at as "createdAt"`,
  }),
  recordsOf('upload', {
    ...{ table: sql`uploads`, whose: (userId) => sql`started_by = ${userId}` },
    columns: sql`
      id, organization_id as "organizationId", name, content_type as "contentType", file_id as "fileId",
      received_bytes as "receivedBytes", created_at as "createdAt"`,
  }),
  recordsOf('pipeline', {
    ...{ table: sql`pipelines`, whose: (userId) => sql`created_by = ${userId}` },
    columns: sql`
      id, organization_id as "organizationId", name, definition, created_at as "createdAt", archived_at as "archivedAt"`,
  }),
  recordsOf('run', {
    ...{ table: sql`pipeline_runs`, whose: (userId) => sql`started_by = ${userId}` },
    columns: sql`
      id, organization_id as "organizationId", pipeline_id as "pipelineId", file_id as "fileId", status, reason,
      rows_read as "rowsRead", rows_loaded as "rowsLoaded", created_at as "createdAt", finished_at as "finishedAt"`,
  }),
];
