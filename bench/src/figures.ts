import { writeFile } from 'node:fs/promises';

/** One measured number. */
export type Figure = { bench: string; target: string; scenario: string; metric: string; value: number };

/** A table with a row for each target and scenario, and each metric's ratio to the peer. */
export function formatTable(figures: readonly Figure[], peer: string): string {
  const metrics = [...new Set(figures.map(({ metric }) => metric))];
  const valueOf = (target: string, scenario: string, metric: string) =>
    figures.find((figure) => figure.target === target && figure.scenario === scenario && figure.metric === metric)
      ?.value;
  const rows = [...Map.groupBy(figures, ({ target, scenario }) => `${scenario}\n${target}`).keys()].map((key) => {
    const [scenario = '', target = ''] = key.split('\n');
    const cells = metrics.map((metric) => {
      const [value, base] = [valueOf(target, scenario, metric), valueOf(peer, scenario, metric)];
      if (value === undefined) return '';
      return target === peer || !base ? round(value) : `${round(value)} (x${round(value / base)})`;
    });
    return [scenario, target, ...cells];
  });
  const all = [['scenario', 'target', ...metrics], ...rows];
  const widths = all[0]?.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0))) ?? [];
  return all
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** Writes figures as a JSON array. */
export async function writeFigures(path: string, figures: readonly Figure[]): Promise<void> {
  await writeFile(path, `${JSON.stringify(figures, null, 2)}\n`);
}

const round = (value: number) => (value >= 100 ? value.toFixed(0) : value.toPrecision(3));
