import { describe, expect, it } from '@jest/globals';
import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import ts from 'typescript';
import { z } from 'zod';
import { readSourceFiles, root, workspaceOf, type SourceFile } from './support/source-files.ts';

const files = readSourceFiles();
const sources = files.filter(({ path }) => path.includes('/src/'));
const servers = /^(platform|router|subgraphs)\//;
const inWords = (file: SourceFile, target: string) => `${file.path} imports ${target}`;

describe('who may import whom', () => {
  it('lets a workspace use only its own files by path, and the bench what starts a PostgreSQL', () => {
    const isShared = (file: SourceFile, target: string) =>
      file.workspace === 'bench' && target.startsWith('scripts/postgres/');
    const strangers = sources.flatMap((file) =>
      file.files
        .filter((target) => workspaceOf(target) !== file.workspace && !isShared(file, target))
        .map((target) => inWords(file, target)),
    );
    expect(strangers).toEqual([]);
  });

  it('lets servers use the platform and no other workspace', () => {
    const allowed = (file: SourceFile) => (file.workspace === 'platform' ? [] : ['@conea/platform']);
    const strangers = sources
      .filter(({ path }) => servers.test(path))
      .flatMap((file) =>
        file.packages
          .filter((name) => name.startsWith('@conea/') && !allowed(file).includes(name))
          .map((name) => inWords(file, name)),
      );
    expect(strangers).toEqual([]);
  });

  it('keeps simulators to themselves: they stand in for strangers and share no code with us', () => {
    const simulators = sources.filter(({ workspace }) => workspace === 'simulators');
    const ours = simulators.flatMap((file) =>
      file.packages.filter((name) => name.startsWith('@conea/')).map((name) => inWords(file, name)),
    );
    expect(ours).toEqual([]);
  });

  it('keeps tests out of other workspaces, but for simulators and test support', () => {
    const shared = (target: string) => /^(test\/support|scripts|simulators|platform)\//.test(target);
    const strangers = files
      .filter(({ path, workspace }) => workspace !== '' && path.includes('/test/'))
      .flatMap((file) =>
        file.files
          .filter((target) => workspaceOf(target) !== file.workspace && !shared(target))
          .map((target) => inWords(file, target)),
      );
    expect(strangers).toEqual([]);
  });

  it('points inwards inside a subgraph: resolvers, store and sources know the domain, the domain knows only itself', () => {
    const strangers = sources
      .filter(({ path }) => path.startsWith('subgraphs/'))
      .flatMap((file) =>
        file.files
          .filter((target) => !mayImport(layerOf(file.path), layerOf(target)) && !isModel(file, target))
          .map((target) => inWords(file, target)),
      );
    expect(strangers).toEqual([]);
  });

  it('declares every package that a workspace imports', () => {
    const missing = sources.flatMap((file) => {
      const declared = dependenciesOf(file.workspace);
      return file.packages.filter((name) => !declared.has(name)).map((name) => inWords(file, name));
    });
    expect(missing).toEqual([]);
  });
});

describe('what a file may do', () => {
  it('acts on import only in main.ts', () => {
    const acting = sources
      .filter(({ path }) => basename(path) !== 'main.ts')
      .flatMap(({ path, syntax }) =>
        syntax.statements.filter(acts).map((statement) => `${path}: ${statement.getText().split('\n')[0]}`),
      );
    expect(acting).toEqual([]);
  });

  it('reads the environment only in env.ts', () => {
    const readers = sources
      .filter(({ path, workspace }) => servers.test(path) && workspace !== 'bench' && basename(path) !== 'env.ts')
      .filter(({ syntax }) => /\bprocess\s*(\.|\?\.|\[['"])\s*env\b/.test(codeOf(syntax)));
    expect(readers.map(({ path }) => path)).toEqual([]);
  });

  it('has a name that says what is in it, in kebab-case', () => {
    const vague = /^(utils?|helpers?|common|misc|manager)\.ts$/;
    const names = sources.filter(({ path }) => vague.test(basename(path)) || !/^[a-z0-9.-]+$/.test(basename(path)));
    expect(names.map(({ path }) => path)).toEqual([]);
  });
});

it('installs one copy of graphql', () => {
  const lock = z.object({ packages: z.record(z.string(), z.unknown()) });
  const { packages } = lock.parse(JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')));
  expect(Object.keys(packages).filter((path) => path.endsWith('node_modules/graphql'))).toEqual([
    'node_modules/graphql',
  ]);
});

// What each layer of a subgraph may import; main.ts puts all of them together, or leaves it to a start.ts that tests call too; the files beside it serve something else than GraphQL.
const layers: Record<string, readonly string[]> = {
  main: ['start', 'env', 'context', 'resolvers', 'domain', 'store', 'sources', 'jobs', 'beside'],
  start: ['env', 'context', 'resolvers', 'domain', 'store', 'sources', 'jobs', 'beside'],
  env: ['domain'],
  context: ['domain', 'store', 'sources', 'jobs', 'beside'],
  resolvers: ['resolvers', 'domain', 'context', 'generated'],
  domain: ['domain'],
  store: ['store', 'domain'],
  sources: ['sources', 'domain'],
  jobs: ['jobs', 'domain', 'store', 'sources'],
  beside: ['beside', 'domain', 'store', 'sources', 'jobs'],
};

function mayImport(from: string, to: string): boolean {
  return layers[from]?.includes(to) ?? false;
}

/** The type of a resolver's parent, wherever it stands: codegen's mappers name it too. */
function isModel(file: SourceFile, target: string): boolean {
  return layerOf(file.path) === 'resolvers' && file.typeFiles.includes(target);
}

/** `subgraphs/x/src/store/users.ts` is of layer store. */
function layerOf(path: string): string {
  const [, inside = ''] = path.split('/src/');
  const [first = ''] = inside.split(/[/.]/);
  if (inside === 'schema.generated.ts') return 'generated';
  return first in layers ? first : 'beside';
}

function dependenciesOf(workspace: string): ReadonlySet<string> {
  const manifest = z.object({ name: z.string(), dependencies: z.record(z.string(), z.string()).default({}) });
  const path = join(root, workspace, 'package.json');
  if (!existsSync(path)) return new Set();
  const { name, dependencies } = manifest.parse(JSON.parse(readFileSync(path, 'utf8')));
  return new Set([name, ...Object.keys(dependencies)]);
}

/** A statement that does something by itself, rather than declaring something. */
function acts(statement: ts.Statement): boolean {
  const isDeclaration =
    ts.isImportDeclaration(statement) ||
    ts.isExportDeclaration(statement) ||
    ts.isExportAssignment(statement) ||
    ts.isFunctionDeclaration(statement) ||
    ts.isClassDeclaration(statement) ||
    ts.isTypeAliasDeclaration(statement) ||
    ts.isInterfaceDeclaration(statement) ||
    ts.isModuleDeclaration(statement) ||
    ts.isVariableStatement(statement);
  if (!isDeclaration) return true;
  return ts.isVariableStatement(statement) && awaits(statement);
}

function awaits(node: ts.Node): boolean {
  if (ts.isAwaitExpression(node)) return true;
  if (ts.isFunctionLike(node)) return false;
  return ts.forEachChild(node, (child) => awaits(child) || undefined) ?? false;
}

function codeOf(syntax: ts.SourceFile): string {
  return syntax.text.replaceAll(/\/\*[\s\S]*?\*\/|(?<!:)\/\/.*$/gm, '');
}
