import type { Caller } from './caller.ts';
import type { AuditedRead, RecordRead } from './read-audit.ts';
import type { BeforeAnswer } from './subgraph/before-answer.ts';

/** Notes that an answer shows something of a thing that the audit trail tells of; `type` is that of the schema. */
export type NoteRead = (type: string, id: string) => void;

/**
 * Gathers what one answer shows, and has the audit trail know before it goes out: one event for each type of thing, such as `order.read`, with the id of
 * the only one or with how many there were.
 */
export function createOperationReads(caller: Caller, beforeAnswer: BeforeAnswer, recordRead: RecordRead): NoteRead {
  const seen = new Map<string, Set<string>>();
  beforeAnswer(async () => {
    await Promise.all([...seen].map(([type, ids]) => recordRead(caller, readOf(type, ids))));
  });
  return (type, id) => {
    const ids = seen.get(type) ?? new Set();
    seen.set(type, ids.add(id));
  };
}

function readOf(type: string, ids: ReadonlySet<string>): AuditedRead {
  const [id = null] = ids.size === 1 ? ids : [];
  const noun = type.replace(/(?<=.)[A-Z]/g, (letter) => `_${letter}`).toLowerCase();
  return { action: `${noun}.read`, resource: { type, id }, metadata: { count: ids.size } };
}
