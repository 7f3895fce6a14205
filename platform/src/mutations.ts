import { createHash } from 'node:crypto';
import type { Caller } from './caller.ts';
import { bindTransaction, type BoundDatabase, type Database, type Transaction } from './database.ts';
import { ClientError } from './errors.ts';
import { newId } from './id.ts';
import { outboxChannel } from './outbox.ts';
import { sql } from './sql.ts';

/** A value that survives `JSON.stringify` and back. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json | undefined };

/** An event as a domain states it; `mutate` adds id, time, source and tenant. `type` is what follows `conea.<domain>.`. */
export type DomainEvent = { type: string; subject: string; data: Json };

/** What a mutation did: its result, and the resource that the audit trail names. */
export type Effect<Result extends Json> = {
  result: Result;
  resource: { type: string; id: string } | null;
  /** A refusal that is returned as data is audited as a failure and may be tried again with the same key. */
  isRefused?: boolean;
  /** More facts for the audit trail, such as the role that was given; no secrets and no personal data. */
  metadata?: { readonly [fact: string]: Json };
  /** For callers that are not signed in yet (sign-up, sign-in): on whose behalf the event and the audit entry are written. */
  actor?: { id: string; organizationId: string };
};

/** What is being asked for: `action` is `<noun>.<verb>`; the same key with another input is an error. */
export type MutationRequest = { action: string; idempotencyKey?: string | null | undefined; input: Json };

export type Mutate = <Result extends Json>(
  caller: Caller,
  request: MutationRequest,
  work: (tx: Transaction, emit: (event: DomainEvent) => void) => Promise<Effect<Result>>,
) => Promise<Result>;

/**
 * Which members of a mutation's input the audit trail has as facts, by action: a domain states it once, for what is done and what is refused. No secrets
 * and no personal data.
 */
export type AuditFacts = Readonly<Record<string, readonly string[]>>;

/** What is kept of an input, to know it again; keyed where inputs could be guessed, such as addresses. */
export type InputHash = (text: string) => Buffer;

/** Tenant of events that belong to no organization. */
export const platformTenant = 'org_platform';

/**
 * Every mutation goes through here: ONE transaction holds the idempotency result, the effect, the events and the audit event.
 * It is bound to the caller's tenant, to the caller and to the action. A refusal rolls the effect back and leaves an audit event of its own. A repeated key answers the first result; errors: `IDEMPOTENCY_KEY_REUSED` (other input), `BAD_USER_INPUT` (a key that is empty or over 255 characters).
 */
export function createMutations(
  database: Database,
  domain: string,
  facts: AuditFacts = {},
  hash: InputHash = sha256,
): Mutate {
  return async <Result extends Json>(
    caller: Caller,
    request: MutationRequest,
    work: (tx: Transaction, emit: (event: DomainEvent) => void) => Promise<Effect<Result>>,
  ) => {
    const tenantId = caller.user?.organizationId ?? platformTenant;
    const bound = database.bind({ tenantId, personId: caller.user?.id ?? null, action: request.action });
    const key = parseKey(request.idempotencyKey);
    const told = (effect: Effect<Json>) =>
      auditEvent(caller, request, { ...effect, metadata: { ...factsOf(request, facts), ...effect.metadata } });
    const run = async (tx: Transaction) => {
      const scope = { tenantId, userId: caller.user?.id ?? '', action: request.action };
      const inputHash = hash(JSON.stringify(request.input));
      const earlier = key && (await findEarlier<Result>(tx, scope, key, inputHash));
      if (earlier) return earlier.result;
      const events: DomainEvent[] = [];
      const effect = await work(tx, (event) => events.push(event));
      // The work may have gone on as another tenant. What follows is sent at once, in this order, and answered in one round trip.
      if (key && !effect.isRefused) {
        await Promise.all([bindTransaction(tx, tenantId), remember(tx, scope, key, inputHash, effect.result)]);
      }
      const owner = effect.actor?.organizationId ?? tenantId;
      await Promise.all([bindTransaction(tx, owner), appendToOutbox(tx, domain, owner, [...events, told(effect)])]);
      return effect.result;
    };
    try {
      return await bound.transaction(run);
    } catch (error) {
      if (error instanceof ClientError) await recordRefusal(bound, domain, tenantId, told(refusal));
      throw error;
    }
  };
}

const refusal: Effect<null> = { result: null, resource: null, isRefused: true };

function factsOf({ action, input }: MutationRequest, facts: AuditFacts): { [fact: string]: Json } {
  if (typeof input !== 'object' || input === null) return {};
  const named = Object.entries<Json | undefined>(input).filter(([name]) => facts[action]?.includes(name));
  return Object.fromEntries(named.flatMap(([name, value]) => (value == null ? [] : [[name, value]])));
}

async function recordRefusal(
  database: BoundDatabase,
  domain: string,
  tenantId: string,
  event: DomainEvent,
): Promise<void> {
  await database.transaction((tx) => appendToOutbox(tx, domain, tenantId, [event]));
}

/** Writes events into the outbox of the transaction; for effects outside mutations (jobs, webhooks), which have no audit entry. */
export function appendToOutbox(
  tx: Transaction,
  domain: string,
  tenantId: string,
  events: readonly DomainEvent[],
): Promise<void> {
  return appendManyToOutbox(
    tx,
    domain,
    events.map((event) => ({ ...event, tenantId })),
  );
}

/** An event and whose it is. */
export type TenantEvent = DomainEvent & { tenantId: string };

/** Writes events of any tenants that the transaction is bound to. */
export async function appendManyToOutbox(
  tx: Transaction,
  domain: string,
  events: readonly TenantEvent[],
): Promise<void> {
  const rows = events.map(({ type, subject, tenantId, data }) => ({
    ...{ id: newId('evt'), type: `conea.${domain}.${type}`, subject, tenant_id: tenantId, data },
  }));
  await Promise.all([
    tx.execute(sql`
      insert into outbox (id, type, subject, tenant_id, data)
      select id, type, subject, tenant_id, data
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as event (id text, type text, subject text, tenant_id text, data jsonb)`),
    tx.execute(sql`select pg_notify(${outboxChannel}, '')`),
  ]);
}

/** What was done, as the audit trail has it; a resource without an id stands for several of its type. */
type AuditedEffect = Omit<Effect<Json>, 'result' | 'resource'> & {
  resource: { type: string; id: string | null } | null;
};

/** The event that the audit trail is made of. */
export function auditEvent(
  caller: Caller,
  { action }: Pick<MutationRequest, 'action'>,
  effect: AuditedEffect,
): DomainEvent {
  return {
    type: 'audit.recorded',
    subject: effect.resource?.id ?? action,
    data: {
      action,
      actorId: effect.actor?.id ?? caller.user?.id ?? null,
      resourceType: effect.resource?.type ?? null,
      resourceId: effect.resource?.id ?? null,
      result: effect.isRefused ? 'failure' : 'success',
      ipAddress: caller.ip,
      userAgent: caller.userAgent,
      requestId: caller.requestId,
      metadata: { ...effect.metadata, ...impersonation(caller) },
    },
  };
}

/** Beside the facts of each action, so that no domain can forget who it really was. */
function impersonation({ user }: Caller): { impersonatorId?: string } {
  return user?.impersonatorId === undefined ? {} : { impersonatorId: user.impersonatorId };
}

/** A key belongs to one caller and one action: nobody is answered with what somebody else may see. */
type KeyScope = { tenantId: string; userId: string; action: string };

/** Waits for a concurrent request with the same key, then answers what an earlier one stored. */
async function findEarlier<Result extends Json>(
  tx: Transaction,
  { tenantId, userId, action }: KeyScope,
  key: string,
  inputHash: Buffer,
): Promise<{ result: Result } | null> {
  const lock = JSON.stringify([tenantId, userId, action, key]);
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${lock}, 0))`);
  const earlier = await tx.maybeOne<{ inputHash: Buffer; result: Result }>(sql`
    select input_hash as "inputHash", result
    from idempotency_keys
    where tenant_id = ${tenantId} and user_id = ${userId} and action = ${action} and key = ${key}`);
  if (earlier && !earlier.inputHash.equals(inputHash)) {
    throw new ClientError('IDEMPOTENCY_KEY_REUSED', 'This idempotency key was used with another input.');
  }
  return earlier;
}

async function remember(
  tx: Transaction,
  { tenantId, userId, action }: KeyScope,
  key: string,
  inputHash: Buffer,
  result: Json,
) {
  await tx.execute(sql`
    insert into idempotency_keys (tenant_id, user_id, action, key, input_hash, result)
    values (${tenantId}, ${userId}, ${action}, ${key}, ${inputHash}, ${JSON.stringify(result)}::jsonb)`);
}

function parseKey(key: string | null | undefined): string | null {
  if (key === null || key === undefined) return null;
  if (key.length >= 1 && key.length <= 255 && !key.includes('\0')) return key;
  throw new ClientError('BAD_USER_INPUT', 'An idempotency key has 1 to 255 characters, none of them NUL.');
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
