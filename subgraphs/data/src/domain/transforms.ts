import type { Transform, TransformKind } from './definition.ts';
import {
  asDecimal,
  asText,
  bounded,
  extract,
  literal,
  type Check,
  type Expression,
  type ValueType,
} from './sql-text.ts';

/** What transforms work with: columns by name, and a place for what can go wrong in a row. */
export type TransformScope = {
  /** The name that reasons carry. */
  path: string;
  column(name: string): Expression;
  checks: Check[];
};

/** A transform that does not fit; its message is for the author of the definition. */
export class UnfitTransform extends Error {}

type Arguments = 'columns' | 'separator' | 'value' | 'format' | 'digits' | 'unit';

const allowed: Partial<Record<TransformKind, { required?: Arguments[]; optional?: Arguments[] }>> = {
  REMOVE: { required: ['value'] },
  DATE: { optional: ['format'] },
  DATE_TIME: { optional: ['format'] },
  ROUND: { required: ['digits'] },
  TRUNCATE: { required: ['unit'] },
  CONCAT: { required: ['columns'], optional: ['separator'] },
  COALESCE: { required: ['columns'] },
  CONSTANT: { required: ['value'] },
  DEFAULT: { required: ['value'] },
};

const argumentNames = ['columns', 'separator', 'value', 'format', 'digits', 'unit'] as const;

/** The value after a transform; `value` is null when the field has no column to begin with. Throws UnfitTransform. */
export function applyTransform(value: Expression | null, transform: Transform, scope: TransformScope): Expression {
  checkArguments(transform);
  switch (transform.kind) {
    case 'CONSTANT':
      return { sql: literal(transform.value ?? ''), type: 'text' };
    case 'CONCAT':
      return concat(value, transform, scope);
    case 'COALESCE':
      return coalesce(value, transform, scope);
    default:
      if (value === null) throw new UnfitTransform(`${transform.kind} needs a value: give the field a \`from\`.`);
      return change(value, transform, scope);
  }
}

function checkArguments(transform: Transform): void {
  const { required = [], optional = [] } = allowed[transform.kind] ?? {};
  const missing = required.find((name) => transform[name] === null);
  if (missing) throw new UnfitTransform(`${transform.kind} needs \`${missing}\`.`);
  const extra = argumentNames.find((name) => transform[name] !== null && ![...required, ...optional].includes(name));
  if (extra) throw new UnfitTransform(`${transform.kind} takes no \`${extra}\`.`);
}

function change(value: Expression, transform: Transform, scope: TransformScope): Expression {
  const need = (...types: ValueType[]) => {
    if (!types.includes(value.type)) throw new UnfitTransform(`${transform.kind} ${unfit[value.type]}`);
    return value.sql;
  };
  switch (transform.kind) {
    case 'TRIM':
      return text(`nullif(trim(${need('text')}), '')`);
    case 'UPPER':
      return text(`upper(${need('text')})`);
    case 'LOWER':
      return text(`lower(${need('text')})`);
    case 'HALF_WIDTH':
      return text(`translate(${need('text')}, ${literal(fullWidth)}, ${literal(halfWidth)})`);
    case 'REMOVE':
      return text(`nullif(replace(${need('text')}, ${literal(transform.value ?? '')}, ''), '')`);
    case 'TEXT':
      return text(asText(value));
    case 'ROUND':
      return { sql: `cast(round(${need('number')}, ${transform.digits ?? 0}) as decimal(25, 10))`, type: 'number' };
    case 'TRUNCATE':
      return { sql: `cast(date_trunc('${transform.unit ?? ''}', ${need('date', 'dateTime')}) as date)`, type: 'date' };
    case 'NUMBER':
      return value.type === 'number' ? value : read(need('text'), { type: 'number', sql: asDecimal(value.sql) }, scope);
    case 'DATE':
      return read(need('text'), { type: 'date', sql: asDate(value.sql, transform.format) }, scope);
    case 'DATE_TIME':
      return read(need('text'), { type: 'dateTime', sql: asInstant(value.sql, transform.format) }, scope);
    default:
      return withDefault(value, transform.value ?? '');
  }
}

const unfit: Record<ValueType, string> = {
  text: 'does not work on a text: read it with NUMBER, DATE or DATE_TIME first.',
  number: 'does not work on a number.',
  boolean: 'does not work on true and false.',
  date: 'does not work on a date.',
  dateTime: 'does not work on an instant.',
};

const text = (sql: string): Expression => ({ sql, type: 'text' });

const fullWidth = `${String.fromCodePoint(...Array.from({ length: 94 }, (_, index) => 0xff01 + index))}\u3000`;
const halfWidth = `${String.fromCodePoint(...Array.from({ length: 94 }, (_, index) => 0x21 + index))} `;

const readingWords: Record<ValueType, string> = {
  text: 'is not a text',
  number: 'is not a number below 10^15',
  boolean: 'is neither `true` nor `false`',
  date: 'is not a date',
  dateTime: 'is not an instant',
};

/** A value read from a text, with the check that it could be read. */
export function read(from: string, to: Expression, { path, checks }: TransformScope): Expression {
  const isViolated = bounded(`(${from} is not null and (${to.sql}) is null)`);
  checks.push({ path, message: readingWords[to.type], isViolated });
  return to;
}

const isoDate = String.raw`^\d{4}-\d{2}-\d{2}$`;
const isoInstant = String.raw`^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}(:?\d{2})?)?$`;

function asDate(sql: string, format: string | null): string {
  if (format === null) return `try_cast(${extract(sql, isoDate)} as date)`;
  return `cast(try_strptime(${sql}, ${literal(format)}) as date)`;
}

function asInstant(sql: string, format: string | null): string {
  if (format === null) return `timezone('UTC', try_cast(${extract(sql, isoInstant)} as timestamptz))`;
  const parsed = `try_strptime(${sql}, ${literal(format)})`;
  return format.includes('%z') ? `timezone('UTC', ${parsed})` : parsed;
}

function concat(value: Expression | null, { columns, separator }: Transform, { column }: TransformScope): Expression {
  const parts = [...(value ? [value] : []), ...(columns ?? []).map(column)].map(asText);
  return text(`nullif(concat_ws(${literal(separator ?? '')}, ${parts.join(', ')}), '')`);
}

function coalesce(value: Expression | null, { columns }: Transform, { column }: TransformScope): Expression {
  const parts = [...(value ? [value] : []), ...(columns ?? []).map(column)];
  const types = new Set(parts.map(({ type }) => type));
  const [type = 'text'] = types;
  if (types.size > 1)
    throw new UnfitTransform(`COALESCE takes values of one type; these are ${[...types].join(' and ')}.`);
  return { sql: `coalesce(${parts.map(({ sql }) => sql).join(', ')})`, type };
}

const defaultPatterns: Record<ValueType, RegExp> = {
  text: /^/,
  number: /^-?\d{1,15}(\.\d{1,10})?$/,
  boolean: /^(true|false)$/,
  date: /^\d{4}-\d{2}-\d{2}$/,
  dateTime: /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,3})?Z$/,
};

const engineTypes: Record<ValueType, string> = {
  text: 'varchar',
  number: 'decimal(25, 10)',
  boolean: 'boolean',
  date: 'date',
  dateTime: 'timestamp',
};

function withDefault({ sql, type }: Expression, value: string): Expression {
  const isInstant = type === 'date' || type === 'dateTime';
  if (!defaultPatterns[type].test(value) || (isInstant && Number.isNaN(Date.parse(value))))
    throw new UnfitTransform(`${JSON.stringify(value)} ${readingWords[type]}, as the value is here.`);
  return { sql: `coalesce(${sql}, cast(${literal(value)} as ${engineTypes[type]}))`, type };
}
