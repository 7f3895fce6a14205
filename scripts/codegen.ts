import { generate } from '@graphql-codegen/cli';
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { existsSync } from 'node:fs';
import { z } from 'zod';
import config from '../codegen.ts';

const usage = `Generates the resolver types of each subgraph from its schema.

  npm run codegen             write subgraphs/*/src/schema.generated.ts
  npm run codegen -- --check  fail when a generated file is not up to date
`;

const generated = z.array(z.object({ filename: z.string(), content: z.string() }));
const root = fileURLToPath(new URL('../', import.meta.url));
const { values } = parseArgs({ options: { check: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } } });

if (values.help) {
  console.log(usage);
} else {
  const generates = Object.fromEntries(
    Object.entries(config.generates).filter(([, { schema }]) => existsSync(root + schema)),
  );
  const files = generated.parse(await generate({ ...config, generates, cwd: root, silent: true }, false));
  for (const { filename, content } of files) {
    const known = await readFile(root + filename, 'utf8').catch(() => '');
    if (known === content) continue;
    if (values.check) {
      console.error(`${filename} is not up to date: run \`npm run codegen\` and commit it.`);
      process.exitCode = 1;
    } else {
      await writeFile(root + filename, content);
      console.log(`wrote ${filename}`);
    }
  }
}
