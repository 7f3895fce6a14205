import type { Content, Resource } from './records.ts';

/** What records say of a person. */
const personalFields = {
  orders: ['email', 'shippingAddress'],
  products: [],
  customers: ['name', 'email', 'phone', 'address'],
} as const satisfies Record<Resource, readonly string[]>;

type Fields = Record<string, unknown>;

/** A record in two parts; `personal` is null when it says nothing of a person. */
export type SplitRecord = { record: Fields; personal: Fields | null };

/** Leaves null where a record says something of a person: who reads it without the other part reads the record of nobody. */
export function splitPersonal(resource: Resource, content: Content | Fields): SplitRecord {
  const [record, personal]: [Fields, Fields] = [{}, {}];
  const isPersonal = new Set<string>(personalFields[resource]);
  for (const [field, value] of Object.entries(content)) {
    record[field] = isPersonal.has(field) ? null : value;
    if (isPersonal.has(field) && value !== null) personal[field] = value;
  }
  return { record, personal: Object.keys(personal).length > 0 ? personal : null };
}
