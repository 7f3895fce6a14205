import { Kind, type DirectiveNode, type SelectionNode } from 'graphql';
import type { JsonObject } from '../engine/result.ts';

/** The `@defer` of a fragment, whether it is in force or not. */
export function deferOf({ directives }: SelectionNode): DirectiveNode | undefined {
  return directives?.find(isDefer);
}

export const isDefer = ({ name }: DirectiveNode): boolean => name.value === 'defer';

/** The label by which the client knows the fragment. */
export function labelOf(defer: DirectiveNode): string | null {
  const label = argumentOf(defer, 'label');
  return label?.kind === Kind.STRING ? label.value : null;
}

/** Whether a fragment is deferred with these variables. */
export function isInForce(defer: DirectiveNode, variables: JsonObject): boolean {
  const condition = argumentOf(defer, 'if');
  if (condition?.kind === Kind.VARIABLE) return variables[condition.name.value] === true;
  return condition?.kind !== Kind.BOOLEAN || condition.value;
}

export function argumentOf({ arguments: args }: DirectiveNode, name: string) {
  return args?.find((argument) => argument.name.value === name)?.value;
}

/** A `@defer` that is in force. */
export function deferWith(label: string): DirectiveNode {
  return {
    kind: Kind.DIRECTIVE,
    name: { kind: Kind.NAME, value: 'defer' },
    arguments: [
      {
        kind: Kind.ARGUMENT,
        name: { kind: Kind.NAME, value: 'label' },
        value: { kind: Kind.STRING, value: label },
      },
    ],
  };
}
