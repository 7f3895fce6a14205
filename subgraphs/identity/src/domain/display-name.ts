const maxLength = 100;
// Control characters, lone surrogates, and marks that turn the direction of the text around them.
const forbidden = /[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]/u;

/** The name of a person or an organization: NFC, trimmed, 1 to 100 characters on one line; null when it is none. */
export function parseDisplayName(text: string): string | null {
  const name = text
    .slice(0, 4 * maxLength)
    .normalize('NFC')
    .trim();
  const length = [...name].length;
  const isName = length >= 1 && length <= maxLength && text.length <= 4 * maxLength && !forbidden.test(name);
  return isName ? name : null;
}
