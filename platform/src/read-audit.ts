import type { Caller } from './caller.ts';
import type { Database } from './database.ts';
import { ClientError } from './errors.ts';
import { auditEvent, appendManyToOutbox, type Json, type TenantEvent } from './mutations.ts';

/** What was looked at, and with which facts: no secrets and no personal data. */
export type AuditedRead = {
  /** `<noun>.read`, `<noun>.list` or `<noun>.export`. */
  action: string;
  /** Without an id: several of its type. */
  resource: { type: string; id: string | null } | null;
  metadata?: { readonly [fact: string]: Json };
  /** Whether it was refused. */
  isRefused?: boolean;
};

/** Resolves once the audit event of a read is kept; rejects when it cannot be: then nothing may be shown. */
export type RecordRead = (caller: Caller, read: AuditedRead) => Promise<void>;

export type ReadAuditLimits = {
  /** Reads that may wait for their event to be written; default 10,000. Beyond that they are refused. */
  maxWaiting?: number;
  /** Events in one statement; default 500. */
  batchSize?: number;
};

type Waiting = { event: TenantEvent; done: () => void; failed: (error: unknown) => void };

/**
 * Writes the audit events of reads through the outbox, those that come at the same time together: while one batch is written the next gathers. A read
 * waits for its event, so that none is lost that somebody has seen the answer of.
 */
export function createReadAudit(
  database: Database,
  domain: string,
  { maxWaiting = 10_000, batchSize = 500 }: ReadAuditLimits = {},
): RecordRead {
  const waiting: Waiting[] = [];
  let isWriting = false;

  const write = async (batch: readonly Waiting[]) => {
    const events = batch.map(({ event }) => event);
    try {
      await database.acrossTenants.transaction((tx) => appendManyToOutbox(tx, domain, events));
      for (const { done } of batch) done();
    } catch (error) {
      for (const { failed } of batch) failed(error);
    }
  };
  const writeAll = async () => {
    isWriting = true;
    while (waiting.length > 0) await write(waiting.splice(0, batchSize));
    isWriting = false;
  };
  return async (caller, { action, ...read }) => {
    const tenantId = caller.user?.organizationId;
    // Who is not signed in is shown nothing, by the router and by the resolver.
    if (tenantId === undefined) return;
    if (waiting.length >= maxWaiting)
      throw new ClientError('REQUEST_CONCURRENCY_LIMITED', 'Too much is being read. Try again in a moment.');
    const event = { tenantId, ...auditEvent(caller, { action }, read) };
    await new Promise<void>((done, failed) => {
      waiting.push({ event, done, failed });
      if (!isWriting) void writeAll();
    });
  };
}

type ReadContext = { caller: Caller; recordRead: RecordRead };

/** What a resolver was asked, for the audit trail to say what was looked at. */
export type Describe<Parent, Args> = (
  parent: Parent,
  args: Args,
  caller: Caller,
) => Pick<AuditedRead, 'resource' | 'metadata'>;

/** A resolver whose answers the audit trail tells of, and whose refusals: nobody sees an answer before its event is kept. */
export function audited<Parent, Args, Context extends ReadContext, Info, Result>(
  action: string,
  describe: Describe<NoInfer<Parent>, NoInfer<Args>>,
  resolve: (parent: Parent, args: Args, context: Context, info: Info) => Promise<Result> | Result,
): (parent: Parent, args: Args, context: Context, info: Info) => Promise<Result> {
  return async (parent, args, context, info) => {
    const record = (isRefused: boolean) =>
      context.recordRead(context.caller, { action, isRefused, ...describe(parent, args, context.caller) });
    try {
      const result = await resolve(parent, args, context, info);
      await record(false);
      return result;
    } catch (error) {
      if (error instanceof ClientError) await record(true);
      throw error;
    }
  };
}
