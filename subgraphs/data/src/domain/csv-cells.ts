/** The cells of a well-formed record. */
export function cellsOf(record: string, delimiter: string): string[] {
  const cells: string[] = [];
  let at = 0;
  while (at <= record.length) {
    const { cell, end } = record[at] === '"' ? quotedCell(record, at) : plainCell(record, at, delimiter);
    cells.push(cell);
    at = end + 1;
  }
  return cells;
}

function plainCell(record: string, start: number, delimiter: string) {
  const found = record.indexOf(delimiter, start);
  const end = found < 0 ? record.length : found;
  return { cell: record.slice(start, end), end };
}

function quotedCell(record: string, start: number) {
  let close = record.indexOf('"', start + 1);
  while (record[close + 1] === '"') close = record.indexOf('"', close + 2);
  return { cell: record.slice(start + 1, close).replaceAll('""', '"'), end: close + 1 };
}
