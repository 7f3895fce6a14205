import type { Combined } from './row-schema.ts';
import { anyOf, bounded, type Check } from './sql-text.ts';

/** The keywords that combine schemas, the same for a row and for a cell. */
export function combinationChecks<Part>(
  schema: Combined<Part>,
  path: string | null,
  checksOf: (part: Part) => Check[],
): Check[] {
  const isRejected = (part: Part) => anyOf(checksOf(part).map(({ isViolated }) => `coalesce(${isViolated}, false)`));
  const fails = (message: string, isViolated: string): Check[] => [{ path, message, isViolated }];
  const accepted = (parts: Part[]) => parts.map((part) => `cast(not ${isRejected(part)} as integer)`).join(' + ');
  return [
    ...(schema.allOf ?? []).flatMap(checksOf),
    ...(schema.anyOf ? fails('matches none of the alternatives', `(${accepted(schema.anyOf)}) = 0`) : []),
    ...(schema.oneOf
      ? fails('does not match exactly one of the alternatives', `(${accepted(schema.oneOf)}) <> 1`)
      : []),
    ...(schema.not ? fails('matches what it must not match', `not ${isRejected(schema.not)}`) : []),
    ...(schema.if ? conditionalChecks(`(not ${isRejected(schema.if)})`, schema, checksOf) : []),
  ];
}

function conditionalChecks<Part>(holds: string, schema: Combined<Part>, checksOf: (part: Part) => Check[]): Check[] {
  return [
    ...(schema.then ? checksOf(schema.then).map((check) => when(holds, check)) : []),
    ...(schema.else ? checksOf(schema.else).map((check) => when(`not ${holds}`, check)) : []),
  ];
}

/** The check where a condition holds, none elsewhere. */
export function when(condition: string, check: Check): Check {
  return { ...check, isViolated: bounded(`(${condition} and ${check.isViolated})`) };
}
