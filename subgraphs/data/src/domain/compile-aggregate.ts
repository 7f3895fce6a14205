import type { Aggregate, DefinitionProblem, Measure } from './definition.ts';
import type { Field } from './compile-pipeline.ts';
import type { ValueType } from './sql-text.ts';

/** Groups and their figures over mapped rows; output n is `a<n>`: first what is grouped by, then the figures. */
export type CompiledAggregate = {
  fields: Field[];
  values: string[];
  /** The fields that make a group, as expressions. */
  keys: string[];
};

export type AggregateCompilation =
  { ok: true; aggregate: CompiledAggregate } | { ok: false; problems: DefinitionProblem[] };

/** Compiles an aggregate step over fields `f<n>`. */
export function compileAggregate({ groupBy, measures }: Aggregate, fields: readonly Field[]): AggregateCompilation {
  const problems: DefinitionProblem[] = [];
  const find = (name: string, path: (string | number)[]): { sql: string; type: ValueType } => {
    const index = fields.findIndex((field) => field.name === name);
    if (index < 0) problems.push({ path: ['aggregate', ...path], message: `There is no field \`${name}\`.` });
    return { sql: `f${index}`, type: fields[index]?.type ?? 'text' };
  };
  const keys = groupBy.map((name, index) => ({ name, ...find(name, ['groupBy', index]) }));
  const figures = measures.map((measure, index) => {
    const field = measure.field === null ? null : find(measure.field, ['measures', index, 'field']);
    const result = figureOf(measure, field);
    if (result.ok) return { name: measure.as, ...result };
    problems.push({ path: ['aggregate', 'measures', index], message: result.message });
    return { name: measure.as, sql: 'null', type: 'text' as const };
  });
  const all = [...keys, ...figures];
  problems.push(...findDuplicates(all, groupBy.length));
  if (problems.length > 0) return { ok: false, problems };
  return {
    ok: true,
    aggregate: {
      fields: all.map(({ name, type }) => ({ name, type })),
      values: all.map(({ sql }) => sql),
      keys: keys.map(({ sql }) => sql),
    },
  };
}

type Figure = { ok: true; sql: string; type: ValueType } | { ok: false; message: string };

function figureOf(measure: Measure, field: { sql: string; type: ValueType } | null): Figure {
  const number = (sql: string): Figure => ({ ok: true, sql: `cast(${sql} as decimal(38, 10))`, type: 'number' });
  if (field === null) {
    if (measure.function === 'COUNT') return number('count(*)');
    return { ok: false, message: `${measure.function} needs a \`field\`.` };
  }
  const { sql, type } = field;
  switch (measure.function) {
    case 'COUNT':
      return number(`count(${sql})`);
    case 'COUNT_DISTINCT':
      return number(`count(distinct ${sql})`);
    case 'MIN':
    case 'MAX':
      return { ok: true, sql: `${measure.function}(${sql})`, type };
    default:
      if (type !== 'number') {
        const message = `${measure.function} needs numbers, and \`${measure.field}\` is none: read it with NUMBER.`;
        return { ok: false, message };
      }
      // Exact, and the same in whatever order rows are added; avg() would add doubles.
      return number(
        measure.function === 'SUM' ? `sum(${sql})` : `cast(sum(${sql}) as double) / nullif(count(${sql}), 0)`,
      );
  }
}

function findDuplicates(all: readonly { name: string }[], groups: number): DefinitionProblem[] {
  return all.flatMap(({ name }, index) => {
    if (all.findIndex((other) => other.name === name) === index) return [];
    const path = index < groups ? ['groupBy', index] : ['measures', index - groups, 'as'];
    return [{ path: ['aggregate', ...path], message: `The name \`${name}\` is used twice.` }];
  });
}
