import type { Caller, Logger } from '@conea/platform';
import type { Grants } from '../authorization/grants.ts';
import { createPolicyWatch, type Refusal } from '../authorization/policy-watch.ts';
import type { AuthorizationConfig } from '../config/authorization.ts';
import type { JsonObject } from '../engine/result.ts';
import type { QueryPlan } from '../planner/planner.ts';
import type { PreparedOperation, Variant } from '../supergraph.ts';
import type { Stage } from '../telemetry/stage.ts';

/** An operation that its caller may execute as far as it is compiled. */
export type AuthorizedOperation = Variant & {
  /** Whether the caller may go on with an operation that outlives its request. */
  refusal: Refusal;
};

export type AuthorizeOptions = { config: AuthorizationConfig; grants: Grants; stage: Stage; log: Logger };

/** Compiles an operation for what its caller may see. `parts`: its variables, when its answer may come in parts. */
export type Authorize = (
  prepared: PreparedOperation,
  caller: Caller,
  parts: JsonObject | null,
) => Promise<AuthorizedOperation>;

/** The log names what was denied as the schema does: names and values of the client's own are not in it. */
export function createAuthorize({ config, grants, stage, log }: AuthorizeOptions): Authorize {
  const { directives, policy } = config;
  const { dry_run: isDryRun, errors } = directives;
  const watch = createPolicyWatch({ grants, maxAge: policy.reevaluate_after });
  const planning = (work: () => Promise<QueryPlan>) => stage('query_planning', work);
  return async (prepared, caller, parts) => {
    const { rules, policies } = prepared;
    const grant = await grants(caller, policies);
    const variant = await prepared.compileFor(grant, planning, parts);
    const { denied } = variant;
    if (errors.log && denied.length > 0)
      log.warn(
        { requestId: caller.requestId, userId: caller.user?.id ?? null, denied, isDryRun },
        'caller may not see',
      );
    const isWatched = policies.length > 0 && policy.module !== undefined && !isDryRun;
    return { ...variant, refusal: isWatched ? watch({ caller, rules, policies, grant }) : notRefused };
  };
}

const notRefused: AuthorizedOperation['refusal'] = async () => null;
