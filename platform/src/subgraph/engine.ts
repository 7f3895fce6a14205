import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { GraphQLFormattedError, GraphQLSchema } from 'graphql';

/** What an execution engine gets: it serves `POST path` in the scope, whose requests are verified already. */
export type EngineOptions = {
  schema: GraphQLSchema;
  path: string;
  contextOf(request: FastifyRequest, reply: FastifyReply): object;
  mask(formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError;
};

/** Mounts a GraphQL server on Fastify. */
export type SubgraphEngine = (scope: FastifyInstance, options: EngineOptions) => Promise<void>;
