import type { PageRequest, Transaction } from '@conea/platform';

/** Where a run stands. */
export const runStatuses = ['QUEUED', 'RUNNING', 'SUCCEEDED', 'FAILED', 'CANCELLED'] as const;

export type RunStatus = (typeof runStatuses)[number];

/** What is being done in a run, in this order. */
export const runPhases = ['READING', 'TRANSFORMING', 'AGGREGATING', 'DONE'] as const;

export type RunPhase = (typeof runPhases)[number];

/** One execution of a pipeline over a file. `revision` counts its visible states, `attempt` the processes that began it. */
export type Run = {
  id: string;
  organizationId: string;
  pipelineId: string;
  fileId: string;
  startedById: string;
  status: RunStatus;
  phase: RunPhase | null;
  attempt: number;
  revision: number;
  bytesRead: number;
  rowsRead: number;
  rowsLoaded: number | null;
  rowsQuarantined: number | null;
  reason: string | null;
  createdAt: Date;
  startedAt: Date | null;
  finishedAt: Date | null;
};

/** Whether the run has come to its end. */
export function isFinished({ finishedAt }: Pick<Run, 'finishedAt'>): boolean {
  return finishedAt !== null;
}

export type RunCounts = { rowsRead: number; rowsLoaded: number; rowsQuarantined: number };

export type RunProgress = { phase: RunPhase; bytesRead: number; rowsRead: number };

/** One attempt at a run: what it writes counts only while it is the latest and the run goes on. */
export type Attempt = Pick<Run, 'id' | 'attempt'>;

export type RunStore = {
  listByIds(organizationId: string, ids: readonly string[]): Promise<Run[]>;
  pageOfPipeline(organizationId: string, pipelineId: string, page: PageRequest): Promise<Run[]>;
  create(
    tx: Transaction,
    run: Pick<Run, 'id' | 'organizationId' | 'pipelineId' | 'fileId' | 'startedById'>,
  ): Promise<void>;
  /** Begins the next attempt; null when there is nothing left to do. */
  begin(id: string): Promise<Run | null>;
  /** Whoever asks: for what works on runs, not for callers. */
  findStatus(id: string): Promise<RunStatus | null>;
  /** Whether this attempt is still wanted. */
  isCurrent(attempt: Attempt): Promise<boolean>;
  /** These answer false when the attempt is no longer wanted; then nothing has changed. */
  setProgress(attempt: Attempt, progress: RunProgress): Promise<boolean>;
  succeed(tx: Transaction, attempt: Attempt, counts: RunCounts): Promise<boolean>;
  fail(tx: Transaction, attempt: Attempt, reason: string): Promise<boolean>;
  /** Puts the run back as if this attempt had not been. */
  release(tx: Transaction, attempt: Attempt): Promise<boolean>;
  /** Answers false when the run had finished, or is none of the organization's. */
  cancel(tx: Transaction, organizationId: string, id: string): Promise<boolean>;
};

/** The keys of the blobs with the results of a run: an attempt that is repeated replaces them. */
export function resultKeys(runId: string): { results: string; groups: string } {
  return { results: `${runId}.results`, groups: `${runId}.groups` };
}
