import { Kind, parse, type ConstDirectiveNode, type DocumentNode } from 'graphql';
import { z } from 'zod';
import { argumentsOf } from '../authorization/directive-names.ts';
import { createTagCheck, queryTypeOf, type TaggedDefinition } from './tag-check.ts';
import { parseTagFormat, type TagFormat } from './tag-format.ts';

/** The formats of `@cacheTag` in a supergraph, by subgraph and coordinate. */
export type CacheTags = { formats: ReadonlyMap<string, readonly TagFormat[]>; queryType: string };

export const tagsOfType = ({ formats }: CacheTags, subgraph: string, type: string) =>
  formats.get(keyOf(subgraph, type)) ?? [];

/** Of a field at the root of queries. */
export const tagsOfField = ({ formats, queryType }: CacheTags, subgraph: string, field: string) =>
  formats.get(keyOf(subgraph, `${queryType}.${field}`)) ?? [];

const keyOf = (subgraph: string | undefined, coordinate: string) => `${subgraph}\n${coordinate}`;

const application = z.object({
  graphs: z.array(z.string()),
  name: z.string().regex(/(?:^|__)cacheTag$/),
  args: z.object({ format: z.string() }),
});
const subgraphName = z.object({ name: z.string() });

/** Reads them; throws all that is wrong with them, since composition does not look into formats. */
export function readCacheTags(supergraphSdl: string): CacheTags {
  const document = parse(supergraphSdl, { noLocation: true });
  const names = readSubgraphNames(document);
  const check = createTagCheck(document);
  const formats = new Map<string, TagFormat[]>();
  const problems: string[] = [];
  const read = (definition: TaggedDefinition, { directives = [] }: { directives?: readonly ConstDirectiveNode[] }) => {
    for (const { graphs, args } of directives.flatMap(parseApplication))
      for (const graph of graphs) {
        const where = `@cacheTag(format: ${JSON.stringify(args.format)}) of ${definition.coordinate}`;
        try {
          const format = parseTagFormat(args.format);
          check(definition, graph, format);
          const key = keyOf(names.get(graph), definition.coordinate);
          formats.set(key, [...(formats.get(key) ?? []), format]);
        } catch (error) {
          problems.push(`${where} in ${names.get(graph)}: ${error instanceof Error ? error.message : String(error)}`);
        }
      }
  };
  for (const type of document.definitions) {
    if (type.kind !== Kind.OBJECT_TYPE_DEFINITION && type.kind !== Kind.INTERFACE_TYPE_DEFINITION) continue;
    read({ type, field: null, coordinate: type.name.value }, type);
    for (const field of type.fields ?? [])
      read({ type, field, coordinate: `${type.name.value}.${field.name.value}` }, field);
  }
  if (problems.length > 0) throw new Error(problems.join('\n'));
  return { formats, queryType: queryTypeOf(document) };
}

function parseApplication(directive: ConstDirectiveNode) {
  return directive.name.value === 'join__directive' ? (application.safeParse(argumentsOf(directive)).data ?? []) : [];
}

/** By the values of `join__Graph`, which stand for them in a supergraph. */
function readSubgraphNames({ definitions }: DocumentNode): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const node of definitions) {
    if (node.kind !== Kind.ENUM_TYPE_DEFINITION || node.name.value !== 'join__Graph') continue;
    for (const { name, directives = [] } of node.values ?? []) {
      const graph = directives.find((directive) => directive.name.value === 'join__graph');
      if (graph) names.set(name.value, subgraphName.parse(argumentsOf(graph)).name);
    }
  }
  return names;
}
