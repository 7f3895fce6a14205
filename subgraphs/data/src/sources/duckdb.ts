import { DuckDBInstance, type DuckDBConnection, type Json } from '@duckdb/node-api';
import { literal } from '../domain/sql-text.ts';

export type DuckDbOptions = {
  /** The only directories that statements can read and write. */
  directories: readonly string[];
  /** Where what does not fit into the memory goes; inside one of `directories`. */
  spillDirectory: string;
  /** Such as `512MB`. */
  memoryLimit: string;
  threads: number;
};

/** A DuckDB in memory that cannot leave its directories, load extensions or change these settings. */
export type DuckDb = {
  /** Runs one statement; it is interrupted when the signal aborts. */
  query(sql: string, signal: AbortSignal): Promise<Json[][]>;
  close(): void;
};

const interruptInterval = 20;

/** Opens a DuckDB. */
export async function openDuckDb(options: DuckDbOptions): Promise<DuckDb> {
  const instance = await DuckDBInstance.create(':memory:', {
    threads: String(options.threads),
    memory_limit: options.memoryLimit,
    temp_directory: options.spillDirectory,
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  });
  const connection = await instance.connect();
  const directories = options.directories.map(literal).join(', ');
  for (const statement of [
    `set global TimeZone = 'UTC'`,
    `set global allowed_directories = [${directories}]`,
    `set global enable_external_access = false`,
    `set global lock_configuration = true`,
  ]) {
    await connection.run(statement);
  }
  connection.closeSync();
  return {
    query: async (sql, signal) => {
      const own = await instance.connect();
      try {
        signal.throwIfAborted();
        return await interruptible(own, sql, signal);
      } finally {
        own.closeSync();
      }
    },
    close: () => instance.closeSync(),
  };
}

/** An interrupt before the statement has begun is lost, so it is repeated until the statement has ended. */
async function interruptible(connection: DuckDBConnection, sql: string, signal: AbortSignal): Promise<Json[][]> {
  let timer: NodeJS.Timeout | undefined;
  const interrupt = () => {
    connection.interrupt();
    timer = setInterval(() => connection.interrupt(), interruptInterval);
  };
  signal.addEventListener('abort', interrupt, { once: true });
  try {
    const reader = await connection.runAndReadAll(sql);
    return reader.getRowsJson();
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  } finally {
    signal.removeEventListener('abort', interrupt);
    clearInterval(timer);
  }
}
