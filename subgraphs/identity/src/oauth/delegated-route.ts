import { callerOf, type Caller, type Logger, type SubgraphOptions } from '@conea/platform';
import { emptyAnswer, httpQuestion, type HttpAnswer, type HttpQuestion } from './http-exchange.ts';

/** Answers what anybody asks of the paths that the router leaves to this subgraph: `{ status, headers, body }`. */
export function delegatedRoute(
  answer: (question: HttpQuestion, caller: Caller) => Promise<HttpAnswer>,
  log: Logger,
): NonNullable<SubgraphOptions['signedRoutes']> {
  return (app) => {
    app.post('/http', { bodyLimit: 256 * 1024 }, async (request, reply) => {
      const question = httpQuestion.safeParse(request.body);
      if (!question.success) return reply.code(400).send({ error: 'expected { method, path, query, … }' });
      const answered = answer(question.data, callerOf(request)).catch((error: unknown) => {
        log.error({ err: error, path: question.data.path }, 'delegated request failed');
        return emptyAnswer(500);
      });
      return reply.header('cache-control', 'no-store').send(await answered);
    });
  };
}
