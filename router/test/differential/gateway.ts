import { ApolloGateway, type GraphQLDataSource } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import { parse, print, visit, type FieldNode } from 'graphql';
import { isObject, type ExecutionResult, type JsonObject } from '../../src/engine/result.ts';
import type { Run } from './graph.ts';
import type { Services } from './services.ts';
import { toWire } from './wire.ts';
import { withoutMarks, type WrittenOperation } from './written.ts';

/** Executes operations with `@apollo/gateway`. */
export async function createGateway(supergraphSdl: string, services: Services) {
  const interfaceObjects = new Set([...supergraphSdl.matchAll(/^interface (\w+)/gm)].map(([, name = '']) => name));
  const gateway = new ApolloGateway({
    supergraphSdl,
    buildService: ({ name }) => dataSource(name, services, interfaceObjects),
  });
  const server = new ApolloServer<Run>({
    gateway,
    includeStacktraceInErrorResponses: false,
    documentStore: null,
    logger: { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} },
  });
  await server.start();
  const execute = async ({ query, variables }: WrittenOperation, run: Run): Promise<ExecutionResult> => {
    const document = visit(parse(query), { Field: spellAlias });
    const { body } = await server.executeOperation({ query: print(document), variables }, { contextValue: run });
    if (body.kind !== 'single') throw new Error('the gateway answered in parts');
    return withoutMarks(toWire(JSON.parse(JSON.stringify(body.singleResult).replaceAll(spelling, ''))));
  };
  return { execute, stop: () => server.stop() };
}

const spelling = '_alias_';

/** The gateway mixes up an alias with the key or required field of that name, so it is given aliases that no field has. */
function spellAlias({ alias, ...field }: FieldNode): FieldNode | undefined {
  if (alias?.value === field.name.value) return field;
  return alias && { ...field, alias: { ...alias, value: `${alias.value}${spelling}` } };
}

/**
 * An interface object answers with the name of its interface, which the gateway puts in place of the type name that it knows already:
 * it is not told.
 */
function forgetInterfaceNames(data: JsonObject | null, interfaceObjects: ReadonlySet<string>): void {
  const entities = data?.['_entities'];
  if (!Array.isArray(entities)) return;
  for (const entity of entities.filter(isObject)) {
    if (interfaceObjects.has(String(entity['__typename']))) delete entity['__typename'];
  }
}

function dataSource(name: string, services: Services, interfaceObjects: ReadonlySet<string>): GraphQLDataSource<Run> {
  return {
    process: async (options) => {
      if (!('incomingRequestContext' in options)) return { data: null };
      const { request, context } = options;
      const variables: JsonObject = { ...request.variables };
      const { data, errors } = await services(name, request.query ?? '', variables, context);
      forgetInterfaceNames(data, interfaceObjects);
      return errors.length > 0 ? { data, errors } : { data };
    },
  };
}
