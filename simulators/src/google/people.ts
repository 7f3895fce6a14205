import { randomInt } from 'node:crypto';

/** A Google account. `hd` is the domain of a Workspace account. */
export type Person = {
  sub: string;
  email: string;
  email_verified: boolean;
  name: string;
  given_name: string;
  family_name: string;
  hd?: string;
};

const aiko: Person = {
  ...{ sub: '108205483917204413981', email: 'aiko.tanaka@gmail.com', email_verified: true },
  ...{ name: 'Aiko Tanaka', given_name: 'Aiko', family_name: 'Tanaka' },
};
const demo: Person = {
  ...{ sub: '114920017365528190334', email: 'demo@conea.example', email_verified: true, hd: 'conea.example' },
  ...{ name: 'Demo User', given_name: 'Demo', family_name: 'User' },
};
const mika: Person = {
  ...{ sub: '101774420958811362207', email: 'mika@example.org', email_verified: false },
  ...{ name: 'Mika Unverified', given_name: 'Mika', family_name: 'Unverified' },
};
/** Whose address only looks like that of the demo user: its first `e` is Cyrillic. */
const lookalike: Person = {
  ...{ sub: '117003958812640071529', email: 'd\u0435mo@conea.example', email_verified: true },
  ...{ name: 'Demo Lookalike', given_name: 'Demo', family_name: 'Lookalike' },
};

/** Those who can be chosen. */
export function createPeople() {
  const people = new Map([aiko, demo, mika, lookalike].map((person) => [person.sub, person]));
  return {
    list: () => [...people.values()],
    find: (sub: string): Person | null => people.get(sub) ?? null,
    /** Somebody else, or new facts about somebody with this `sub`. */
    put: (person: Partial<Person> & { email: string }): Person => {
      const sub = person.sub ?? `1${Array.from({ length: 20 }, () => randomInt(10)).join('')}`;
      const made = { ...aiko, ...person, sub };
      people.set(sub, made);
      return made;
    },
  };
}

export type People = ReturnType<typeof createPeople>;
