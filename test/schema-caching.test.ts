import { expect, it } from '@jest/globals';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { valueFromASTUntyped, type ConstDirectiveNode, type TypeDefinitionNode } from 'graphql';
import { z } from 'zod';
import { cachedDomains } from '../scripts/start/settings.ts';
import { readSourceFiles, root } from './support/source-files.ts';
import { directive, isEntity, namedType, objectFields, readSubgraphSchemas } from './support/subgraph-schemas.ts';

type Directed = { directives?: readonly ConstDirectiveNode[] | undefined };

const subgraphs = readSubgraphSchemas();
const fields = subgraphs.flatMap(objectFields);
const types = subgraphs.flatMap(({ name, types: own }) => own.map((type) => ({ subgraph: name, type })));
const sources = readSourceFiles();

const argumentsOf = ({ arguments: given = [] }: ConstDirectiveNode) =>
  Object.fromEntries(given.map(({ name, value }) => [name.value, valueFromASTUntyped(value)]));
const policy = z.object({
  maxAge: z.number().optional(),
  scope: z.enum(['PUBLIC', 'PRIVATE']).optional(),
  inheritMaxAge: z.boolean().optional(),
});
const policyOf = (node: Directed) => {
  const found = directive(node, 'cacheControl');
  return found && policy.parse(argumentsOf(found));
};
const findType = (subgraph: string, name: string) =>
  types.find((one) => one.subgraph === subgraph && one.type.name.value === name)?.type;
const isHeld = (node: Directed | undefined) => ((node && policyOf(node)?.maxAge) ?? 0) > 0;
const tagsOf = ({ directives = [] }: Directed) =>
  directives
    .filter(({ name }) => name.value === 'cacheTag')
    .map((found) => z.object({ format: z.string() }).parse(argumentsOf(found)).format);

/** Everything that carries directives, by its coordinate. */
const places = [
  ...types.map(({ subgraph, type }) => ({ subgraph, at: `${subgraph}: ${type.name.value}`, node: type })),
  ...fields.map(({ subgraph, parent, field }) => ({
    subgraph,
    at: `${subgraph}: ${parent.name.value}.${field.name.value}`,
    node: field,
  })),
];

const eventTags = z.object({ cacheTags: z.record(z.string(), z.array(z.string())) });
const tagsByEvent = await Promise.all(
  subgraphs.map(async ({ name }) => {
    const path = join(root, 'subgraphs', name, 'src/domain/cache-tags.ts');
    const cacheTags = existsSync(path) ? eventTags.parse(await import(path)).cacheTags : {};
    return { subgraph: name, cacheTags };
  }),
);

it('every @cacheControl says who may be given it, unless it takes both from what it is part of', () => {
  const silent = places.filter(({ node }) => {
    const own = policyOf(node);
    return own && (own.inheritMaxAge ? own.maxAge !== undefined : own.maxAge === undefined || !own.scope);
  });
  expect(silent.map(({ at }) => at)).toEqual([]);
});

it('everybody may be given nothing but the models, which belong to no organization', () => {
  expect(places.filter(({ node }) => policyOf(node)?.scope === 'PUBLIC').map(({ at }) => at)).toEqual(['ai: AiModel']);
});

it('what may be held has a tag by which it is found: entities, and what is asked for at the root', () => {
  const untagged = places.filter(({ node }) => isHeld(node) && tagsOf(node).length === 0);
  const roots = fields.filter(({ subgraph, parent, field }) => {
    const isAllowed = policyOf(field) ? isHeld(field) : isHeld(findType(subgraph, namedType(field.type)));
    return parent.name.value === 'Query' && isAllowed && tagsOf(field).length === 0;
  });
  expect([...untagged.map(({ at }) => at), ...roots.map(({ field }) => field.name.value)]).toEqual([]);
});

it('what is held is part of nothing else that is, since only the whole has a tag', () => {
  const owns = (type: TypeDefinitionNode | undefined) => type && isEntity(type) && type.description !== undefined;
  const nested = fields.filter(({ subgraph, parent, field }) => {
    const target = findType(subgraph, namedType(field.type));
    const own = policyOf(field);
    return isHeld(parent) && ((isHeld(target) && own?.maxAge !== 0) || (own?.inheritMaxAge && owns(target)));
  });
  expect(nested.map(({ parent, field }) => `${parent.name.value}.${field.name.value}`)).toEqual([]);
});

it('every @cacheTag is made untrue by an event, and every event makes one untrue that there is', () => {
  const inSchema = places.flatMap(({ subgraph, node }) =>
    tagsOf(node).map((format) => `${subgraph}: ${format.replace(/\{\$(key|args)\.id\}/, '{subject}')}`),
  );
  const inEvents = tagsByEvent.flatMap(({ subgraph, cacheTags }) =>
    Object.values(cacheTags).flatMap((tags) => tags.map((tag) => `${subgraph}: ${tag}`)),
  );
  expect([...new Set(inSchema)].toSorted()).toEqual([...new Set(inEvents)].toSorted());
});

it('the events that make tags untrue are written by their domains', () => {
  const unwritten = tagsByEvent.flatMap(({ subgraph, cacheTags }) => {
    const text = sources
      .filter(({ path }) => path.startsWith(`subgraphs/${subgraph}/src/`))
      .map(({ syntax }) => syntax.text)
      .join('\n');
    return Object.keys(cacheTags).filter((event) => !text.includes(`type: '${event}'`));
  });
  expect(unwritten).toEqual([]);
});

it('every subgraph that has tags is told where routers are, and no other', () => {
  const tagged = tagsByEvent.filter(({ cacheTags }) => Object.keys(cacheTags).length > 0);
  expect(tagged.map(({ subgraph }) => subgraph).toSorted()).toEqual(cachedDomains.toSorted());
});
