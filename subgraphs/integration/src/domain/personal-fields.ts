import type { Content, Resource } from './records.ts';

/** What records say of a person, and what stands for it when nothing is known. */
export const personalFields = {
  orders: { email: null, shippingAddress: null },
  products: {},
  customers: { name: null, email: null, phone: null, address: null },
} as const satisfies Record<Resource, Record<string, null>>;

type Fields = Record<string, unknown>;

/** A record in two parts; `personal` is null when it says nothing of a person. */
export type SplitRecord = { record: Fields; personal: Fields | null };

/** Takes what it says of a person out of a record. */
export function splitPersonal(resource: Resource, content: Content | Fields): SplitRecord {
  const [record, personal]: [Fields, Fields] = [{}, {}];
  for (const [field, value] of Object.entries(content)) {
    if (!(field in personalFields[resource])) record[field] = value;
    else if (value !== null) personal[field] = value;
  }
  return { record, personal: Object.keys(personal).length > 0 ? personal : null };
}
