import type { FragmentDefinitionNode, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { compileActual, type MeasureActual } from './actual.ts';
import { compileEstimate, type Estimate } from './estimate.ts';
import { createFieldCosts } from './field-cost.ts';
import { readWeights } from './weights.ts';

/** The cost of one operation: before, by its variables, and after, by its response. */
export type OperationCost = { estimate: Estimate; actual: MeasureActual };

export type CostModel = (
  operation: OperationDefinitionNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
) => OperationCost;

/** The cost model of a supergraph; `defaultLength` is that of a list that says nothing of it, and `free` are coordinates that cost nothing. */
export function createCostModel(
  supergraphSdl: string,
  schema: GraphQLSchema,
  defaultLength: number,
  free: readonly string[] = [],
): CostModel {
  const { weights, listSizes } = readWeights(supergraphSdl);
  const ownWeights = free.map((coordinate): [string, number] => [coordinate, 0]);
  const costOf = createFieldCosts(schema, { weights: new Map([...weights, ...ownWeights]), listSizes });
  return (operation, fragments) => ({
    estimate: compileEstimate({ schema, costOf, defaultLength }, operation, fragments),
    actual: compileActual({ schema, costOf }, operation, fragments),
  });
}
