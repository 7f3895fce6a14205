import { ClientError } from '@conea/platform';
import { isObject } from '../engine/result.ts';
import type { FieldCost } from './field-cost.ts';
import type { ListSize } from './weights.ts';

export type LengthContext = {
  coordinate: string;
  /** The length of a list that says nothing of it. */
  defaultLength: number;
  /** Whether to throw when there is not exactly one slicing argument where one is required. */
  isStrict: boolean;
};

/** How long a list is expected to be: what its arguments say, else what `@listSize` assumes, else the default. */
export function expectedLength(
  { slicingArguments, assumedSize, requireOneSlicingArgument }: ListSize,
  values: ReadonlyMap<string, unknown>,
  { coordinate, defaultLength, isStrict }: LengthContext,
): number {
  const given = slicingArguments
    .map((path) => at(values, path))
    .filter((value) => value !== undefined && value !== null);
  if (isStrict && slicingArguments.length > 0 && requireOneSlicingArgument && given.length !== 1)
    throw new ClientError(
      'COST_INVALID_SLICING_ARGUMENTS',
      `${coordinate} needs exactly one of the arguments ${slicingArguments.join(', ')}.`,
      { status: 400 },
    );
  const lengths = given.filter((value) => typeof value === 'number').map((value) => Math.max(0, value));
  return lengths.length > 0 ? Math.max(...lengths) : (assumedSize ?? defaultLength);
}

/** The value of an argument, or of a field inside one. */
function at(values: ReadonlyMap<string, unknown>, path: string): unknown {
  const [name = '', ...inside] = path.split('.');
  return inside.reduce((value: unknown, key) => (isObject(value) ? value[key] : undefined), values.get(name));
}

/** Whether the length of the list, or of the lists inside, follows from its own directive. */
export function hasOwnLength({ listSize, isList }: FieldCost): boolean {
  return listSize !== null && isList && listSize.sizedFields.length === 0;
}
