import { guessedPasswords } from './guessed-passwords.ts';

const minLength = 12;
const maxLength = 256;
// Rows of keyboards and the sequences people type, each repeated so that a run may wrap around.
const sequences = [
  '01234567890123456789',
  'abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz',
  'qwertyuiop[]asdfghjkl;zxcvbnm,./',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik,9ol.0p;/',
  '1q2w3e4r5t6y7u8i9o0p',
  'a1b2c3d4e5f6g7h8i9j0',
];
const leet: Record<string, string> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
};

/**
 * Why a password is refused, or null. Length and guessability count, not kinds of characters (NIST SP 800-63B, section 3.1.1.2):
 * 12 to 256 characters; not a common word, the owner's own words, one repeated piece or a run of keys. A few digits around a word
 * do not help; ten that follow no pattern do.
 */
export function findWeakness(password: string, ownWords: readonly string[]): string | null {
  const length = [...password.normalize('NFKC')].length;
  if (length < minLength) return `The password has at least ${minLength} characters.`;
  if (length > maxLength) return `The password has at most ${maxLength} characters.`;
  const text = password.normalize('NFKC').toLowerCase();
  if (isRepetition(text) || isSequence(text))
    return 'The password is a simple pattern. Choose one that is hard to guess.';
  if (coresOf(text).some((core) => guessedPasswords.has(core))) {
    return 'The password is among the first that are guessed. Choose another one.';
  }
  const own = ownWords.map((word) => lettersOf(word.toLowerCase())).filter((word) => word.length >= 4);
  if (coresOf(text).some((core) => own.includes(core)))
    return 'The password is your name or address. Choose another one.';
  return null;
}

/** The word inside digits and punctuation, as typed and with look-alike characters read as letters; a doubled word counts as one. */
function coresOf(text: string): string[] {
  const inner = text.replaceAll(/^[^\p{L}]+|[^\p{L}]+$/gu, '');
  const outer = text.replace(inner, '');
  const isOuterRandom = outer.length >= 10 && !isRepetition(outer) && !isSequence(outer);
  const forms = isOuterRandom ? [readLeet(text)] : [inner, readLeet(inner), readLeet(text)];
  return forms.map(lettersOf).flatMap((core) => {
    const half = core.slice(0, core.length / 2);
    return half.repeat(2) === core ? [core, half] : [core];
  });
}

function readLeet(text: string): string {
  return [...text].map((character) => leet[character] ?? character).join('');
}

function lettersOf(text: string): string {
  return text.replaceAll(/[^\p{L}]/gu, '');
}

/** A piece of up to a third of the password, again and again. */
function isRepetition(text: string): boolean {
  for (let size = 1; size <= text.length / 3; size++) {
    if (
      text
        .slice(0, size)
        .repeat(Math.ceil(text.length / size))
        .startsWith(text)
    )
      return true;
  }
  return false;
}

function isSequence(text: string): boolean {
  const forms = [text, [...text].toReversed().join('')];
  return forms.some((form) => sequences.some((sequence) => sequence.repeat(2).includes(form)));
}
