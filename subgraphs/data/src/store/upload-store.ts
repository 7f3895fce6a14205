import { sql, type BoundDatabase } from '@conea/platform';
import type { Upload, UploadStore } from '../domain/upload.ts';

/** Uploads in Postgres. */
export function createUploadStore(database: BoundDatabase): UploadStore {
  return {
    listByIds: (organizationId, ids) =>
      database.many<Upload>(
        sql`select ${columns} from uploads where organization_id = ${organizationId} and id = any(${ids})`,
      ),
    lock: (tx, organizationId, id) =>
      tx.maybeOne<Upload>(
        sql`select ${columns} from uploads where organization_id = ${organizationId} and id = ${id} for update`,
      ),
    create: async (tx, { id, organizationId, startedById, name, contentType, byteSize, blobKey }) => {
      await tx.execute(sql`
        insert into uploads (id, organization_id, started_by, name, content_type, byte_size, blob_key)
        values (${id}, ${organizationId}, ${startedById}, ${name}, ${contentType}, ${byteSize}, ${blobKey})`);
    },
    setReceived: async (tx, id, receivedBytes) => {
      await tx.execute(sql`update uploads set received_bytes = ${receivedBytes} where id = ${id}`);
    },
    complete: async (tx, id, fileId) => {
      await tx.execute(sql`update uploads set file_id = ${fileId} where id = ${id}`);
    },
    listAbandoned: (startedBefore) =>
      database.many<Upload>(sql`
        select ${columns} from uploads where file_id is null and created_at < ${startedBefore} order by created_at limit 100`),
    deleteAbandoned: async (id) =>
      (await database.execute(sql`delete from uploads where id = ${id} and file_id is null`)) === 1,
  };
}

const columns = sql`id, organization_id as "organizationId", started_by as "startedById", name, content_type as "contentType",
  byte_size as "byteSize", received_bytes as "receivedBytes", blob_key as "blobKey", file_id as "fileId", created_at as "createdAt"`;
