import type { Database, PersonalDataSource, Queries } from '@conea/platform';
import { readPage } from '@conea/platform/personal-data/source';
import { z } from 'zod';
import { createErasureCase } from './erasure.ts';

const line = z.object({ domain: z.literal('test'), kind: z.string(), record: z.looseObject({}) });

/** The database of a subgraph, and what its sources tell of somebody in small pages; as the role that servers have. */
export async function createPersonalDataCase(
  migrations: string,
  given: readonly PersonalDataSource[] | ((database: Database) => Promise<readonly PersonalDataSource[]>),
  bind = (database: Database, _userId: string): Queries => database.acrossTenants,
) {
  const { database, test, insert, close } = await createErasureCase(migrations, []);
  const sources = typeof given === 'function' ? await given(database) : given;
  return {
    ...{ database, test, insert, close },
    /** All records, by kind. */
    tell: async (userId: string) => {
      const told: Record<string, z.infer<typeof line>['record'][]> = {};
      const limits = { pageBytes: 400, batchSize: 2 };
      for (let after: Parameters<typeof readPage>[2]['after'] = null, isMore = true; isMore;) {
        const page = await readPage(bind(database, userId), sources, { domain: 'test', userId, after }, limits);
        const lines = page.lines.toString('utf8').split('\n').filter(Boolean);
        for (const { kind, record } of lines.map((one) => line.parse(JSON.parse(one))))
          (told[kind] ??= []).push(record);
        after = page.next;
        isMore = after !== null;
      }
      return told;
    },
  };
}
