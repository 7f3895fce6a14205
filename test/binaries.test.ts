import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { lstatSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { copyPrograms } from '../scripts/postgres/binaries.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'conea-binaries-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('copies the programs of Postgres so that they need nothing of the folder they come from', () => {
  const [from, to] = [join(folder, 'only-for-root'), join(folder, 'home', 'postgres')];
  mkdirSync(join(from, 'lib'), { recursive: true, mode: 0o700 });
  writeFileSync(join(from, 'lib', 'libpq.so.5.18'), 'library', { mode: 0o600 });
  symlinkSync('libpq.so.5.18', join(from, 'lib', 'libpq.so.5'));
  symlinkSync(join(from, 'lib', 'libpq.so.5.18'), join(from, 'lib', 'libpq.so'));

  copyPrograms(from, to);
  rmSync(from, { recursive: true });

  for (const name of ['libpq.so.5.18', 'libpq.so.5', 'libpq.so']) {
    const file = join(to, 'lib', name);
    expect(readFileSync(file, 'utf8')).toBe('library');
    expect([lstatSync(file).isSymbolicLink(), statSync(file).mode & 0o004]).toEqual([false, 0o004]);
  }
  expect(statSync(join(to, 'lib')).mode & 0o005).toBe(0o005);
});
