import type { Caller, Logger } from '@conea/platform';
import { anonymous, type Grant } from '../authorization/rules.ts';
import type { DirectivesConfig } from '../config/authorization.ts';
import type { QueryPlan } from '../planner/planner.ts';
import type { PreparedOperation, Variant } from '../supergraph.ts';
import type { Stage } from '../telemetry/stage.ts';

/** Compiles an operation for what its caller may see. */
export type Authorize = (prepared: PreparedOperation, caller: Caller) => Promise<Variant>;

/** The log names what was denied as the schema does: names and values of the client's own are not in it. */
export function createAuthorize({ dry_run: isDryRun, errors }: DirectivesConfig, log: Logger, stage: Stage): Authorize {
  const planning = (work: () => Promise<QueryPlan>) => stage('query_planning', work);
  return async (prepared, caller) => {
    const variant = await prepared.compileFor(grantOf(caller), planning);
    const { denied } = variant;
    if (errors.log && denied.length > 0)
      log.warn(
        { requestId: caller.requestId, userId: caller.user?.id ?? null, denied, isDryRun },
        'caller may not see',
      );
    return variant;
  };
}

/** A policy lets pass whom one of the scopes names it for. */
export function grantOf({ user }: Caller): Grant {
  if (user === null) return anonymous;
  const scopes = new Set(user.scopes);
  return { isAuthenticated: true, scopes, policies: scopes };
}
