import type { FetchDataRewrite } from '@apollo/query-planner/dist/QueryPlan.js';
import { isObject } from './result.ts';
import type { TypeTest } from './types.ts';

const fragmentPrefix = '... on ';

/** Applies the planner's rewrites (rename a key, set a value) to data, in place. */
export function applyRewrites(
  rewrites: readonly FetchDataRewrite[] | undefined,
  data: unknown,
  isOfType: TypeTest,
): void {
  for (const rewrite of rewrites ?? []) applyAt(rewrite, rewrite.path, data, isOfType);
}

function applyAt(rewrite: FetchDataRewrite, path: readonly string[], data: unknown, isOfType: TypeTest): void {
  if (Array.isArray(data)) {
    for (const item of data) applyAt(rewrite, path, item, isOfType);
    return;
  }
  const [step, ...rest] = path;
  if (step === undefined || !isObject(data)) return;
  if (step.startsWith(fragmentPrefix)) {
    if (isOfType(step.slice(fragmentPrefix.length), data['__typename'])) applyAt(rewrite, rest, data, isOfType);
  } else if (rest.length > 0) {
    applyAt(rewrite, rest, data[step], isOfType);
  } else if (rewrite.kind === 'ValueSetter') {
    data[step] = rewrite.setValueTo;
  } else if (step in data) {
    data[rewrite.renameKeyTo] = data[step];
    delete data[step];
  }
}
