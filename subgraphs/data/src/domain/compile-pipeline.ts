import { compileAggregate, type CompiledAggregate } from './compile-aggregate.ts';
import type { Definition, DefinitionProblem, MapField } from './definition.ts';
import { typeOf, type RowSchema } from './row-schema.ts';
import { schemaChecks } from './schema-checks.ts';
import { asDecimal, bounded, reasonsOf, TooLarge, type Check, type Expression, type ValueType } from './sql-text.ts';
import { applyTransform, read, UnfitTransform, type TransformScope } from './transforms.ts';

/** A field of the rows that a pipeline makes. */
export type Field = { name: string; type: ValueType };

/** A pipeline for files with certain columns. Column n of the file is `c<n>` in its SQL, field n of the new row is `f<n>`. */
export type CompiledPipeline = {
  fields: Field[];
  /** Expressions over the file's columns, one for each field. */
  values: string[];
  /** What the validate step rejects, and what cannot be mapped: lists of reasons over the file's columns, null without any. */
  violations: string;
  failures: string;
  aggregate: CompiledAggregate | null;
};

export type Compilation = { ok: true; pipeline: CompiledPipeline } | { ok: false; problems: DefinitionProblem[] };

/** Compiles a definition for a file with these columns to SQL of the engine; the problems name the wrong parts. */
export function compilePipeline(definition: Definition, columns: readonly string[]): Compilation {
  try {
    return compile(definition, columns);
  } catch (error) {
    if (!(error instanceof TooLarge)) throw error;
    return {
      ok: false,
      problems: [{ path: [], message: 'The steps are too much for one pipeline: make them simpler.' }],
    };
  }
}

/** The columns that a file must have: whatever the steps name and cannot do without. */
export function requiredColumns({ validate, map, aggregate }: Definition): string[] {
  const mapped = map?.fields.flatMap(({ from, transforms }) => [
    ...(from === null ? [] : [from]),
    ...transforms.flatMap(({ columns }) => columns ?? []),
  ]);
  const measured = [...(aggregate?.groupBy ?? []), ...(aggregate?.measures ?? []).flatMap(({ field }) => field ?? [])];
  return [...new Set([...(validate?.schema.required ?? []), ...(mapped ?? measured)])];
}

function compile(definition: Definition, columns: readonly string[]): Compilation {
  const schema = definition.validate?.schema ?? {};
  const texts = new Map(columns.map((name, index) => [name, `c${index}`]));
  const problems: DefinitionProblem[] = [];
  const checks: Check[] = [];
  const column = createColumnReader(schema, texts, checks);
  const mapFields = definition.map?.fields ?? columns.map(asItIs);
  const expressions = mapFields.map((field, index) => {
    const result = compileField(field, column, checks);
    if (result.ok) return result.value;
    problems.push({ path: ['map', 'fields', index, ...result.path], message: result.message });
    return unknown;
  });
  problems.push(...findDuplicates(mapFields));
  const fields = mapFields.map(({ to }, index) => ({ name: to, type: expressions[index]?.type ?? 'text' }));
  const aggregate = definition.aggregate && compileAggregate(definition.aggregate, fields);
  if (aggregate?.ok === false) problems.push(...aggregate.problems);
  if (problems.length > 0) return { ok: false, problems };
  const violations = reasonsOf(schemaChecks(schema, texts));
  const failures = reasonsOf(withoutRepeats(checks));
  const values = expressions.map(({ sql }) => sql);
  bounded([violations, failures, ...values].join());
  return {
    ok: true,
    pipeline: { fields, values, violations, failures, aggregate: aggregate?.ok ? aggregate.aggregate : null },
  };
}

const asItIs = (name: string): MapField => ({ to: name, from: name, transforms: [] });
const unknown: Expression = { sql: 'null::varchar', type: 'text' };

type Column = (name: string) => Expression;

/** Reads columns as the schema types them: numbers exactly, anything without a type as a text. */
function createColumnReader(schema: RowSchema, texts: ReadonlyMap<string, string>, checks: Check[]): Column {
  return (name) => {
    const sql = texts.get(name) ?? 'null::varchar';
    const property = Object.entries(schema.properties ?? {}).find(([key]) => key === name)?.[1];
    const type = property && typeOf(property);
    if (type === 'boolean') return { sql: `(${sql} = 'true')`, type: 'boolean' };
    if (type !== 'number' && type !== 'integer') return { sql, type: 'text' };
    const scope: TransformScope = { path: name, column: () => unknown, checks };
    return read(sql, { sql: asDecimal(sql), type: 'number' }, scope);
  };
}

type CompiledField = { ok: true; value: Expression } | { ok: false; path: (string | number)[]; message: string };

function compileField({ from, to, transforms }: MapField, column: Column, checks: Check[]): CompiledField {
  let value = from === null ? null : column(from);
  const scope: TransformScope = { path: from ?? to, column, checks };
  for (const [index, transform] of transforms.entries()) {
    try {
      value = applyTransform(value, transform, scope);
    } catch (error) {
      if (error instanceof UnfitTransform) return { ok: false, path: ['transforms', index], message: error.message };
      throw error;
    }
  }
  if (value !== null) return { ok: true, value };
  return { ok: false, path: ['from'], message: 'The field has no value: give it a `from`, or begin with CONSTANT.' };
}

function findDuplicates(fields: readonly MapField[]): DefinitionProblem[] {
  return fields.flatMap(({ to }, index) =>
    fields.findIndex((other) => other.to === to) === index
      ? []
      : [{ path: ['map', 'fields', index, 'to'], message: `There is another field \`${to}\`.` }],
  );
}

function withoutRepeats(checks: readonly Check[]): Check[] {
  return [...new Map(checks.map((check) => [JSON.stringify(check), check])).values()];
}
