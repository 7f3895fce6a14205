import type { Logger } from '@conea/platform';
import { AsyncLocalStorage } from 'node:async_hooks';
import type { AccessLogField, AccessLogsConfig } from '../config/access-logs.ts';

/** What is known of a request: never documents, variables, addresses or tokens. */
export type Line = Partial<Record<AccessLogField, string | number | boolean | string[] | undefined>>;

/** The line of one request, until it is written. */
export type Entry = {
  /** What runs inside adds to this line. */
  run<Result>(work: () => Result): Result;
  note(line: Line): void;
  addErrorCodes(codes: readonly string[]): void;
  /** Writes it. */
  end(line: Line): void;
};

export type AccessLog = {
  begin(line: Line): Entry;
  /** The line of the request around. */
  around(): Pick<Entry, 'note' | 'addErrorCodes'>;
  /** Counts on that line. */
  count(field: 'subgraphRequests' | 'events' | 'cacheHits' | 'cacheMisses', by?: number): void;
};

const maxCodes = 10;
const nothing: Entry = {
  run: (work) => work(),
  note: () => undefined,
  addErrorCodes: () => undefined,
  end: () => undefined,
};

/** Nothing is logged. */
export const noAccessLog: AccessLog = { begin: () => nothing, around: () => nothing, count: () => undefined };

export function createAccessLog({ enabled, fields, sampling }: AccessLogsConfig, log: Logger): AccessLog {
  if (!enabled) return noAccessLog;
  const current = new AsyncLocalStorage<Line>();
  const partsOf = (line: Line) => ({
    note: (more: Line) => void Object.assign(line, more),
    addErrorCodes: (codes: readonly string[]) => {
      const known = Array.isArray(line.errorCodes) ? line.errorCodes : [];
      line.errorCodes = [...new Set([...known, ...codes])].slice(0, maxCodes);
    },
  });
  const write = (line: Line) => {
    const hasFailed = line.errorCodes !== undefined || Number(line.status ?? 0) >= 400;
    if (!hasFailed && Math.random() >= sampling) return;
    if (line.operationType !== 'subscription') delete line.events;
    log.info(Object.fromEntries(fields.map((field) => [field, line[field]])), 'request answered');
  };
  return {
    begin: (first) => {
      const startedAt = performance.now();
      const line: Line = { subgraphRequests: 0, ...first };
      return {
        ...partsOf(line),
        run: (work) => current.run(line, work),
        end: (last) => write({ ...line, ...last, durationMs: Math.round((performance.now() - startedAt) * 100) / 100 }),
      };
    },
    around: () => {
      const line = current.getStore();
      return line ? partsOf(line) : nothing;
    },
    count: (field, by = 1) => {
      const line = current.getStore();
      if (line) line[field] = Number(line[field] ?? 0) + by;
    },
  };
}
