import type { QueryPlan } from '@apollo/query-planner';
import { randomUUID } from 'node:crypto';
import {
  getNamedType,
  isScalarType,
  isSpecifiedScalarType,
  Kind,
  type EnumValueNode,
  type FloatValueNode,
  type GraphQLInputType,
  type IntValueNode,
  type StringValueNode,
} from 'graphql';
import { planFetches } from '../engine/plan-fetches.ts';

type Literal = IntValueNode | FloatValueNode | EnumValueNode;

// No client can write what it does not know.
const mark = `literal ${randomUUID()} `;
const marked = new RegExp(`"${mark}([^"]*)"`, 'g');

/**
 * A literal of a custom scalar as the planning library takes it: it reads numbers as those of JavaScript, so that digits are lost, and names
 * as strings. What it would not write down again as it was goes through it inside a string. Undefined where nothing is to be done.
 */
export function markLiteral(node: Literal, type: GraphQLInputType | null | undefined): StringValueNode | undefined {
  const named = getNamedType(type);
  // What is inside an object of a custom scalar has no type.
  const isCustom = !named || (isScalarType(named) && !isSpecifiedScalarType(named));
  if (!isCustom || (node.kind !== Kind.ENUM && String(Number(node.value)) === node.value)) return undefined;
  return { kind: Kind.STRING, value: mark + node.value };
}

/** Puts the literals back into what subgraphs are sent. */
export function restoreLiterals(plan: QueryPlan): QueryPlan {
  const { node } = plan;
  const fetches = node?.kind === 'Subscription' ? [node.primary, ...planFetches(node.rest)] : planFetches(node);
  for (const fetch of fetches) fetch.operation = fetch.operation.replaceAll(marked, '$1');
  return plan;
}
