import { randomInt } from 'node:crypto';

export type Email = { email: string; primary: boolean; verified: boolean; visibility: 'public' | 'private' | null };

/** A GitHub account. Its id stays, its login may change. */
export type Person = { id: number; login: string; name: string | null; emails: readonly Email[] };

const aiko: Person = {
  ...{ id: 8_120_455, login: 'aiko-t', name: 'Aiko Tanaka' },
  emails: [
    { email: 'aiko.tanaka@gmail.com', primary: true, verified: true, visibility: 'private' },
    { email: '8120455+aiko-t@users.noreply.github.com', primary: false, verified: true, visibility: null },
  ],
};
/** Whose primary address is the demo user's, and not verified. */
const mallory: Person = {
  ...{ id: 91_733_002, login: 'mallory', name: 'Mallory' },
  emails: [
    { email: 'demo@conea.example', primary: true, verified: false, visibility: 'public' },
    { email: 'mallory@example.net', primary: false, verified: true, visibility: null },
  ],
};

/** Those who can be chosen. */
export function createPeople() {
  const people = new Map([aiko, mallory].map((person) => [String(person.id), person]));
  return {
    list: () => [...people.values()],
    find: (id: string): Person | null => people.get(id) ?? null,
    /** Somebody else, or new facts about somebody with this id; the address is primary and verified unless others are given. */
    put: ({ email, ...person }: Partial<Person> & { email: string }): Person => {
      const id = person.id ?? randomInt(100_000_000, 999_999_999);
      const emails = [{ email, primary: true, verified: true, visibility: null }];
      const made = { ...aiko, emails, ...person, id, login: person.login ?? `person-${id}` };
      people.set(String(id), made);
      return made;
    },
  };
}

export type People = ReturnType<typeof createPeople>;
