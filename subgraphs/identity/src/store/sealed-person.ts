import { sql, type Sql } from '@conea/platform';
import { createPersonalSeal, personalPlaces, type PersonalData } from '../domain/personal-data.ts';

/** A row of users as it is kept. */
export type SealedPerson = {
  id: string;
  sealedEmail: string | null;
  clearEmail: string | null;
  sealedName: string | null;
  clearName: string | null;
};

/** Of `users as person`. */
export const personColumns = sql`
  person.sealed_email as "sealedEmail", person.email as "clearEmail", person.sealed_name as "sealedName", person.name as "clearName"`;

/** Whether `users as person` has an address, sealed or not yet. */
export const addressMatches = (emailKey: string, hashes: readonly string[]): Sql =>
  sql`(person.email_index = any(${hashes}) or person.email_key = ${emailKey})`;

/** Seals and opens what tells who a person is, under a data key of theirs. */
export function createPersonSeal(personal: Pick<PersonalData, 'envelope'>) {
  const email = createPersonalSeal(personal, personalPlaces.userEmail);
  const called = createPersonalSeal(personal, personalPlaces.userName);
  const rowOf = (id: string) => ({ ownerId: id, rowId: id });
  return {
    sealAddress: (id: string, address: string) => email.seal(rowOf(id), address),
    sealName: (id: string, name: string) => called.seal(rowOf(id), name),
    open: async <Row extends SealedPerson>({ sealedEmail, clearEmail, sealedName, clearName, ...row }: Row) => {
      const [address, name] = await Promise.all([
        email.open(rowOf(row.id), { sealed: sealedEmail, clear: clearEmail }),
        called.open(rowOf(row.id), { sealed: sealedName, clear: clearName }),
      ]);
      return { ...row, address, name };
    },
  };
}
