import type { Context } from '../context.ts';

/** Fields that hold personal data, of rows of a type: the audit trail tells of who is shown any. */
export function personal<Field extends string>(type: string, field: Field) {
  return <Value>(row: { id: string } & Record<Field, Value>, _args: unknown, { noteRead }: Context): Value => {
    const value = row[field];
    if (value !== null) noteRead(type, row.id);
    return value;
  };
}
