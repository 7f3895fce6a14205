/** A statement for node-postgres: text with `$n` and the values bound to it. */
export type Sql = { text: string; values: unknown[] };

const fragments = new WeakSet<object>();

/** Builds a statement from a template: each `${value}` is bound, a nested `sql` fragment is spliced in with its own values. Only this function makes fragments, so user input can never be one. */
export function sql(strings: TemplateStringsArray, ...values: readonly unknown[]): Sql {
  const statement: Sql = { text: strings[0] ?? '', values: [] };
  values.forEach((value, index) => {
    appendValue(statement, value);
    statement.text += strings[index + 1] ?? '';
  });
  fragments.add(statement);
  return statement;
}

function appendValue(statement: Sql, value: unknown): void {
  if (!isSql(value)) {
    statement.values.push(value);
    statement.text += `$${statement.values.length}`;
    return;
  }
  const offset = statement.values.length;
  statement.text += value.text.replaceAll(/\$(\d+)/g, (_, position: string) => `$${Number(position) + offset}`);
  statement.values.push(...value.values);
}

function isSql(value: unknown): value is Sql {
  return typeof value === 'object' && value !== null && fragments.has(value);
}
