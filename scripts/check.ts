import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';

type Step = { name: string; program: string; args: readonly string[] };

const root = fileURLToPath(new URL('../', import.meta.url));

const jest = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning', 'node_modules/jest/bin/jest.js'];
const steps: readonly Step[] = [
  { name: 'types', program: 'node_modules/typescript/bin/tsc', args: ['--noEmit'] },
  { name: 'lint', program: 'node_modules/eslint/bin/eslint.js', args: ['--max-warnings', '0', '.'] },
  { name: 'format', program: 'node_modules/prettier/bin/prettier.cjs', args: ['--check', '--log-level', 'warn', '.'] },
  { name: 'codegen is fresh', program: 'scripts/codegen.ts', args: ['--check'] },
  { name: 'compose is fresh', program: 'scripts/compose.ts', args: ['--check'] },
  ...['architecture', 'schema', 'schema-caching'].map((test) => ({
    name: test,
    program: jest[0] ?? '',
    args: [...jest.slice(1), '--selectProjects', 'unit', '--runTestsByPath', `test/${test}.test.ts`],
  })),
];

// Every step runs, so that one run shows all there is to mend; two at a time, which is what small machines have cores for.
const failed: string[] = [];
const waiting = steps.values();
const work = async () => {
  for (const step of waiting) {
    const start = performance.now();
    const { isOk, output } = await run(step);
    console.log(`${isOk ? 'ok  ' : 'FAIL'}  ${step.name}  ${((performance.now() - start) / 1000).toFixed(1)} s`);
    if (isOk) continue;
    failed.push(step.name);
    console.log(output.trimEnd().replaceAll(/^/gm, '      '));
  }
};
await Promise.all([work(), work()]);
if (failed.length > 0) console.log(`\n${failed.length} of ${steps.length} steps failed: ${failed.join(', ')}`);
process.exitCode = failed.length > 0 ? 1 : 0;

function run({ program, args }: Step): Promise<{ isOk: boolean; output: string }> {
  const options = { cwd: root, maxBuffer: 64 * 1024 * 1024 };
  return new Promise((resolve) => {
    execFile(process.execPath, [program, ...args], options, (error, stdout, stderr) =>
      resolve({ isOk: error === null, output: `${stdout}${stderr}` }),
    );
  });
}
