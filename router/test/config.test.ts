import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { parse, validate } from 'graphql';
import { InvalidConfig, parseConfig } from '../src/config/load-config.ts';
import { readSupergraph } from '../src/supergraph-facts.ts';

const read = (file: string) => readFileSync(new URL(`../${file}`, import.meta.url), 'utf8');
const shipped = read('router.yaml');

function problemsOf(text: string, environment: Record<string, string> = {}): readonly string[] {
  try {
    parseConfig(text, environment);
    return [];
  } catch (error) {
    if (error instanceof InvalidConfig) return error.problems;
    throw error;
  }
}

describe('router.yaml', () => {
  it('may be empty: every key has a default', () => {
    expect(parseConfig('', {}).server).toMatchObject({ path: '/graphql', max_request_bytes: 1_048_576 });
  });

  it('that comes with Conea needs no environment, and then trusts no issuer', () => {
    expect(parseConfig(shipped, {}).authentication.jwt.issuers).toMatchObject([{ jwks_url: '' }]);
  });

  it('that comes with Conea asks its supergraph for nothing that this has not', () => {
    const { example, sign_in: signIn } = parseConfig(shipped, {}).explorer;
    const { apiSchema } = readSupergraph(read('supergraph.graphql'), { hasRateLimitField: true }).schemas;
    const operations = [example, ...Object.values(signIn ?? {})];
    expect(operations).toHaveLength(5);
    expect(operations.flatMap((text) => validate(apiSchema, parse(text ?? '')))).toEqual([]);
  });

  it('names an unknown key and the one that was meant', () => {
    expect(problemsOf('server:\n  pth: /x\n')).toEqual(['server.pth: unknown key; did you mean path?']);
    expect(
      problemsOf(
        'authentication:\n  jwt:\n    issuers: [{ issuer: a, jwks_url: "", audience: [a], audiences: [a] }]\n',
      ),
    ).toEqual(['authentication.jwt.issuers.0.audience: unknown key; did you mean audiences?']);
    expect(problemsOf('zzz: 1')[0]).toMatch(/^zzz: unknown key; known here: server, /);
  });

  it('says at once everything that is wrong', () => {
    expect(problemsOf('server:\n  path: graphql\n  request_timeout: 3 weeks\n')).toEqual([
      expect.stringContaining('server.path'),
      'server.request_timeout: expected a duration such as 250ms, 30s or 5m, not 3 weeks',
    ]);
  });

  it('that is no YAML gets a line and a column', () => {
    expect(problemsOf('server: [')).toEqual([expect.stringMatching(/line 1, column/)]);
  });

  it('reads the environment, typed where the value has no quotes', () => {
    const text = 'server:\n  explorer: ${env.EXPLORER}\n  path: "/${env.NAME:-graphql}"\n';
    expect(parseConfig(text, { EXPLORER: 'false' }).server).toMatchObject({ explorer: false, path: '/graphql' });
    expect(parseConfig(text, { EXPLORER: 'true', NAME: '1' }).server).toMatchObject({ explorer: true, path: '/1' });
  });

  it('that asks for a variable which is not set is refused by its name', () => {
    expect(problemsOf('server:\n  explorer: ${env.EXPLORER}\n')).toEqual([
      '${env.EXPLORER}: the variable is not set and has no default',
    ]);
  });

  it('finds the files that it names from its own folder', () => {
    const text = 'persisted_queries:\n  local_manifests: [operations/app.json, /etc/other.json]\n';
    expect(parseConfig(text, {}, '/srv/router').persisted_queries.local_manifests).toEqual([
      '/srv/router/operations/app.json',
      '/etc/other.json',
    ]);
  });
});
