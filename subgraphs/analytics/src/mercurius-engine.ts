import type { SubgraphEngine } from '@conea/platform';
import type { FastifyReply } from 'fastify';
import {
  GraphQLError,
  Kind,
  parse,
  valueFromASTUntyped,
  type ExecutionResult,
  type GraphQLFormattedError,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import mercurius, { type MercuriusOptions } from 'mercurius';
import { z } from 'zod';

const requestShape = z.object({
  query: z.string(),
  operationName: z.string().nullish(),
  variables: z.record(z.string(), z.unknown()).nullish(),
});

/** Executes operations with mercurius, which compiles an operation at its second run: answers here are long lists of numbers. */
export const mercuriusEngine: SubgraphEngine = async (scope, { schema, path, contextOf, mask }) => {
  await scope.register(mercurius, { schema, jit: 1, routes: false, graphiql: false, errorFormatter: asTheyAre });

  const defaultsOf = createDefaults();
  const run = async (reply: FastifyReply, body: unknown, context: object): Promise<ExecutionResult> => {
    const { query, variables, operationName } = requestShape.parse(body);
    try {
      const filled = { ...defaultsOf(query), ...variables };
      return await reply.graphql(query, { ...context }, filled, operationName ?? undefined);
    } catch (error) {
      return { errors: errorsOf(error) };
    }
  };
  scope.post(path, async (request, reply) => {
    const { data, errors } = await run(reply, request.body, contextOf(request, reply));
    const masked = errors?.map((error) => mask(format(error), error.originalError ?? error));
    return reply.type('application/json; charset=utf-8').send(JSON.stringify({ data, errors: masked }));
  });
};

/** Formatted, an error would no longer tell a `ClientError` from a bug. */
const asTheyAre: NonNullable<MercuriusOptions['errorFormatter']> = ({ data, errors }) => ({
  statusCode: 200,
  response: { data: data ?? null, errors: errors ?? [] },
});

const refusal = z.object({ errors: z.array(z.instanceof(GraphQLError)) });

/** What mercurius throws for a document that it does not execute. */
function errorsOf(error: unknown): GraphQLError[] {
  const parsed = refusal.safeParse(error);
  if (parsed.success)
    return parsed.data.errors.map(
      ({ message, nodes }) =>
        new GraphQLError(message, { nodes: nodes ?? null, extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }),
    );
  return [
    error instanceof GraphQLError
      ? error
      : new GraphQLError('failed', { originalError: error instanceof Error ? error : new Error('failed') }),
  ];
}

/** The JIT has an error class of its own, which is not made for JSON. */
function format({ message, path, locations, extensions }: GraphQLError): GraphQLFormattedError {
  return { message, ...(path && { path }), ...(locations && { locations }), extensions };
}

const maxDocuments = 1_000;

/** The default values of a document's variables. The JIT takes a variable that is not sent for missing, whatever its default. */
function createDefaults() {
  const known = new LRUCache<string, Record<string, unknown>>({ max: maxDocuments });
  return (query: string): Record<string, unknown> => {
    const earlier = known.get(query);
    if (earlier) return earlier;
    const definitions = parse(query).definitions.filter((node) => node.kind === Kind.OPERATION_DEFINITION);
    const variables = definitions.flatMap(({ variableDefinitions }) => variableDefinitions ?? []);
    const defaults = Object.fromEntries(
      variables.flatMap(({ variable, defaultValue }): [string, unknown][] =>
        defaultValue ? [[variable.name.value, valueFromASTUntyped(defaultValue)]] : [],
      ),
    );
    known.set(query, defaults);
    return defaults;
  };
}
