import { eventLogMigrations, migrate, subgraphMigrations } from '@conea/platform';
import { join } from 'node:path';
import { domains } from './settings.ts';

/** Brings every database up to date; the subgraphs do the same when they start alone. */
export async function migrateDatabases(root: string, urls: Record<string, string>): Promise<void> {
  await Promise.all([
    migrate(urls['event_log'] ?? '', [eventLogMigrations]),
    ...domains.map((name) =>
      migrate(urls[name] ?? '', [subgraphMigrations, join(root, 'subgraphs', name, 'migrations')]),
    ),
  ]);
}
