import { ClientError, type Logger } from '@conea/platform';
import type { DocumentNode } from 'graphql';
import type { LimitsConfig } from '../config/limits.ts';
import type { CompiledOperation } from '../engine/operation.ts';
import { isLongNumber } from '../engine/long-numbers.ts';
import type { JsonObject } from '../engine/result.ts';
import { measureDuplicates } from '../limits/duplicates.ts';
import { measureDocument } from '../limits/measure.ts';
import { isPrototypeKey } from '../limits/prototype-keys.ts';

/** Refuses what is too large to be meant well. */
export type Limits = {
  /** What is too large about a parsed document, and how many selections it has with its fragments written out. */
  ofDocument(document: DocumentNode): { excesses: ClientError[]; selections: number };
  /** Throws for variables that are too large, for numbers in them that are, and for members that reach for the prototype of all objects. */
  checkVariables(variables: JsonObject): void;
  /** Throws for an operation that needs too many requests to subgraphs; at once, unless what is executed has to be planned yet. */
  checkPlan(operation: Pick<CompiledOperation, 'fetchCount'>, variables: JsonObject): void | Promise<void>;
};

export function createLimits(config: LimitsConfig, log: Logger): Limits {
  const decide = (errors: ClientError[]): ClientError[] => {
    if (!config.warn_only || errors.length === 0) return errors;
    log.warn({ codes: errors.map(({ extensions }) => extensions['code']) }, 'operation above the limits');
    return [];
  };
  return {
    ofDocument: (document) => {
      const size = measureDocument(document, config.max_nesting);
      const { depth, height, rootFields, aliases, directives, defers } = size;
      const excesses = decide([
        ...above('MAX_DEPTH_EXCEEDED', 'levels', depth, config.max_depth),
        ...above('MAX_HEIGHT_EXCEEDED', 'fields', height, config.max_height),
        ...above('MAX_ROOT_FIELDS_EXCEEDED', 'fields at the root', rootFields, config.max_root_fields),
        ...above('MAX_ALIASES_EXCEEDED', 'aliases', aliases, config.max_aliases),
        ...above('MAX_DIRECTIVES_EXCEEDED', 'directives', directives, config.max_directives),
        ...above('MAX_DEFERS_EXCEEDED', 'deferred fragments', defers, config.max_defers),
      ]);
      // Everything after this is recursive, and writes fragments out where they are spread: no warning would do.
      const tooLarge = [
        ...above('MAX_DEPTH_EXCEEDED', 'levels of fragments and fields', size.nesting, config.max_nesting),
        ...above('OPERATION_TOO_LARGE', 'fields and fragments', size.selections, config.max_selections),
      ];
      const { selections } = size;
      if (tooLarge.length > 0 || size.isCyclic) return { excesses: [...excesses, ...tooLarge], selections };
      const duplicates = measureDuplicates(document);
      const more = decide(above('MAX_DUPLICATES_EXCEEDED', 'times the same field', duplicates, config.max_duplicates));
      return { excesses: [...excesses, ...more], selections };
    },
    checkVariables: (variables) => {
      const { depth, nodes, isFinite, hasPrototypeKey } = measureJson(variables, config.max_variables_depth);
      if (hasPrototypeKey) throw new ClientError('BAD_USER_INPUT', 'Variables may not have a member `__proto__`.');
      const [error] = decide([
        ...above('MAX_VARIABLES_DEPTH_EXCEEDED', 'levels of variables', depth, config.max_variables_depth),
        ...above('MAX_VARIABLES_EXCEEDED', 'values in variables', nodes, config.max_variables_nodes),
      ]);
      if (error) throw error;
      // `1e999` is read as infinity, and would be written for a subgraph as null.
      if (!isFinite) throw new ClientError('BAD_USER_INPUT', 'A number in the variables is too large.');
    },
    checkPlan: ({ fetchCount }, variables) => {
      const check = (count: number): void => {
        const [error] = decide(above('MAX_FETCHES_EXCEEDED', 'requests to subgraphs', count, config.max_fetches));
        if (error) throw error;
      };
      const count = fetchCount(variables);
      return typeof count === 'number' ? check(count) : count.then(check);
    },
  };
}

function above(code: string, what: string, size: number, max: number): ClientError[] {
  return size <= max ? [] : [new ClientError(code, `An operation may have ${max} ${what}.`)];
}

type JsonSize = { depth: number; nodes: number; isFinite: boolean; hasPrototypeKey: boolean };

/** Looks no deeper than is needed to say that it is too deep. */
function measureJson(value: unknown, maxDepth: number): JsonSize {
  let [deepest, nodes, isFinite, hasPrototypeKey] = [0, 0, true, false];
  const waiting: { value: unknown; depth: number }[] = [{ value, depth: 0 }];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    nodes++;
    deepest = Math.max(deepest, next.depth);
    if (typeof next.value === 'number') isFinite &&= Number.isFinite(next.value);
    if (typeof next.value !== 'object' || next.value === null || next.depth > maxDepth) continue;
    if (isLongNumber(next.value)) continue;
    for (const [key, child] of Object.entries(next.value)) {
      hasPrototypeKey ||= isPrototypeKey(key, child);
      waiting.push({ value: child, depth: next.depth + 1 });
    }
  }
  return { depth: deepest, nodes, isFinite, hasPrototypeKey };
}
