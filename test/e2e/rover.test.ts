import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildASTSchema, parse } from 'graphql';
import { domains } from '../../scripts/start/settings.ts';
import { root } from '../support/source-files.ts';
import { createStackPlace, startStack, type Stack } from '../support/stack.ts';

const rover = join(root, 'node_modules/@apollo/rover-linux-x64/rover');
const home = mkdtempSync(join(tmpdir(), 'conea-rover-'));
const withRover = existsSync(rover) ? describe : describe.skip;
if (!existsSync(rover))
  process.emitWarning('SKIPPED: rover is only installed on Linux with x64, so nothing checks that it understands us');

withRover('rover', () => {
  let stack: Stack;

  beforeAll(async () => {
    stack = await startStack(await createStackPlace());
  }, 120_000);

  afterAll(async () => {
    await stack.stop();
    stack.place.remove();
    rmSync(home, { recursive: true, force: true });
  }, 60_000);

  it('introspects the router', async () => {
    const { output } = await run(['graph', 'introspect', `${stack.endpoint}/graphql`]);
    const fields = buildASTSchema(parse(output)).getSubscriptionType()?.getFields();
    expect(Object.keys(fields ?? {})).toContain('orderChanged');
  });

  it.each(domains)('introspects %s with the development credential', async (name) => {
    const url = `http://127.0.0.1:${stack.place.ports[name]}/graphql`;
    const credential = `authorization:Bearer ${stack.settings.introspectionKey}`;
    const { output } = await run(['subgraph', 'introspect', url, '--header', credential]);
    expect(parse(output).definitions.length).toBeGreaterThan(0);
    expect(output).toContain('https://specs.apollo.dev/federation/v2.');
  });

  it('learns nothing of a subgraph without the credential', async () => {
    const { code, output } = await run([
      'subgraph',
      'introspect',
      `http://127.0.0.1:${stack.place.ports.identity}/graphql`,
    ]);
    expect(code).not.toBe(0);
    expect(output).not.toContain('type ');
  });

  // Composition needs a plugin from the network. Rover looks for the plugin of the version that the file names, once it has read the file.
  it('reads supergraph.yaml', async () => {
    const { output } = await run(['supergraph', 'compose', '--config', join(root, 'supergraph.yaml')]);
    expect(output).toContain("You do not have the 'supergraph-v2.14.4' plugin installed");
  });

  it('does not read a file of another form', async () => {
    const path = join(home, 'supergraph.yaml');
    writeFileSync(
      path,
      'federation_version: =2.14.4\nsubgraphs:\n  identity:\n    routing: http://127.0.0.1:4001/graphql\n',
    );
    const { output } = await run(['supergraph', 'compose', '--config', path]);
    expect(output).not.toContain('supergraph-v2.14.4');
  });
});

function run(args: readonly string[]): Promise<{ code: number; output: string }> {
  const offline = {
    HOME: home,
    APOLLO_HOME: home,
    APOLLO_TELEMETRY_DISABLED: '1',
    APOLLO_ROVER_SKIP_UPDATE: '1',
    APOLLO_ELV2_LICENSE: 'accept',
  };
  const options = { env: { ...process.env, ...offline }, timeout: 30_000, maxBuffer: 16 * 1024 * 1024 };
  return new Promise((resolve) => {
    execFile(rover, args, options, (error, stdout, stderr) =>
      resolve({ code: Number(error?.code ?? 0), output: error ? `${stdout}${stderr}` : stdout }),
    );
  });
}
