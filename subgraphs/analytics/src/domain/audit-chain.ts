import type { Json } from '@conea/platform';
import { createHash } from 'node:crypto';
import type { AuditEntry } from './audit-entry.ts';

/** Where a chain stands: the sequence number of its last entry, and the hash that covers everything up to it. */
export type ChainHead = { seq: number; hash: Buffer };

/** An entry in its place. */
export type SealedEntry = { seq: number; hash: Buffer; entryId: string; entry: AuditEntry | null };

/** The beginning of a tenant's chain: two tenants share no hash. */
export function chainStart(tenantId: string): ChainHead {
  return { seq: 0, hash: digest('conea.audit.chain.v1', tenantId) };
}

/** The head of a chain after an entry: SHA-256 over what the hash is for, and the canonical form of number, predecessor and entry. */
export function nextHead({ seq, hash }: ChainHead, entry: AuditEntry): ChainHead {
  const next = seq + 1;
  return { seq: next, hash: digest('conea.audit.entry.v1', canonicalForm(next, hash, entry)) };
}

/** JSON as RFC 8785 writes it, of an array in this order; a change of it needs a new version in the name that goes into the hash. */
export function canonicalForm(seq: number, previous: Buffer, entry: AuditEntry): string {
  const { id, tenantId, domain, action, actorId, resourceType, resourceId, result } = entry;
  const { ipAddress, userAgent, requestId, occurredAt, metadata } = entry;
  const place = [seq, previous.toString('hex'), id, tenantId, occurredAt.toISOString()];
  const what = [domain, action, actorId, resourceType, resourceId, result];
  return canonicalJson([...place, ...what, ipAddress, userAgent, requestId, metadata]);
}

/** JSON in one form for one value: no spaces, members in the order of their UTF-16 names (RFC 8785). */
export function canonicalJson(value: Json): string {
  return JSON.stringify(inOrder(value));
}

/** SHA-256 over a name of the purpose and a text; no text of one purpose has the hash of another's. */
export function digest(purpose: string, text: string): Buffer {
  return createHash('sha256').update(`${purpose}\0`).update(text).digest();
}

function inOrder(value: Json): Json {
  if (typeof value !== 'object' || value === null) return value;
  if (isList(value)) return value.map(inOrder);
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  // Built as entries: a member called `__proto__` stays a member.
  return Object.fromEntries(members.map(([name, member]) => [name, member === undefined ? member : inOrder(member)]));
}

const isList = (value: Json): value is readonly Json[] => Array.isArray(value);
