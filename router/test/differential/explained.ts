import { Kind, parse, print, visit, type FieldNode } from 'graphql';
import { isDeepStrictEqual } from 'node:util';
import type { ExecutionResult } from '../../src/engine/result.ts';
import { compareAnswers } from './comparison.ts';
import type { WrittenOperation } from './written.ts';

type Execute = (operation: WrittenOperation) => Promise<ExecutionResult>;

/** An operation as each engine is asked for it, with the answer of this router. */
type Asked = { execute: Execute; operation: WrittenOperation };

/**
 * Whether the gateway only lost what is in a fragment on an abstract type, for want of a `__typename`: asked for the type names of everything
 * it agrees with this router, whose answer these do not change.
 */
export async function isLostFragment(answer: ExecutionResult, router: Asked, gateway: Asked): Promise<boolean> {
  const [ours, theirs] = [
    await router.execute(withTypenames(router.operation)),
    await gateway.execute(withTypenames(gateway.operation)),
  ];
  return compareAnswers(ours, theirs) === null && isDeepStrictEqual(withoutTypenames(answer), withoutTypenames(ours));
}

const typename: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };

function withTypenames({ query, variables }: WrittenOperation): WrittenOperation {
  const document = visit(parse(query), {
    SelectionSet: (set) => ({ ...set, selections: [typename, ...set.selections] }),
  });
  return { query: print(document), variables };
}

function withoutTypenames({ data }: ExecutionResult): string {
  return JSON.stringify(data, (key, value: unknown) => (key === '__typename' ? undefined : value));
}
