import { buildSubgraphSchema } from '@apollo/subgraph';
import {
  defaultFieldResolver,
  execute,
  GraphQLError,
  isObjectType,
  parse,
  validate,
  type DocumentNode,
  type GraphQLFormattedError,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';
import { isObject, type JsonObject } from '../../src/engine/result.ts';
import type { SubgraphDefinition } from '../support/test-graph.ts';
import { wholeFetch } from './comparison.ts';
import { toWire } from './wire.ts';
import type { Graph, Run } from './graph.ts';

export type ServiceAnswer = { data: JsonObject | null; errors: GraphQLFormattedError[] };

/** The subgraphs of a graph, in process: what goes in and out is JSON, as it would be on a wire. */
export type Services = (name: string, query: string, variables: JsonObject, run: Run) => Promise<ServiceAnswer>;

export function createServices({ subgraphs }: Graph): Services {
  const schemas = new Map(subgraphs.map((definition) => [definition.name, buildSchema(definition)]));
  const documents = new Map<string, DocumentNode>();
  return async (name, query, variables, run) => {
    const schema = schemas.get(name);
    if (!schema) throw new Error(`no subgraph ${name}`);
    if (fails(run, name, query.includes('_entities') ? 'entities' : 'root', 12))
      return { data: null, errors: [{ message: `${name} is down`, extensions: fetchFault }] };
    const document = documents.get(query) ?? parse(query);
    documents.set(query, document);
    const invalid = validate(schema, document);
    if (invalid.length > 0)
      return { data: null, errors: invalid.map(({ message }) => ({ message, extensions: fetchFault })) };
    return toWire(await execute({ schema, document, variableValues: variables, contextValue: run }));
  };
}

const extensions = { code: 'FAULT' };
const fetchFault = { code: wholeFetch };

function buildSchema({ sdl, resolvers }: SubgraphDefinition): GraphQLSchema {
  const schema = buildSubgraphSchema([{ typeDefs: parse(sdl), resolvers: { ...resolvers } }]);
  for (const type of Object.values(schema.getTypeMap())) {
    if (isObjectType(type) && !type.name.startsWith('_')) breakSometimes(type);
  }
  return schema;
}

/** A field of one object fails in every subgraph that has it, so that it does not matter which one is asked. */
function breakSometimes(type: GraphQLObjectType): void {
  for (const field of Object.values(type.getFields())) {
    const { resolve = defaultFieldResolver, name } = field;
    if (name.startsWith('_')) continue;
    field.resolve = (source: unknown, args: unknown, run: Run, info) => {
      const id = isObject(source) ? String(source['id']) : '';
      if (fails(run, name, id, 12)) throw new GraphQLError(`${name} of ${id} is broken`, { extensions });
      if (fails(run, id, name, 12)) return null;
      return resolve(source, args, run, info);
    };
  }
}

/** About once in `every` places, always the same ones in a run. */
function fails({ faults }: Run, scope: string, name: string, every: number): boolean {
  if (faults === 0) return false;
  let hash = 2166136261 ^ faults;
  for (const character of `${scope}/${name}`) hash = Math.imul(hash ^ character.charCodeAt(0), 16777619);
  return ((hash ^ (hash >>> 13)) >>> 0) % every === 0;
}
