import { globSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

/** A TypeScript file of ours; paths are relative to the repository and have forward slashes. */
export type SourceFile = {
  path: string;
  /** The folder of its package.json, such as `subgraphs/identity`; empty at the root. */
  workspace: string;
  /** Files of ours that it imports by path. */
  files: readonly string[];
  /** Those of them that it imports for their types alone: nothing of them runs. */
  typeFiles: readonly string[];
  /** Packages that it imports, such as `@conea/platform` or `graphql`; not those of Node itself. */
  packages: readonly string[];
  syntax: ts.SourceFile;
};

export const root = fileURLToPath(new URL('../../', import.meta.url));

/** Every TypeScript file of the repository but the generated ones. */
export function readSourceFiles(): SourceFile[] {
  const folders = '{platform,router,subgraphs,simulators,bench,scripts,test}';
  return globSync(`${folders}/**/*.ts`, { cwd: root, exclude: (path) => path.endsWith('node_modules') })
    .filter((path) => !path.endsWith('.generated.ts'))
    .map((path) => readSourceFile(path.replaceAll('\\', '/')));
}

function readSourceFile(path: string): SourceFile {
  const text = readFileSync(join(root, path), 'utf8');
  const syntax = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const specifiers = ts.preProcessFile(text, true, true).importedFiles.map(({ fileName }) => fileName);
  const isPath = (name: string) => name.startsWith('.');
  const resolve = (name: string) => posix.join(dirname(path), name);
  return {
    path,
    workspace: workspaceOf(path),
    files: specifiers.filter(isPath).map(resolve),
    typeFiles: syntax.statements.flatMap(typeImport).filter(isPath).map(resolve),
    packages: specifiers.filter((name) => !/^(\.|node:)/.test(name)).map(packageOf),
    syntax,
  };
}

function typeImport(statement: ts.Statement): string[] {
  if (!ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier)) return [];
  return statement.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword ? [statement.moduleSpecifier.text] : [];
}

/** The workspace that a file belongs to; empty for scripts and the tests at the root. */
export function workspaceOf(path: string): string {
  return /^(platform|router|simulators|bench|subgraphs\/[^/]+)\//.exec(path)?.[1] ?? '';
}

function packageOf(specifier: string): string {
  return specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
}
