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
