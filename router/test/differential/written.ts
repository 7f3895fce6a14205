import { astFromValue, parse, print, specifiedRules, validate, type GraphQLSchema } from 'graphql';
import { z } from 'zod';
import type { ExecutionResult, JsonObject } from '../../src/engine/result.ts';
import type { Condition, FieldChoice, OperationChoice, Selection } from './operation.ts';

/** An operation as a client would send it. */
export type WrittenOperation = { query: string; variables: JsonObject };

/** One operation twice: as it was chosen, and without `@skip`, `@include` and named fragments, which says the same. */
export type WrittenTwice = { conditional: WrittenOperation; plain: WrittenOperation };

/** The response name of the `__typename` that stands in a selection set of which nothing is included. */
const emptyMark = '_empty_';

// How response names are made: as chosen; without aliases; so that no two fields can be in each other's way.
const namings = ['chosen', 'plain', 'unique'] as const;
type Naming = (typeof namings)[number];

/** Writes an operation down with the first naming that makes it valid; null when none does. */
export function write(schema: GraphQLSchema, operation: OperationChoice): WrittenTwice | null {
  for (const naming of namings) {
    const conditional = writeWith(naming, operation, false);
    if (validate(schema, parse(conditional.query), specifiedRules, { maxErrors: 1 }).length > 0) continue;
    return { conditional, plain: writeWith(naming, operation, true) };
  }
  return null;
}

/** Writes an operation down, whether it is valid or not. */
export function writeWith(naming: Naming, { kind, selections }: OperationChoice, isPlain: boolean): WrittenOperation {
  const declarations: string[] = [];
  const variables: JsonObject = {};
  const fragments: string[] = [];

  const variable = (type: string, value: unknown, fallback?: boolean): string => {
    const name = `v${declarations.length}`;
    declarations.push(`$${name}: ${type}${fallback === undefined ? '' : ` = ${fallback}`}`);
    if (value !== undefined) variables[name] = value;
    return `$${name}`;
  };
  const writeCondition = (condition: Condition | null): string => {
    if (condition === null || isPlain) return '';
    const { directive, value, source } = condition;
    if (source === 'literal') return ` @${directive}(if: ${value})`;
    const name = source === 'default' ? variable('Boolean!', undefined, value) : variable('Boolean!', value);
    return ` @${directive}(if: ${name})`;
  };
  const writeField = (field: FieldChoice): string => {
    const args = field.arguments.map(({ name, type, value, isVariable }) => {
      const literal = astFromValue(value, type);
      return { name, literal: literal ? print(literal) : 'null', isVariable, type: String(type), value };
    });
    const place = responseName(naming, field, args.map(({ name, literal }) => `${name}${literal}`).join());
    const written = args.map(
      ({ name, literal, isVariable, type, value }) => `${name}: ${isVariable ? variable(type, value) : literal}`,
    );
    const list = written.length > 0 ? `(${written.join(', ')})` : '';
    const body = field.selections ? ` ${writeSelections(field.selections)}` : '';
    return `${place}${field.name}${list}${writeCondition(field.condition)}${body}`;
  };
  const writeSelection = (selection: Selection): string => {
    if (selection.kind === 'field') return writeField(selection);
    const on = selection.on === null ? '' : ` on ${selection.on}`;
    const condition = writeCondition(selection.condition);
    const body = writeSelections(selection.selections);
    if (!selection.isNamed || isPlain) return `...${on}${condition} ${body}`;
    const name = `F${fragments.length}`;
    fragments.push(`fragment ${name}${on} ${body}`);
    return `...${name}${condition}`;
  };
  const writeSelections = (chosen: Selection[]): string => {
    const kept = isPlain ? chosen.filter(isIncluded) : chosen;
    return `{ ${kept.length > 0 ? kept.map(writeSelection).join(' ') : `${emptyMark}: __typename`} }`;
  };

  const body = writeSelections(selections);
  const head = declarations.length > 0 ? `${kind} (${declarations.join(', ')})` : kind;
  return { query: print(parse([`${head} ${body}`, ...fragments].join(' '))), variables };
}

/** An answer without what stands for nothing. */
export function withoutMarks({ data, ...rest }: ExecutionResult): ExecutionResult {
  return { ...rest, ...(data !== undefined && { data: withoutMark(data) }) };
}

function withoutMark(data: JsonObject | null): JsonObject | null {
  return answer.parse(
    JSON.parse(JSON.stringify(data), (key, value: unknown) => (key === emptyMark ? undefined : value)),
  );
}

const answer = z.record(z.string(), z.unknown()).nullable();

function isIncluded({ condition }: Selection): boolean {
  return condition === null || (condition.directive === 'include') === condition.value;
}

function responseName(naming: Naming, { alias, name, parent }: FieldChoice, args: string): string {
  if (naming === 'chosen') return alias === null ? '' : `${alias}: `;
  const suffix = args.replaceAll(/\W/g, '_');
  if (naming === 'unique') return `${parent}_${name}${suffix}: `;
  return suffix === '' ? '' : `${name}_${suffix}: `;
}
