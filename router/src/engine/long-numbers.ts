/** A number of JSON with more digits than those of JavaScript have. `JSON.stringify` writes it down as it was. */
export type LongNumber = { readonly rawJSON: string };

/** ECMAScript's source text access, which Node 24 has and the types of TypeScript have not. */
type SourceText = {
  rawJSON(text: string): LongNumber;
  isRawJSON(value: unknown): value is LongNumber;
  parse(text: string, reviver?: typeof keepLongNumber): unknown;
};

const hasSourceText = (json: object): json is SourceText => 'rawJSON' in json && 'isRawJSON' in json;
const json: SourceText = hasSourceText(JSON) ? JSON : missing();

export const isLongNumber = (value: unknown): value is LongNumber => json.isRawJSON(value);

/** Parses JSON without the loss of a digit; what has no long number costs no more than without that. */
export function parseExactly(text: string): unknown {
  return hasLongNumber(text) ? json.parse(text, keepLongNumber) : json.parse(text);
}

/** For `JSON.parse`, also that of libraries. */
export function keepLongNumber(_key: string, value: unknown, context?: { source?: string }): unknown {
  const source = context?.source;
  if (typeof value !== 'number' || source === undefined || source.length < minDigits) return value;
  if (Number.isSafeInteger(value) || String(value) === source) return value;
  return (source.match(/\d/g) ?? []).length < minDigits ? value : json.rawJSON(source);
}

/** Below 2^53, which has 16 digits, nothing is lost; so are 15 digits anywhere. */
const minDigits = 16;
/** A number that JavaScript itself has written has no more, but for zeros in front. */
const maxDigits = 17;
const [zero, nine, dot, quote] = [0x30, 0x39, 0x2e, 0x22] as const;

/** Whether there may be one, also inside a string. So many digits in a row have one at a multiple of their number: only there is looked. */
export function hasLongNumber(text: string): boolean {
  for (let at = 0; at < text.length; at += minDigits) {
    const code = text.charCodeAt(at);
    if ((code >= zero && code <= nine) || code === dot) {
      const end = endOfRun(text, at);
      if (isLongRun(text, at, end)) return true;
      at += Math.floor((end - at) / minDigits) * minDigits;
    }
  }
  return false;
}

const isInRun = (code: number) => (code >= zero && code <= nine) || code === dot;

function endOfRun(text: string, at: number): number {
  let end = at;
  while (isInRun(text.charCodeAt(end))) end++;
  return end;
}

function isLongRun(text: string, at: number, end: number): boolean {
  let start = at;
  while (isInRun(text.charCodeAt(start - 1))) start--;
  if (end - start < minDigits || text.charCodeAt(start - 1) === quote) return false;
  const isDecimal = text.slice(start, end).includes('.');
  return !isDecimal || text.slice(start, end).replace(/^[0.]+/, '').length > maxDigits + 1;
}

function missing(): never {
  throw new Error('this router needs JSON.rawJSON, which Node 24 has');
}
