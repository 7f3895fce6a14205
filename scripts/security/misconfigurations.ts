import { hasData, readAnswer } from './answer.ts';
import type { Target } from './target.ts';

/** `run` answers what it found, or null. */
export type Check = { name: string; run(target: Target): Promise<string | null> };

const repeat = (count: number, make: (index: number) => string) =>
  Array.from({ length: count }, (_, i) => make(i)).join(' ');
const circle = (depth: number): string => (depth === 0 ? 'name' : `type { fields { ${circle(depth - 1)} } }`);

const executes = (name: string, query: string, finding: string): Check => ({
  name,
  run: async (target) => (hasData(await target.ask(query)) ? finding : null),
});
const json = { 'content-type': 'application/json' };
const inUrl = ({ url }: Target, query: string) => `${url.pathname}?query=${encodeURIComponent(query)}`;

/** The 13 classic mistakes in how a GraphQL endpoint is set up. */
export const misconfigurations: readonly Check[] = [
  executes(
    'alias overloading',
    `{ ${repeat(101, (i) => `a${i}: __typename`)} }`,
    '101 aliases of one field were executed',
  ),
  {
    name: 'array batching',
    run: async (target) => {
      const body = JSON.stringify(Array.from({ length: 10 }, () => ({ query: '{ __typename }' })));
      const answer = await target.send({ headers: json, body });
      return Array.isArray(answer.json) && answer.json.length > 1 ? 'a batch of 10 operations was executed' : null;
    },
  },
  executes(
    'circular introspection',
    `{ __schema { types { fields { ${circle(6)} } } } }`,
    'a circle through the schema was executed',
  ),
  {
    name: 'directive overloading',
    run: async (target) => {
      const { errors } = readAnswer(await target.ask(`{ __typename ${'@aa'.repeat(10)} }`));
      return (errors?.length ?? 0) >= 10 ? 'each of 10 unknown directives got an error of its own' : null;
    },
  },
  executes('field duplication', `{ ${repeat(500, () => '__typename')} }`, '500 times the same field were executed'),
  {
    name: 'field suggestions',
    run: async (target) => {
      const typos = await Promise.all(
        ['{ __schem { x } }', '{ __typenam }', '{ vieer { id } }', '{ usr { id } }'].map((typo) => target.ask(typo)),
      );
      return typos.some(({ text }) => /did you mean/i.test(text))
        ? 'a typo is answered with names of the schema'
        : null;
    },
  },
  {
    name: 'GraphiQL',
    run: async (target) => {
      for (const path of new Set([target.url.pathname, '/', '/graphiql', '/playground'])) {
        const { text, status } = await target.send({ method: 'GET', path, headers: { accept: 'text/html' } });
        if (status < 400 && /graphiql|graphql.{0,3}playground|apollo.{0,3}sandbox/i.test(text))
          return `an explorer is at ${path}`;
      }
      return null;
    },
  },
  executes('introspection', '{ __schema { queryType { name } } }', 'the schema is told to everybody'),
  {
    name: 'GET queries',
    run: async (target) =>
      hasData(await target.send({ method: 'GET', path: inUrl(target, '{ __typename }') }))
        ? 'a query in a link was executed, which any page can make a browser follow'
        : null,
  },
  {
    name: 'GET mutations',
    run: async (target) =>
      hasData(await target.send({ method: 'GET', path: inUrl(target, 'mutation { __typename }') }))
        ? 'a mutation in a link was executed'
        : null,
  },
  {
    name: 'urlencoded POST',
    run: async (target) => {
      const headers = { 'content-type': 'application/x-www-form-urlencoded' };
      const body = `query=${encodeURIComponent('{ __typename }')}`;
      return hasData(await target.send({ headers, body })) ? 'a form was executed, which any page can send' : null;
    },
  },
  {
    name: 'trace mode',
    run: async (target) => {
      const { extensions } = readAnswer(
        await target.ask('{ __typename }', { 'apollo-federation-include-trace': 'ftv1' }),
      );
      const traces = Object.keys(extensions ?? {}).filter((name) => /trac|ftv1|debug|queryPlan/i.test(name));
      return traces.length > 0 ? `answers have ${traces.join(', ')}` : null;
    },
  },
  {
    name: 'unhandled errors',
    run: async (target) => {
      const bodies = ['{', '{"query":1}', '{"query":"{"}', '{"query":"{ __typename }","variables":7}', 'null'];
      const answers = await Promise.all(bodies.map((body) => target.send({ headers: json, body })));
      const bad = answers.find(({ status, text }) => status >= 500 || /stacktrace|node_modules|\n\s+at /.test(text));
      return bad ? `a request that is no good is answered ${bad.status}, or with a stack` : null;
    },
  },
];
