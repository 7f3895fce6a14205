/** A text as a literal of the engine's SQL. Names never get into SQL: columns are numbered. */
export function literal(text: string): string {
  if (text.includes('\0')) throw new TypeError('a text with NUL cannot be a literal');
  return `'${text.replaceAll("'", "''")}'`;
}

/** What a value is in the engine: varchar, decimal(25, 10), boolean, date, timestamp in UTC. */
export type ValueType = 'text' | 'number' | 'boolean' | 'date' | 'dateTime';

/** An expression of the engine's SQL and what it gives; an empty value is null. */
export type Expression = { sql: string; type: ValueType };

/** A condition of the engine's SQL that is true for rows with something wrong, and what is wrong with them. */
export type Check = { path: string | null; message: string; isViolated: string };

const numberPattern = String.raw`^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$`;

// An extraction without a match is an empty text, and that casts to null.
const decimalNotation = (text: string) => extract(text, numberPattern);

/** The text where it matches a pattern of the engine as a whole, else an empty text. */
export function extract(text: string, pattern: string): string {
  return `regexp_extract(${text}, ${literal(pattern)})`;
}

/** Whether a text is a finite number in decimal notation. */
export function isNumber(text: string): string {
  return `coalesce(isfinite(${asDouble(text)}), false)`;
}

/** A text as a number for comparisons; null when it is none. */
export function asDouble(text: string): string {
  return `try_cast(${decimalNotation(text)} as double)`;
}

/** A text as an exact number; null when it is none, or 10^15 and more. */
export function asDecimal(text: string): string {
  // The engine casts texts to decimals of more than 18 digits fifty times slower; most numbers are shorter.
  const short = `try_cast(try_cast(${text} as decimal(18, 8)) as decimal(25, 10))`;
  const any = `try_cast(${decimalNotation(text)} as decimal(25, 10))`;
  return `(case when regexp_full_match(${text}, '[+-]?\\d{1,10}(\\.\\d{1,8})?') then ${short} else ${any} end)`;
}

/** Any value as a text: numbers without superfluous zeros, instants as RFC 3339. */
export function asText({ sql, type }: Expression): string {
  switch (type) {
    case 'text':
      return sql;
    case 'number':
      return `rtrim(rtrim(cast(${sql} as varchar), '0'), '.')`;
    case 'dateTime':
      return `strftime(${sql}, '%Y-%m-%dT%H:%M:%S.%gZ')`;
    default:
      return `cast(${sql} as varchar)`;
  }
}

/** A definition that is small to read and too large to compile. */
export class TooLarge extends Error {}

const maxLength = 500_000;

/** The condition that any of these is true. */
export function anyOf(conditions: readonly string[]): string {
  return conditions.length === 0 ? 'false' : bounded(`(${conditions.join(' or ')})`);
}

/** The text, unless it is longer than the engine should have to parse; throws TooLarge. */
export function bounded(sql: string): string {
  if (sql.length > maxLength) throw new TooLarge('the compiled definition is too large');
  return sql;
}

/** The list of what is wrong with a row, structs of path and message; null when nothing is. Only bad rows pay for the list. */
export function reasonsOf(checks: readonly Check[]): string {
  const isViolated = checks.map((check) => `coalesce(${check.isViolated}, false)`);
  const reasons = checks.map(({ path, message }, index) => {
    const struct = `{'path': ${path === null ? 'null::varchar' : literal(path)}, 'message': ${literal(message)}}`;
    return `case when ${isViolated[index] ?? 'false'} then ${struct} end`;
  });
  if (checks.length === 0) return 'null::struct(path varchar, message varchar)[]';
  return `case when ${anyOf(isViolated)} then list_filter([${reasons.join(',\n')}], lambda reason: reason is not null) end`;
}
