import type { DocumentNode } from 'graphql';
import type { DirectivesConfig } from '../config/authorization.ts';
import type { ExecutionResult } from '../engine/result.ts';
import type { FilteredOperation, OperationFilter } from './filter.ts';
import { isGranted, type Grant } from './rules.ts';

/** What is planned of an operation for callers with one grant. */
export type EnforcedOperation = FilteredOperation & {
  /** What every answer says of it, whatever is executed. */
  told: Told;
};

/** A part of an answer. */
export type Told = Pick<ExecutionResult, 'errors' | 'extensions'>;

/** What becomes of an operation with something that its caller may not see. */
export type Enforce = (document: DocumentNode, filter: OperationFilter, grant: Grant) => EnforcedOperation;

/** Does as `authorization.directives` says. A dry run changes nothing, so it goes before a rejection. */
export function createEnforcement({ reject_unauthorized, dry_run, errors }: DirectivesConfig): Enforce {
  const tell = (denials: FilteredOperation['errors']): Told => {
    if (errors.response === 'errors') return { errors: denials };
    return errors.response === 'extensions' ? { extensions: { authorizationErrors: denials } } : {};
  };
  return (document, filter, grant) => {
    const whole = { planned: document, shaped: document, denied: new Set<never>(), errors: [], isEmpty: false };
    if (filter.rules.every((rule) => isGranted(rule, grant))) return { ...whole, coordinates: [], told: {} };
    const filtered = filter.filter((rule) => isGranted(rule, grant));
    const told = tell(filtered.errors);
    if (dry_run) return { ...whole, coordinates: filtered.coordinates, told };
    return { ...filtered, isEmpty: filtered.isEmpty || reject_unauthorized, told };
  };
}
