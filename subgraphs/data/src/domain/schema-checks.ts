import { cellChecks, isPresent, type Cell } from './cell-checks.ts';
import { acceptsNull, typeOf, type RowSchema } from './row-schema.ts';
import { combinationChecks, when } from './schema-combinations.ts';
import type { Check } from './sql-text.ts';

/** The columns of a file by name, each as an expression that gives its text; null for an empty cell. */
export type Columns = ReadonlyMap<string, string>;

type Cells = { columns: Columns; find(name: string): Cell };

/**
 * What a JSON Schema rejects about a row, as conditions of the engine's SQL. As in ajv with `coerceTypes`: a cell is read as its type
 * says. An empty cell is an absent property, or null where the property accepts null.
 */
export function schemaChecks(schema: RowSchema, columns: Columns): Check[] {
  const properties = new Map(Object.entries(schema.properties ?? {}));
  const find = (name: string): Cell => {
    const property = properties.get(name);
    return {
      name,
      text: columns.get(name) ?? 'null::varchar',
      isNullable: columns.has(name) && property !== undefined && acceptsNull(property),
      type: property && typeOf(property),
    };
  };
  return rowChecks(schema, { columns, find });
}

function rowChecks(schema: RowSchema, cells: Cells): Check[] {
  const { properties = {}, required = [], dependentRequired = {} } = schema;
  return [
    ...required.map((name) => missing(cells.find(name))),
    ...Object.entries(dependentRequired).flatMap(([name, needed]) =>
      needed.map((other) => when(isPresent(cells.find(name)), missing(cells.find(other)))),
    ),
    ...(schema.additionalProperties === false ? unexpected(schema, cells) : []),
    ...Object.entries(properties).flatMap(([name, property]) => cellChecks(property, cells.find(name))),
    ...combinationChecks(schema, null, (part) => rowChecks(part, cells)),
  ];
}

function missing(cell: Cell): Check {
  return { path: cell.name, message: 'is required, but empty', isViolated: `not ${isPresent(cell)}` };
}

function unexpected({ properties = {} }: RowSchema, { columns, find }: Cells): Check[] {
  const names = [...columns.keys()].filter((name) => !Object.hasOwn(properties, name));
  return names.map((name) => ({ path: name, message: 'is not allowed', isViolated: isPresent(find(name)) }));
}
