import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { RouterConfigInput } from '../src/config/config.ts';
import { guardedPeople, withoutRepetitions } from './support/guarded-people.ts';
import { startIssuer } from './support/issuer.ts';
import { collectLog } from './support/log-lines.ts';
import { streamClients } from './support/stream-clients.ts';
import { ask, startRouter, startSubgraph, type TestRouter, type TestSubgraph } from './support/test-graph.ts';

type Directives = NonNullable<NonNullable<RouterConfigInput['authorization']>['directives']>;

let issuer: Awaited<ReturnType<typeof startIssuer>>;
let subgraphs: TestSubgraph[];
const routers: TestRouter[] = [];

beforeAll(async () => {
  issuer = await startIssuer();
  subgraphs = await Promise.all(guardedPeople.map((definition) => startSubgraph(definition)));
});
afterAll(async () => {
  await Promise.all(routers.map((router) => router.stop()));
  await Promise.all([...subgraphs.map((subgraph) => subgraph.stop()), issuer.stop()]);
});
beforeEach(() => {
  for (const { requests } of subgraphs) requests.length = 0;
});

async function serve(directives: Directives) {
  const { log, lines } = collectLog();
  const config = { ...issuer.config, authorization: { directives } };
  const router = await startRouter(guardedPeople, subgraphs, { config, transform: withoutRepetitions, log });
  routers.push(router);
  const headersFor = async (scope: string) => ({ authorization: `Bearer ${await issuer.token({ scope })}` });
  const denials = () => lines.filter((line) => line.includes('caller may not see'));
  return {
    denials,
    ask: async (scope: string, query: string) => ask(router.url, query, {}, await headersFor(scope)),
    subscribe: async (client: (typeof streamClients)[number][1], query: string) => {
      const results = [];
      for await (const result of client(router.url, { query }, await headersFor(''))) results.push(result);
      return results;
    },
  };
}
const error = (...path: string[]) =>
  expect.objectContaining({ path, extensions: { code: 'UNAUTHORIZED_FIELD_OR_TYPE' } });
const asked = () => subgraphs.flatMap(({ requests }) => requests);

/** What has got around rules elsewhere: CVE-2025-64347 (directives of other names, interfaces) and GHSA-m8jr-fxqx-8xx6 (`@requires`). */
const detours: [string, string, string[], string][] = [
  ['a directive of another name', '{ open person { salary } }', ['person', 'salary'], 'Person.salary'],
  ['a selection on an interface', '{ open node { note } }', ['node', 'note'], 'Node.note'],
  [
    'a fragment on the object of an interface',
    '{ open node { ... on Person { note } } }',
    ['node', 'note'],
    'Person.note',
  ],
  ['a fragment on an interface', '{ open person { ... on Node { note } } }', ['person', 'note'], 'Node.note'],
  ['a field that requires it', '{ open person { bonus } }', ['person', 'bonus'], 'Person.bonus'],
  ['a field that requires what requires it', '{ open person { report } }', ['person', 'report'], 'Person.report'],
];

describe('reject_unauthorized', () => {
  let router: Awaited<ReturnType<typeof serve>>;
  beforeAll(async () => {
    router = await serve({ reject_unauthorized: true });
  });

  it.each(detours)('executes nothing of an operation with %s', async (_, query, path) => {
    expect(await router.ask('', query)).toEqual({ status: 200, data: null, errors: [error(...path)] });
    expect(asked()).toEqual([]);
  });

  it('executes what the caller may see all of', async () => {
    expect(await router.ask('read:salaries', '{ open person { salary bonus } }')).toEqual({
      status: 200,
      data: { open: 'open', person: { salary: 100, bonus: 10 } },
    });
  });

  it.each(streamClients)('opens no such subscription over %s', async (_, client) => {
    const results = await router.subscribe(client, 'subscription { hired { name salary } }');
    expect(results).toEqual([{ data: null, errors: [error('hired', 'salary')] }]);
  });
});

describe('dry_run', () => {
  let router: Awaited<ReturnType<typeof serve>>;
  beforeAll(async () => {
    router = await serve({ dry_run: true, reject_unauthorized: true });
  });

  it.each(detours)('executes all, and tells of %s', async (_, query, path, coordinate) => {
    const answer = await router.ask('', query);
    expect(answer.errors).toEqual([error(...path)]);
    expect(JSON.stringify(answer.data)).not.toContain('null');
    expect(JSON.parse(router.denials().at(-1) ?? '')).toMatchObject({ denied: [coordinate], isDryRun: true });
  });

  it('does not take what it tells for the reason of a null that has another', async () => {
    const answer = await router.ask('', '{ found { __typename ... on Secret { text id note } ... on Person { id } } }');
    expect(answer.errors).toHaveLength(1);
    expect(answer.errors).toEqual([error('found', '@', 'id')]);
  });

  it.each(streamClients)('completes the events of a subscription over %s, and tells of them', async (_, client) => {
    const results = await router.subscribe(client, 'subscription { hired { name salary } }');
    expect(results).toEqual([{ data: { hired: { name: 'Aiko', salary: 100 } }, errors: [error('hired', 'salary')] }]);
  });
});

describe('errors.response: extensions', () => {
  let router: Awaited<ReturnType<typeof serve>>;
  beforeAll(async () => {
    router = await serve({ errors: { response: 'extensions' } });
  });

  it('puts them into extensions.authorizationErrors, also when nothing is executed', async () => {
    const query = '{ person { id name } }';
    const extensions = { authorizationErrors: [error('person', 'id')] };
    expect(await router.ask('', query)).toEqual({ status: 200, data: { person: null }, extensions });
    const rejecting = await serve({ reject_unauthorized: true, errors: { response: 'extensions' } });
    expect(await rejecting.ask('', query)).toEqual({ status: 200, data: null, extensions });
  });

  it.each(streamClients)('holds for the events of a subscription over %s', async (_, client) => {
    const results = await router.subscribe(client, 'subscription { hired { name salary } }');
    expect(results).toEqual([
      {
        data: { hired: { name: 'Aiko', salary: null } },
        extensions: { authorizationErrors: [error('hired', 'salary')] },
      },
    ]);
  });
});

describe('errors.response: disabled', () => {
  let router: Awaited<ReturnType<typeof serve>>;
  beforeAll(async () => {
    router = await serve({ errors: { response: 'disabled' } });
  });

  it('tells nothing, not even why a field that must not be null took its parent along', async () => {
    expect(await router.ask('', '{ person { id name } }')).toEqual({ status: 200, data: { person: null } });
    const answer = await router.ask('', '{ person { name salary } }');
    expect(answer).toEqual({ status: 200, data: { person: { name: 'Aiko', salary: null } } });
  });

  it.each(detours)('hides it all the same behind %s', async (_, query) => {
    expect(JSON.stringify((await router.ask('', query)).data)).toContain('null');
  });
});

describe('errors.log', () => {
  it('writes what was denied as the schema names it, each request once, and nothing that the client wrote', async () => {
    const router = await serve({});
    const query = 'query Canary { canary: person { canary: salary boss { salary } } sorted(by: UP) }';
    for (const _ of [1, 2]) await router.ask('', query);
    expect(router.denials()).toHaveLength(2);
    expect(JSON.parse(router.denials()[1] ?? '')).toMatchObject({
      level: 'warn',
      requestId: expect.stringMatching(/^req_/),
      userId: 'usr_1',
      denied: ['Person.salary', 'Query.sorted'],
    });
    expect(router.denials().join('')).not.toMatch(/canary|UP/i);
  });

  it('writes nothing when it is off, or when nothing was denied', async () => {
    const silent = await serve({ errors: { log: false } });
    await silent.ask('', '{ person { salary } }');
    const router = await serve({});
    await router.ask('read:salaries', '{ person { salary } }');
    expect([...silent.denials(), ...router.denials()]).toEqual([]);
  });
});

describe('directives that are switched off', () => {
  let router: Awaited<ReturnType<typeof serve>>;
  beforeAll(async () => {
    router = await serve({ enabled: false, reject_unauthorized: true });
  });

  it.each(detours)('hide nothing: %s', async (_, query) => {
    const answer = await router.ask('', query);
    expect(JSON.stringify(answer)).not.toMatch(/null|errors/);
  });
});
