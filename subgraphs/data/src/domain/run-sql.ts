import type { CompiledPipeline, Field } from './compile-pipeline.ts';
import type { CsvFormat } from './csv-header.ts';
import { unescaped } from './csv-normal-form.ts';
import { jsonSelection } from './row-json.ts';
import { literal } from './sql-text.ts';

/** The files of a run, as paths. */
export type RunFiles = {
  /** Well-formed rows in normal form, and the places of what is no row. */
  rows: string;
  problems: string;
  /** What becomes of every row: `n` row number, `start` and `length` in the file, `reasons` or null, fields `f<n>`. */
  results: string;
  /** Groups: `n` their order, `a<n>` what they are grouped by and their figures. */
  groups: string;
};

const parquet = `(format parquet, compression zstd)`;
const place = `n: 'BIGINT', start: 'BIGINT', length: 'INTEGER'`;
const plainText = `auto_detect = false, header = false, quote = '', escape = '', new_line = '\\n', nullstr = '', strict_mode = true`;
const limits = 'max_line_size = 8388608, buffer_size = 33554432';

/** Validates and maps every row: one pass over the rows, in the order of the file. */
export function transformSql(
  pipeline: CompiledPipeline,
  format: CsvFormat,
  isEscaped: boolean,
  files: RunFiles,
): string {
  const names = format.columns.map((_, index) => `c${index}`);
  const types = names.map((name) => `${name}: 'VARCHAR'`).join(', ');
  const cells = names.map((name) => (isEscaped ? `${unescaped(name)} as ${name}` : name)).join(', ');
  return `copy (
    with input as (
      select n, start, length, ${cells}
      from read_csv(${literal(files.rows)}, delim = ${literal(format.delimiter)}, ${plainText}, ${limits},
        columns = {${place}, ${types}})
    ), ${checkedAndMapped(pipeline, 'n, start, length')}
    select ${list(
      'n, start, length, reasons',
      pipeline.fields.map((_, index) => `f${index}`),
    )} from mapped
    union all
    select ${list(
      `n, start, length, [{'path': null::varchar, 'message': problem}]`,
      pipeline.fields.map(() => 'null'),
    )}
    from read_csv(${literal(files.problems)}, delim = '\\t', ${plainText}, columns = {${place}, problem: 'VARCHAR'})
  ) to ${literal(files.results)} ${parquet}`;
}

/** Validates and maps rows that are given as texts; `n` is their place in the list. */
export function evaluateSql(pipeline: CompiledPipeline, rows: readonly (readonly (string | null)[])[]): string {
  const value = (cell: string | null) => (cell === null || cell === '' ? 'null::varchar' : literal(cell));
  const given = rows.map((cells, index) => `(${list(String(index), cells.map(value))})`);
  const names = ['n', ...(rows[0] ?? []).map((_, index) => `c${index}`)];
  return `with input as (select * from (values ${given.join(', ')}) as given (${names.join(', ')})),
    ${checkedAndMapped(pipeline, 'n')}
    select ${list('n, reasons', jsonSelection(pipeline.fields, 'f'))} from mapped order by n`;
}

/** Measures the groups of the rows that came through; their order is the order of what they are grouped by. */
export function aggregateSql(aggregate: NonNullable<CompiledPipeline['aggregate']>, files: RunFiles): string {
  const { keys, values } = aggregate;
  const named = values.map((sql, index) => `${sql} as a${index}`).join(', ');
  const order = keys.map((_, index) => `a${index} nulls first`).join(', ');
  return `copy (
    select row_number() over (${order && `order by ${order}`}) as n, *
    from (
      select ${named} from read_parquet(${literal(files.results)}) where reasons is null
      ${keys.length > 0 ? `group by ${keys.join(', ')}` : ''}
    )
  ) to ${literal(files.groups)} ${parquet}`;
}

/** How many rows there are, and how many came through. */
export function countSql(files: RunFiles): string {
  return `select count(*), count(*) filter (where reasons is null) from read_parquet(${literal(files.results)})`;
}

function checkedAndMapped({ values, violations, failures }: CompiledPipeline, keys: string): string {
  const fields = values.map((sql, index) => `${sql} as f${index}`);
  return `checked as (
      select *, ${violations} as violations, ${failures} as failures from input
    ), mapped as (
      select ${list(`${keys}, coalesce(violations, failures) as reasons`, fields)} from checked
    )`;
}

function list(first: string, others: readonly string[]): string {
  return [first, ...others].join(', ');
}

/** A page of rows that came through, behind row number `after`. */
export function rowPageSql(fields: readonly Field[], results: string, page: { after: number; limit: number }): string {
  return `select ${list('n', jsonSelection(fields, 'f'))} from read_parquet(${literal(results)})
    where reasons is null and n > ${page.after} order by n limit ${page.limit}`;
}

/** A page of rejected rows, behind row number `after`. */
export function quarantinePageSql(results: string, page: { after: number; limit: number }): string {
  return `select n, start, length, reasons from read_parquet(${literal(results)})
    where reasons is not null and n > ${page.after} order by n limit ${page.limit}`;
}

/** A page of groups, behind group number `after`. */
export function groupPageSql(fields: readonly Field[], groups: string, page: { after: number; limit: number }): string {
  return `select ${list('n', jsonSelection(fields, 'a'))} from read_parquet(${literal(groups)})
    where n > ${page.after} order by n limit ${page.limit}`;
}
