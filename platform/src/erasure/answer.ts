import { z } from 'zod';
import type { ConeaEvent } from '../event.ts';
import type { DomainEvent } from '../mutations.ts';
import type { ErasureSubject } from './subject.ts';

/** What a domain keeps of somebody who is erased, by kind, and why; of a type that is not named, nothing. */
export type Kept = { readonly [Type in ErasureSubject['type']]?: Readonly<Record<string, string>> };

/** What a domain has erased and kept: numbers and reasons, and nothing about whom. */
export type ErasureAnswer = {
  erasureId: string;
  domain: string;
  counts: Readonly<Record<string, number>>;
  kept: Readonly<Record<string, string>>;
};

const data = z.object({
  erasureId: z.string(),
  counts: z.record(z.string(), z.number()),
  kept: z.record(z.string(), z.string()).default({}),
});

const type = 'personal_data.erased';

export function toErasureAnswerEvent({ erasureId, domain, counts, kept }: ErasureAnswer): DomainEvent {
  return { type, subject: erasureId, data: { erasureId, domain, counts, kept } };
}

/** Reads an answer from an event of the domain that gives it; null when it is something else. */
export function parseErasureAnswer({ type: eventType, source, data: given }: ConeaEvent): ErasureAnswer | null {
  const domain = source.slice(1);
  if (eventType !== `conea.${domain}.${type}`) return null;
  return { ...data.parse(given), domain };
}
