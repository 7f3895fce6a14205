import { sql, type BoundDatabase } from '@conea/platform';
import type { File, FileStore } from '../domain/file.ts';

/** Files in Postgres; their content is in the blob store. */
export function createFileStore(database: BoundDatabase): FileStore {
  return {
    listByIds: (organizationId, ids) =>
      database.many<File>(
        sql`select ${columns} from files where organization_id = ${organizationId} and id = any(${ids})`,
      ),
    pageOfOrganization: (organizationId, { after, limit }) =>
      database.many<File>(sql`
        select ${columns}
        from files
        where organization_id = ${organizationId}
          and (${after?.at ?? null}::timestamptz is null or (created_at, id) < (${after?.at ?? null}, ${after?.id ?? null}))
        order by created_at desc, id desc
        limit ${limit}`),
    create: async (tx, file) => {
      await tx.execute(sql`
        insert into files (id, organization_id, uploaded_by, name, content_type, byte_size, sha256, blob_key, delimiter, columns,
          body_start)
        values (${file.id}, ${file.organizationId}, ${file.uploadedById}, ${file.name}, ${file.contentType}, ${file.byteSize},
          ${file.sha256}, ${file.blobKey}, ${file.delimiter}, ${file.columns}, ${file.bodyStart})`);
    },
  };
}

const columns = sql`id, organization_id as "organizationId", uploaded_by as "uploadedById", name, content_type as "contentType",
  byte_size as "byteSize", sha256, blob_key as "blobKey", delimiter, columns, body_start as "bodyStart", created_at as "createdAt"`;
