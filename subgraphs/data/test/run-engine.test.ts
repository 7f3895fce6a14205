import { createWriteStream, mkdtempSync, rmSync, truncateSync } from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { compilePipeline } from '../src/domain/compile-pipeline.ts';
import { parseHeader } from '../src/domain/csv-header.ts';
import { parseDefinition } from '../src/domain/definition.ts';
import type { RunProgress } from '../src/domain/run.ts';
import { executeRun } from '../src/sources/run-engine.ts';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'conea-run-'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

const limits = { memoryLimit: '128MB', threads: 2, maxRowBytes: 10_000 };

async function writeFile(rows: number, rowBytes: number): Promise<string> {
  const path = join(directory, `${rows}.csv`);
  const file = createWriteStream(path);
  file.write('id,note\n');
  const note = 'x'.repeat(rowBytes);
  for (let row = 0; row < rows; row++) if (!file.write(`${row},"${note}"\n`)) await once(file, 'drain');
  await once(file.end(), 'finish');
  return path;
}

type Hooks = { signal?: AbortSignal; onProgress?: (progress: RunProgress) => void };

function run(input: string, { signal = new AbortController().signal, onProgress }: Hooks = {}) {
  const header = parseHeader(Buffer.from('id,note\n'), false);
  const parsed = parseDefinition({ map: { fields: [{ to: 'id', from: 'id', transforms: [{ kind: 'NUMBER' }] }] } });
  if (!header.isReadable || !parsed.ok) throw new Error('the run of the test cannot begin');
  const compiled = compilePipeline(parsed.definition, header.format.columns);
  if (!compiled.ok) throw new Error('the pipeline of the test does not compile');
  const { pipeline } = compiled;
  const job = { pipeline, format: header.format, input, directory, signal };
  return executeRun({ ...job, onProgress: async (progress) => onProgress?.(progress) }, limits);
}

describe('the engine', () => {
  it('does not take results for complete that are not', async () => {
    const input = await writeFile(1_000, 10);
    const lose = ({ phase }: RunProgress) => {
      if (phase === 'TRANSFORMING') truncateSync(join(directory, 'rows.txt'), 0);
    };
    await expect(run(input, { onProgress: lose })).rejects.toThrow('read 1000 rows, but 0 are in the results');
  });

  it.each(['READING', 'TRANSFORMING'] as const)('stops at once when it is cancelled while %s', async (phase) => {
    const input = await writeFile(200_000, 100);
    const controller = new AbortController();
    let cancelledAt = 0;
    const onProgress = (progress: RunProgress) => {
      if (progress.phase !== phase || cancelledAt > 0) return;
      setImmediate(() => controller.abort());
      cancelledAt = performance.now();
    };
    await expect(run(input, { signal: controller.signal, onProgress })).rejects.toThrow('aborted');
    expect(performance.now() - cancelledAt).toBeLessThan(500);
  });

  it('takes little more memory for a file sixteen times as large', async () => {
    const rowBytes = 1_000;
    const peak = async (rows: number) => {
      const input = await writeFile(rows, rowBytes);
      let most = 0;
      const timer = setInterval(() => (most = Math.max(most, process.memoryUsage().rss)), 5);
      const { rowsLoaded } = await run(input);
      clearInterval(timer);
      expect(rowsLoaded).toBe(rows);
      rmSync(input);
      return most;
    };
    const small = await peak(25_000);
    const large = await peak(400_000);
    // The engine fills its 128 MB in the end; whoever keeps rows grows by all 375 MB and more.
    expect(large - small).toBeLessThan(190_000_000);
  });
});
