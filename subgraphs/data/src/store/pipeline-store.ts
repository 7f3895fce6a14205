import { sql, type BoundDatabase } from '@conea/platform';
import { definitionShape } from '../domain/definition.ts';
import type { Pipeline, PipelineStore } from '../domain/pipeline.ts';

type PipelineRow = Omit<Pipeline, 'definition'> & { definition: unknown };

/** Pipelines in Postgres. */
export function createPipelineStore(database: BoundDatabase): PipelineStore {
  return {
    listByIds: async (organizationId, ids) => {
      const rows = await database.many<PipelineRow>(
        sql`select ${columns} from pipelines where organization_id = ${organizationId} and id = any(${ids})`,
      );
      return rows.map(toPipeline);
    },
    pageOfOrganization: async (organizationId, { after, limit }) => {
      const rows = await database.many<PipelineRow>(sql`
        select ${columns}
        from pipelines
        where organization_id = ${organizationId} and archived_at is null
          and (${after?.at ?? null}::timestamptz is null or (created_at, id) < (${after?.at ?? null}, ${after?.id ?? null}))
        order by created_at desc, id desc
        limit ${limit}`);
      return rows.map(toPipeline);
    },
    create: async (tx, { id, organizationId, createdById, name, definition }) => {
      await tx.execute(sql`
        insert into pipelines (id, organization_id, created_by, name, definition)
        values (${id}, ${organizationId}, ${createdById}, ${name}, ${JSON.stringify(definition)})`);
    },
    archive: async (tx, organizationId, id) => {
      const archived = await tx.execute(sql`
        update pipelines set archived_at = coalesce(archived_at, now()) where organization_id = ${organizationId} and id = ${id}`);
      return archived === 1;
    },
  };
}

const columns = sql`id, organization_id as "organizationId", created_by as "createdById", name, definition,
  created_at as "createdAt", archived_at as "archivedAt"`;

function toPipeline({ definition, ...row }: PipelineRow): Pipeline {
  return { ...row, definition: definitionShape.parse(definition) };
}
