import { toRe2 } from './re2-pattern.ts';
import { acceptsNull, typeOf, type CellSchema, type CellType } from './row-schema.ts';
import { combinationChecks, when } from './schema-combinations.ts';
import { formatChecks } from './text-formats.ts';
import { asDecimal, asDouble, isNumber, literal, type Check } from './sql-text.ts';

/** A property of a row: its text, null when empty; `type` is what it is read as unless a schema says otherwise. */
export type Cell = { name: string; text: string; isNullable: boolean; type: CellType | undefined };

/** Whether the property is there. */
export function isPresent({ text, isNullable }: Pick<Cell, 'text' | 'isNullable'>): string {
  return isNullable ? 'true' : `(${text} is not null)`;
}

type Condition = { message: string; isViolated: string };

/** What a JSON Schema rejects about a cell. */
export function cellChecks(schema: CellSchema, cell: Cell): Check[] {
  const type = typeOf(schema) ?? cell.type;
  const conditions = [
    ...typeConditions(schema, cell),
    ...valueConditions(schema, { ...cell, type }),
    ...(type === 'number' || type === 'integer' ? numberConditions(schema, cell.text) : []),
    ...(type === 'string' || type === undefined ? textConditions(schema, cell.text) : []),
  ];
  const combined = combinationChecks(schema, cell.name, (part) => cellChecks(part, { ...cell, type }));
  return [
    ...conditions.map((condition) => ({ path: cell.name, ...condition })),
    ...combined.map((check) => when(isPresent(cell), check)),
  ];
}

const typeWords: Record<Exclude<CellType, 'string'>, string> = {
  number: 'is not a number',
  integer: 'is not a whole number',
  boolean: 'is neither `true` nor `false`',
};

function typeConditions(schema: CellSchema, { text, isNullable }: Cell): Condition[] {
  if (schema.type === undefined) return [];
  const type = typeOf(schema);
  const isEmpty = { message: 'is empty', isViolated: `${text} is null` };
  return [
    ...(type === 'string' ? [] : [wrongType(text, type)]),
    ...(isNullable && !acceptsNull(schema) ? [isEmpty] : []),
  ];
}

function wrongType(text: string, type: Exclude<CellType, 'string'> | undefined): Condition {
  if (type === undefined) return { message: 'is not empty', isViolated: `${text} is not null` };
  return { message: typeWords[type], isViolated: `${text} is not null and not ${hasType(text, type)}` };
}

function hasType(text: string, type: Exclude<CellType, 'string'>): string {
  switch (type) {
    case 'boolean':
      return `(${text} in ('true', 'false'))`;
    case 'number':
      return isNumber(text);
    case 'integer':
      return `(${isNumber(text)} and ${asDouble(text)} = trunc(${asDouble(text)}))`;
  }
}

function valueConditions(schema: CellSchema, cell: Cell): Condition[] {
  const lists = [
    ...(schema.enum ? [{ values: schema.enum, message: 'is not one of the allowed values' }] : []),
    ...(schema.const === undefined ? [] : [{ values: [schema.const], message: 'is not the required value' }]),
  ];
  return lists.flatMap(({ values, message }) => {
    const isOther = `${cell.text} is not null and not coalesce(${isOneOf(cell, values)}, false)`;
    const isNull = cell.isNullable && !values.includes(null) ? ` or ${cell.text} is null` : '';
    return [{ message, isViolated: `(${isOther}${isNull})` }];
  });
}

function isOneOf({ text, type }: Cell, values: readonly unknown[]): string {
  if (type === 'number' || type === 'integer') {
    const numbers = values.filter((value) => typeof value === 'number');
    return numbers.length === 0 ? 'false' : `${asDouble(text)} in (${numbers.map(asDoubleLiteral).join(', ')})`;
  }
  const texts = values.filter((value) => typeof value === (type === 'boolean' ? 'boolean' : 'string')).map(String);
  return texts.length === 0 ? 'false' : `${text} in (${texts.map(literal).join(', ')})`;
}

function asDoubleLiteral(value: number): string {
  return `cast('${value}' as double)`;
}

function numberConditions(schema: CellSchema, text: string): Condition[] {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = schema;
  const compare = (limit: number | undefined, operator: string, message: string): Condition[] =>
    limit === undefined
      ? []
      : [{ message: `${message} ${limit}`, isViolated: `${asDouble(text)} ${operator} ${asDoubleLiteral(limit)}` }];
  const multiple = multipleOf === undefined ? '' : `cast('${multipleOf}' as decimal(25, 10))`;
  return [
    ...compare(minimum, '<', 'is less than'),
    ...compare(maximum, '>', 'is greater than'),
    ...compare(exclusiveMinimum, '<=', 'is not greater than'),
    ...compare(exclusiveMaximum, '>=', 'is not less than'),
    ...(multipleOf === undefined
      ? []
      : [{ message: `is no multiple of ${multipleOf}`, isViolated: `(${asDecimal(text)}) % ${multiple} <> 0` }]),
  ];
}

function textConditions({ minLength, maxLength, pattern, format }: CellSchema, text: string): Condition[] {
  const characters = `length(${text})`;
  const re2 = pattern === undefined ? null : toRe2(pattern);
  return [
    ...(minLength === undefined
      ? []
      : [{ message: `is shorter than ${minLength} characters`, isViolated: `${characters} < ${minLength}` }]),
    ...(maxLength === undefined
      ? []
      : [{ message: `is longer than ${maxLength} characters`, isViolated: `${characters} > ${maxLength}` }]),
    ...(re2?.ok
      ? [{ message: `does not match ${pattern}`, isViolated: `not regexp_matches(${text}, ${literal(re2.pattern)})` }]
      : []),
    ...(format === undefined
      ? []
      : [{ message: `is no ${format}`, isViolated: `${text} is not null and not ${formatChecks[format](text)}` }]),
  ];
}
