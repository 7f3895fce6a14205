import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { SubgraphEngine } from './engine.ts';

/** Executes operations with Apollo Server. */
export const apolloEngine: SubgraphEngine = async (scope, { schema, contextOf, mask, path }) => {
  const apollo = new ApolloServer<object>({
    schema,
    introspection: true,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    formatError: mask,
    plugins: [ApolloServerPluginInlineTraceDisabled(), ApolloServerPluginUsageReportingDisabled()],
  });
  await apollo.start();
  scope.post(path, fastifyApolloHandler(apollo, { context: async (request, reply) => contextOf(request, reply) }));
  scope.addHook('onClose', () => apollo.stop());
};
