import { randomUUID } from 'node:crypto';
import { v7 } from 'uuid';

/** `usr_` + the 32 hexadecimal digits of a UUIDv7: sorts by creation time, opaque to clients. */
export function newId(prefix: string): string {
  return `${prefix}_${v7().replaceAll('-', '')}`;
}

/** The same form without an order, for what is made at each request: Node keeps randomness for these in store. */
export function newRandomId(prefix: string): string {
  return `${prefix}_${randomUUID().replaceAll('-', '')}`;
}

/** Whether an untrusted string has the form of an id with this prefix. */
export function isId(prefix: string, value: string): boolean {
  return (
    value.length === prefix.length + 33 && value.startsWith(`${prefix}_`) && /^[0-9a-f]{32}$/.test(value.slice(-32))
  );
}
