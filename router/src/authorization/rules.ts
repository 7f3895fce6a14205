/** One directive at one place. `sets`: a caller needs all of one of them (outer OR, inner AND). */
export type Rule =
  | { coordinate: string; kind: 'authenticated' }
  | { coordinate: string; kind: 'scopes' | 'policies'; sets: readonly (readonly string[])[] };

/** The rules of a supergraph by coordinate, `Type` or `Type.field`; several at one place are all required. */
export type Rules = ReadonlyMap<string, readonly Rule[]>;

/** What a caller has been granted. */
export type Grant = {
  isAuthenticated: boolean;
  scopes: ReadonlySet<string>;
  /** Those of the asked policies that let the caller pass. */
  policies: ReadonlySet<string>;
};

const none: ReadonlySet<string> = new Set();

/** Passes no rule. */
export const anonymous: Grant = { isAuthenticated: false, scopes: none, policies: none };

/** Whether a caller may pass. Scopes belong to a signed-in caller; a policy may also let an anonymous one pass. */
export function isGranted(rule: Rule, grant: Grant): boolean {
  if (rule.kind === 'policies') return holdsOne(rule.sets, grant.policies);
  return grant.isAuthenticated && (rule.kind === 'authenticated' || holdsOne(rule.sets, grant.scopes));
}

function holdsOne(sets: readonly (readonly string[])[], held: ReadonlySet<string>): boolean {
  return sets.some((set) => set.every((name) => held.has(name)));
}

/** The names of all policies that are asked for. */
export function policiesOf(rules: readonly Rule[]): string[] {
  return [...new Set(rules.flatMap((rule) => (rule.kind === 'policies' ? rule.sets.flat() : [])))];
}
