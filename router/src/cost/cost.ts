import type { FragmentDefinitionNode, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { compileActual, type MeasureActual } from './actual.ts';
import { compileEstimate, type Estimate } from './estimate.ts';
import { createFieldCosts } from './field-cost.ts';
import type { Weights } from './weights.ts';

/** The cost of one operation: before, by its variables, and after, by its response. */
export type OperationCost = { estimate: Estimate; actual: MeasureActual };

export type CostModel = (
  operation: OperationDefinitionNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
) => OperationCost;

export type CostOptions = {
  /** The length of a list that says nothing of it. */
  defaultLength: number;
  /** Whether operations without exactly one slicing argument, where one is required, are refused (COST_INVALID_SLICING_ARGUMENTS). */
  isStrict: boolean;
  /** Coordinates that cost nothing. */
  free: readonly string[];
};

/** The cost model of a supergraph. */
export function createCostModel(
  { weights, listSizes }: Weights,
  schema: GraphQLSchema,
  { defaultLength, isStrict, free }: CostOptions,
): CostModel {
  const ownWeights = free.map((coordinate): [string, number] => [coordinate, 0]);
  const costOf = createFieldCosts(schema, { weights: new Map([...weights, ...ownWeights]), listSizes });
  return (operation, fragments) => ({
    estimate: compileEstimate({ schema, costOf, defaultLength, isStrict }, operation, fragments),
    actual: compileActual({ schema, costOf }, operation, fragments),
  });
}
