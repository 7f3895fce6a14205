import { describe, expect, it } from '@jest/globals';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { readYaml } from './support/manifests.ts';
import { root } from './support/source-files.ts';

const dockerfile = readFileSync(join(root, 'Dockerfile'), 'utf8');
const manifest = z.object({ workspaces: z.array(z.string()), dependencies: z.object({ node: z.string() }) });
const { workspaces, dependencies } = manifest.parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')));

describe('the image', () => {
  it('has the Node of package.json in every stage', () => {
    const versions = [...dockerfile.matchAll(/^FROM node:([\d.]+)-/gm)].map(([, version]) => version);
    expect(versions).toEqual([dependencies.node, dependencies.node]);
  });

  it('installs from the manifest of every workspace, as the lock file demands', () => {
    const manifests = workspaces.flatMap((pattern) => globSync(`${pattern}/package.json`, { cwd: root }));
    const copied = [...dockerfile.matchAll(/^COPY (\S+\/package\.json) /gm)].map(([, path]) => path);
    expect(copied.toSorted()).toEqual(manifests.toSorted());
  });

  it('does not run as root', () => {
    expect(dockerfile).toMatch(/^USER node$/m);
  });
});

describe('compose.yaml', () => {
  const service = z.looseObject({
    command: z.array(z.string()),
    env_file: z.string(),
    image: z.string(),
    ports: z.array(z.string()).optional(),
  });
  const { services } = z.object({ services: z.record(z.string(), z.unknown()) }).parse(readYaml('compose.yaml')[0]);
  const { postgres, redis, ...ours } = services;

  it('runs the router and every subgraph from the one image, each with its own secrets', () => {
    expect(postgres && redis).toBeDefined();
    const started = Object.entries(ours).map(([name, one]) => ({ name, ...service.parse(one) }));
    expect(started.map(({ name, image, env_file }) => [name, image, env_file])).toEqual(
      ['identity', 'integration', 'ai', 'data', 'analytics', 'router'].map((name) => [
        name,
        'conea',
        `.conea/compose/${name}.env`,
      ]),
    );
  });

  it('publishes the router and the ports of webhooks and of sign-in redirects, and no subgraph', () => {
    const published = Object.entries(ours).flatMap(([name, one]) =>
      (service.parse(one).ports ?? []).map((port) => `${name} ${port}`),
    );
    expect(published).toEqual([
      'identity 127.0.0.1:4011:4011',
      'integration 127.0.0.1:4012:4012',
      'router 127.0.0.1:4000:4000',
    ]);
  });
});
