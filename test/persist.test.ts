import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { readManifests } from '../router/src/persisted/manifest.ts';
import { root } from './support/source-files.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'conea-persist-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
const out = () => join(folder, 'manifest.json');
const persist = (...args: string[]) =>
  spawnSync(process.execPath, ['scripts/persist.ts', '--out', out(), ...args, join(folder, '*.{graphql,ts}')], {
    cwd: root,
    encoding: 'utf8',
  });

const operation = z.object({ id: z.string(), body: z.string() });
const manifest = z.object({ operations: z.tuple([operation], operation) });

const me = 'query Me { me { name organization { ...Org } } }';
const org = 'fragment Org on Organization { name }';

describe('npm run persist', () => {
  it('finds operations in files and in code, with their fragments, and the router knows them by id and by text', async () => {
    write('org.graphql', org);
    write('me.ts', `export const query = gql\`\n  \${Org}\n  ${me}\n\`;`);
    write(
      'watch.ts',
      'const s = /* GraphQL */ `subscription Watch($id: ID!) { orderChanged(integrationId: $id) { cursor } }`;',
    );
    expect(persist('--client-name', 'web')).toMatchObject({
      status: 0,
      stderr: expect.stringContaining('2 operations'),
    });
    const documents = await readManifests([out()]);
    expect(documents.bodies).toHaveLength(2);
    expect(documents.hasBody(`${me} ${org}`)).toBe(true);
    const [first] = manifest.parse(JSON.parse(readFileSync(out(), 'utf8'))).operations;
    expect(documents.find(first.id, 'web')).toBe(first.body);
    expect(documents.find(first.id, 'ios')).toBeNull();
  });

  it('keeps what the comment in front of an operation says, and the id that clients know', () => {
    const hash = (text: string) => createHash('sha256').update(text).digest('hex');
    write(
      'a.graphql',
      `query First { eventTypes }\n\n# What happens.\n# All of it.\nquery Types { eventTypes } # not this`,
    );
    expect(persist()).toMatchObject({ status: 0 });
    const [, types] = manifest.parse(JSON.parse(readFileSync(out(), 'utf8'))).operations;
    const text = 'query Types {\n  eventTypes\n}';
    expect(types).toEqual({ id: hash(text), body: `# What happens.\n# All of it.\n${text}` });
  });

  it('has made the tools that Conea offers to agents', () => {
    const committed = readFileSync(join(root, 'router/operations/manifest.json'), 'utf8');
    const made = spawnSync(
      process.execPath,
      ['scripts/persist.ts', '--out', '-', '--rate-limit-field', 'router/operations/*.graphql'],
      { cwd: root, encoding: 'utf8' },
    );
    expect(made.stdout).toBe(committed);
  });

  it('names everything that is wrong, and writes nothing', () => {
    write('a.graphql', 'query Bad { nope }  { me { name } }');
    write('b.graphql', 'query Me { me { id } }');
    write('c.graphql', 'query Me { me { name } }');
    const { status, stderr } = persist();
    expect(status).toBe(1);
    expect(stderr).toContain('Bad: Cannot query field "nope" on type "Query".');
    expect(stderr).toContain('an operation has no name');
    expect(stderr).toMatch(/c\.graphql: Me is another operation in .*b\.graphql/);
    expect(() => readFileSync(out())).toThrow('ENOENT');
  });

  it('says in which line of the code a text is no GraphQL', () => {
    write('bad.ts', 'const a = 1;\nconst q = gql`\n  query Me {\n    me {\n`;\n');
    expect(persist().stderr).toMatch(/bad\.ts:5: Syntax Error/);
  });
});
