import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { guardedPeople, withoutRepetitions } from './support/guarded-people.ts';
import { startIssuer } from './support/issuer.ts';
import { ask, startRouter, startSubgraph, type TestRouter, type TestSubgraph } from './support/test-graph.ts';

let issuer: Awaited<ReturnType<typeof startIssuer>>;
let subgraphs: TestSubgraph[];
let router: TestRouter;

beforeAll(async () => {
  issuer = await startIssuer();
  subgraphs = await Promise.all(guardedPeople.map((definition) => startSubgraph(definition)));
  router = await startRouter(guardedPeople, subgraphs, { config: issuer.config, transform: withoutRepetitions });
});
afterAll(async () => {
  await router.stop();
  await Promise.all([...subgraphs.map((subgraph) => subgraph.stop()), issuer.stop()]);
});

const as = async (scopes: string, query: string, variables: object = {}) =>
  ask(router.url, query, variables, { authorization: `Bearer ${await issuer.token({ scope: scopes })}` });
const deniedPaths = ({ errors = [] }: Awaited<ReturnType<typeof as>>) =>
  errors.map(({ path, extensions }) => `${String(extensions?.['code'])} ${path?.join('.')}`);
const denied = (...paths: string[]) => paths.map((path) => `UNAUTHORIZED_FIELD_OR_TYPE ${path}`);

describe('what a caller may not see', () => {
  it.each([
    [
      'a field that requires it',
      '{ person { name bonus } }',
      { person: { name: 'Aiko', bonus: null } },
      ['person.bonus'],
    ],
    [
      'a field that requires what requires it',
      '{ person { name report } }',
      { person: { name: 'Aiko', report: null } },
      ['person.report'],
    ],
    ['an alias', '{ person { name s: salary } }', { person: { name: 'Aiko', s: null } }, ['person.s']],
    [
      'a fragment',
      '{ person { ...A } } fragment A on Person { name ...B } fragment B on Person { salary }',
      { person: { name: 'Aiko', salary: null } },
      ['person.salary'],
    ],
    ['an interface', '{ open node { note } }', { open: 'open', node: null }, ['node.note']],
    [
      'a fragment on the interface',
      '{ person { name ... on Node { note } } }',
      { person: { name: 'Aiko', note: null } },
      ['person.note'],
    ],
    [
      'a field deep inside',
      '{ person { name boss { boss { name salary } } } }',
      { person: { name: 'Aiko', boss: { boss: { name: 'Ben', salary: null } } } },
      ['person.boss.boss.salary'],
    ],
  ])('is not reached through %s', async (_, query, data, paths) => {
    const answer = await as('', query);
    expect([answer.data, deniedPaths(answer)]).toEqual([data, denied(...paths)]);
  });

  it('is not shown although the router fetches it for itself', async () => {
    const answer = await as('read:salaries', '{ person { id bonus } }');
    expect(answer.data).toEqual({ person: null });
    expect(deniedPaths(answer)).toEqual(denied('person.id'));
  });

  it('is shown with the scope for it, also under a directive of another name', async () => {
    expect((await as('read:salaries', '{ person { salary bonus report } }')).data).toEqual({
      person: { salary: 100, bonus: 10, report: 'bonus 10' },
    });
  });

  it('is not told by an enum among the arguments, however deep, in a variable or not', async () => {
    for (const query of ['{ open sorted(by: UP) }', '{ open sorted: filtered(filter: { all: [{ order: DOWN }] }) }'])
      expect((await as('', query)).data).toEqual({ open: 'open', sorted: null });
    const variable = 'query ($filter: Filter) { open filtered(filter: $filter) }';
    expect((await as('', variable, { filter: { order: 'UP' } })).data).toEqual({ open: 'open', filtered: null });
    expect((await as('sort', variable, { filter: { order: 'UP' } })).data).toEqual({
      open: 'open',
      filtered: 'filtered',
    });
  });

  it('is a type of a union that asks for a signed-in caller', async () => {
    const query = '{ open found { __typename ... on Secret { text } ... on Person { name } } }';
    expect((await ask(router.url, query)).data).not.toMatchObject({ found: [{}, { text: 'hidden' }] });
    expect((await as('', query)).data).toMatchObject({ found: [{ name: 'Aiko' }, { text: 'hidden' }] });
  });

  it('is what a policy keeps from callers without the permission of its name', async () => {
    expect((await as('', '{ open priced }')).data).toEqual({ open: 'open', priced: null });
    expect((await as('read:prices', '{ open priced }')).data).toEqual({ open: 'open', priced: 'priced' });
  });
});
