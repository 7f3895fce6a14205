import { describe, expect, it } from '@jest/globals';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { formatTable, writeFigures, type Figure } from '../src/figures.ts';

const figure = (target: string, metric: string, value: number): Figure => ({
  bench: 'router',
  target,
  scenario: 'nested',
  metric,
  value,
});
const figures = [
  figure('conea', 'cpu_ms_per_request', 1),
  figure('conea', 'requests_per_second', 800),
  figure('@apollo/gateway', 'cpu_ms_per_request', 8),
  figure('@apollo/gateway', 'requests_per_second', 100),
];

describe('the figures of a bench', () => {
  it('are shown with their ratio to the peer, and the peer without one', () => {
    const [, ours, peer] = formatTable(figures, '@apollo/gateway').split('\n');
    expect(ours).toMatch(/^nested\s+conea\s+1\.00 \(x0\.125\)\s+800 \(x8\.00\)$/);
    expect(peer).toMatch(/^nested\s+@apollo\/gateway\s+8\.00\s+100$/);
  });

  it('are written as JSON', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'conea-figures-'));
    const path = join(directory, 'figures.json');
    await writeFigures(path, figures);
    expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual(figures);
    rmSync(directory, { recursive: true });
  });
});
