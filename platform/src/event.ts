import { z } from 'zod';

const event = z.object({
  specversion: z.literal('1.0'),
  id: z.string(),
  source: z.string(),
  type: z.string(),
  subject: z.string(),
  time: z.iso.datetime(),
  datacontenttype: z.literal('application/json'),
  tenantid: z.string(),
  data: z.json(),
});

/** A CloudEvents 1.0 event in its JSON form, with the extension attribute `tenantid` (an organization's id). */
export type ConeaEvent = z.infer<typeof event>;

/** Reads an event that comes from outside the process. */
export function parseEvent(value: unknown): ConeaEvent {
  return event.parse(value);
}
