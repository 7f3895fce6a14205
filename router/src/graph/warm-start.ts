import type { Logger } from '@conea/platform';
import { print, type GraphQLSchema } from 'graphql';
import { anonymous } from '../authorization/rules.ts';
import type { RouterConfig } from '../config/config.ts';
import { sampleFields } from '../planner/sample-fields.ts';
import { createLimits } from '../stages/limit.ts';
import { createDocumentCache, type KnownOperation } from '../stages/load.ts';
import type { Supergraph } from '../supergraph.ts';
import { warmOperations } from './warm-operations.ts';

/** Each is another one for whoever prepares operations; the last are loaded as large documents are. */
const sizes = [10, 10, 20, 40, 80, 150, 150, 150] as const;

/**
 * Prepares operations that nobody has asked, and forgets them: the code of all that is done for a new operation is compiled before the first
 * client waits for it.
 */
export async function warmStart(supergraph: Supergraph, config: RouterConfig, log: Logger): Promise<void> {
  const { limits, query_planning: planning } = config;
  if (planning.warm_up === 0) return;
  const documents = createDocumentCache({
    ...{ supergraph, isIntrospectable: true, limits: createLimits({ ...limits, warn_only: false }, log) },
    parseLimits: { maxTokens: limits.max_tokens, maxNesting: limits.max_nesting },
    onLookup: () => undefined,
    stage: (_, work) => work(),
  });
  const enough = AbortSignal.timeout(planning.warm_up);
  const over = new Promise<void>((resolve) => enough.addEventListener('abort', () => resolve(), { once: true }));
  await Promise.race([warmOperations(documents.load, samplesOf(supergraph.apiSchema), enough), over]);
}

function samplesOf(schema: GraphQLSchema): KnownOperation[] {
  const fields = sampleFields(schema, sizes.at(-1) ?? 0).map(print);
  return sizes.map((size, round) => {
    const selections = Array.from({ length: size }, (_, at) => `w${round}x${at}: ${fields[at % fields.length]}`);
    return { query: `{ ${selections.join(' ')} }`, operationName: undefined, grants: [anonymous] };
  });
}
