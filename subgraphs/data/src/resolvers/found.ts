/** A row that a foreign key guarantees. */
export function found<Row>(row: Row | null): Row {
  if (row === null) throw new Error('a row that another one refers to is missing');
  return row;
}
