import type { Database } from './database.ts';
import type { Logger } from './log.ts';
import { sql } from './sql.ts';

/** The time by the clock of a database: processes whose own clocks are wrong, or jump, agree by it. */
export type DatabaseClock = { now(): Date; stop(): void };

/** Compares the clocks now and every `interval` milliseconds (default 30,000); in between, and while the database is away, time goes on by itself. */
export async function createDatabaseClock(database: Database, log: Logger, interval = 30_000): Promise<DatabaseClock> {
  let offset = 0;
  const compare = async () => {
    const askedAt = performance.now();
    const { now } = await database.one<{ now: Date }>(sql`select clock_timestamp() as now`);
    offset = now.getTime() - (askedAt + performance.now()) / 2;
  };
  await compare();
  const timer = setInterval(() => {
    compare().catch((error: unknown) => log.warn({ err: error }, 'clock of the database not read'));
  }, interval).unref();
  // Monotonic: whoever sets the clock of the machine does not set this one.
  return { now: () => new Date(performance.now() + offset), stop: () => clearInterval(timer) };
}
