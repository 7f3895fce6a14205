const maxLength = 2_000;

/** The form in which texts are compared: NFKC, lower case, single spaces. */
export function normalise(text: string): string {
  return text.slice(0, maxLength).normalize('NFKC').toLowerCase().replaceAll(/\s+/g, ' ').trim();
}

/** Every character and every pair of neighbours of a normalised text: Japanese has no spaces to split at. */
export function termsOf(normalised: string): string[] {
  const terms = new Set<string>();
  for (const word of normalised.split(' ')) {
    const characters = [...word];
    characters.forEach((character, index) => {
      terms.add(character);
      const next = characters[index + 1];
      if (next !== undefined) terms.add(character + next);
    });
  }
  return [...terms];
}

/** The terms that a text must have to contain what is searched for; the text itself is checked afterwards. */
export function queryTerms(normalised: string): string[] {
  const pairs = termsOf(normalised).filter((term) => [...term].length === 2);
  return pairs.length > 0 ? pairs : termsOf(normalised);
}

/**
 * Names a tenant's terms in the index that all tenants share: 32 bits of FNV-1a over tenant and term. A search so reads the entries of one tenant alone,
 * and the index holds no text. Two terms may share a name: that costs a look at the text, not a wrong answer.
 */
export function createTermNames(tenantId: string): (term: string) => string {
  const start = fnv1a(2_166_136_261, tenantId);
  // Texts of one tenant share most of their terms.
  const names = new Map<string, string>();
  return (term) => {
    const name = names.get(term) ?? (fnv1a(start, term) >>> 0).toString(36);
    names.set(term, name);
    return name;
  };
}

function fnv1a(start: number, text: string): number {
  let hash = start;
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 16_777_619);
  return hash;
}
