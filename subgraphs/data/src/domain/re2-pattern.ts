/*
 * A JSON Schema pattern is an ECMAScript regular expression (with the flag `u`). The engine matches with RE2, which needs linear time
 * whatever the pattern and the text: nobody can stop a run with a pattern that backtracks. The two agree on most of the syntax; what
 * they write differently is translated, what RE2 cannot do is refused.
 */

export type Re2Pattern = { ok: true; pattern: string } | { ok: false; problem: string };

const whiteSpace = String.raw`\t\n\x{b}\f\r \x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}\x{feff}`;
const lineEnds = String.raw`\n\r\x{2028}\x{2029}`;

type Rule = { match: RegExp; write: (match: RegExpExecArray, isInClass: boolean) => string };

const hex = (digits: string | undefined) => String.raw`\x{${digits ?? ''}}`;
const refuse = (what: string) => (): never => {
  throw new Unsupported(what);
};

/** Tried in this order at each position; whatever none of them matches is the same in both. */
const rules: Rule[] = [
  { match: /\\u\{([0-9a-f]+)\}/iy, write: ([, digits]) => hex(digits) },
  { match: /\\u(d[89ab][0-9a-f]{2})\\u(d[c-f][0-9a-f]{2})/iy, write: ([, high, low]) => hex(codePoint(high, low)) },
  { match: /\\ud[89a-f][0-9a-f]{2}/iy, write: refuse('half of a surrogate pair') },
  { match: /\\u([0-9a-f]{4})/iy, write: ([, digits]) => hex(digits) },
  { match: /\\v/y, write: () => hex('b') },
  { match: /\\0/y, write: refuse('NUL') },
  { match: /\\c/y, write: refuse('a control character') },
  { match: /\\k|\\[1-9]/y, write: refuse('a back-reference') },
  { match: /\\s/y, write: (_, isInClass) => (isInClass ? whiteSpace : `[${whiteSpace}]`) },
  { match: /\\S/y, write: (_, isInClass) => (isInClass ? refuse('`\\S` in brackets')() : `[^${whiteSpace}]`) },
  { match: /\\b/y, write: (_, isInClass) => (isInClass ? hex('8') : String.raw`\b`) },
  { match: /\\([pP])\{(?:(?:Script|sc|General_Category|gc)=)?(\w+)\}/y, write: ([, p, name]) => `\\${p}{${name}}` },
  { match: /\\./suy, write: ([escaped]) => escaped },
  { match: /\(\?<?[=!]/y, write: ([whole], isInClass) => (isInClass ? whole : refuse('look-around')()) },
  { match: /\(\?<(\w+)>/y, write: ([whole, name], isInClass) => (isInClass ? whole : `(?P<${name}>`) },
  { match: /\[\^?\]/y, write: ([whole], isInClass) => (isInClass ? whole : refuse('empty brackets')()) },
  { match: /\[/y, write: (_, isInClass) => (isInClass ? String.raw`\[` : '[') },
  { match: /\./y, write: (_, isInClass) => (isInClass ? '.' : `[^${lineEnds}]`) },
];

/** Writes an ECMAScript pattern for RE2, or says in words for the author why that is not possible. */
export function toRe2(pattern: string): Re2Pattern {
  try {
    new RegExp(pattern, 'u');
    return { ok: true, pattern: translate(pattern) };
  } catch (error) {
    if (error instanceof Unsupported)
      return { ok: false, problem: `The pattern uses ${error.message}, which is not supported.` };
    return { ok: false, problem: 'The pattern is not a regular expression.' };
  }
}

class Unsupported extends Error {}

function translate(pattern: string): string {
  let output = '';
  let isInClass = false;
  for (let at = 0; at < pattern.length;) {
    const { text, written } = translateAt(pattern, at, isInClass);
    if (text === '[' && !isInClass) isInClass = true;
    else if (text === ']') isInClass = false;
    output += written;
    at += text.length;
  }
  return output;
}

function translateAt(pattern: string, at: number, isInClass: boolean): { text: string; written: string } {
  for (const { match, write } of rules) {
    match.lastIndex = at;
    const found = match.exec(pattern);
    if (found) return { text: found[0], written: write(found, isInClass) };
  }
  const text = pattern.charAt(at);
  return { text, written: text };
}

function codePoint(high = '', low = ''): string {
  return ((parseInt(high, 16) - 0xd800) * 0x400 + (parseInt(low, 16) - 0xdc00) + 0x10000).toString(16);
}
