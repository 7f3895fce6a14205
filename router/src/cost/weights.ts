import {
  Kind,
  parse,
  valueFromASTUntyped,
  type ConstDirectiveNode,
  type DirectiveNode,
  type DocumentNode,
} from 'graphql';
import { z } from 'zod';

/** What `@listSize` says of a field: how many items to expect of it, or of the fields inside that it names. */
export type ListSize = {
  assumedSize: number | null;
  /** Arguments that limit the list, also inside input objects: `input.page.first`. */
  slicingArguments: readonly string[];
  sizedFields: readonly string[];
  requireOneSlicingArgument: boolean;
};

/**
 * The `@cost` and `@listSize` directives of a supergraph by coordinate: `Type`, `Type.field`, `Type.field(argument:)`, `Input.field`
 * (https://ibm.github.io/graphql-specs/cost-spec.html, with the whole weights of federation 2.9).
 */
export type Weights = { weights: ReadonlyMap<string, number>; listSizes: ReadonlyMap<string, ListSize> };

const costArguments = z.object({ weight: z.coerce.number() });
const listSizeArguments = z.object({
  assumedSize: z.number().nullish(),
  slicingArguments: z.array(z.string()).nullish(),
  sizedFields: z.array(z.string()).nullish(),
  requireOneSlicingArgument: z.boolean().nullish(),
});

/** Reads them under whatever names the supergraph links them. */
export function readWeights(supergraphSdl: string): Weights {
  const document = parse(supergraphSdl, { noLocation: true });
  const names = { cost: linkedName(document, 'cost'), listSize: linkedName(document, 'listSize') };
  const weights = new Map<string, number>();
  const listSizes = new Map<string, ListSize>();

  const read = (coordinate: string, directives: readonly ConstDirectiveNode[] | undefined) => {
    for (const directive of directives ?? []) {
      if (directive.name.value === names.cost)
        weights.set(coordinate, costArguments.parse(argumentsOf(directive)).weight);
      if (directive.name.value === names.listSize) listSizes.set(coordinate, toListSize(directive));
    }
  };
  for (const definition of document.definitions) {
    if (!('name' in definition) || !definition.name || !('directives' in definition)) continue;
    if (definition.kind === Kind.OPERATION_DEFINITION || definition.kind === Kind.FRAGMENT_DEFINITION) continue;
    const type = definition.name.value;
    read(type, definition.directives);
    for (const field of 'fields' in definition ? (definition.fields ?? []) : []) {
      read(`${type}.${field.name.value}`, field.directives);
      for (const argument of 'arguments' in field ? (field.arguments ?? []) : [])
        read(`${type}.${field.name.value}(${argument.name.value}:)`, argument.directives);
    }
  }
  return { weights, listSizes };
}

function toListSize(directive: DirectiveNode): ListSize {
  const { assumedSize, slicingArguments, sizedFields, requireOneSlicingArgument } = listSizeArguments.parse(
    argumentsOf(directive),
  );
  return {
    assumedSize: assumedSize ?? null,
    slicingArguments: slicingArguments ?? [],
    sizedFields: sizedFields ?? [],
    requireOneSlicingArgument: requireOneSlicingArgument ?? true,
  };
}

function argumentsOf({ arguments: args }: DirectiveNode): Record<string, unknown> {
  return Object.fromEntries((args ?? []).map(({ name, value }) => [name.value, valueFromASTUntyped(value)]));
}

const link = z.object({
  url: z.string(),
  as: z.string().optional(),
  import: z.array(z.union([z.string(), z.object({ name: z.string(), as: z.string().optional() })])).default([]),
});

/** The name of a directive of the cost feature: imported, perhaps under another name, or else behind the name of the feature. */
function linkedName({ definitions }: DocumentNode, directive: 'cost' | 'listSize'): string {
  const schemas = definitions.filter((node) => node.kind === Kind.SCHEMA_DEFINITION);
  const links = schemas
    .flatMap(({ directives }) => directives ?? [])
    .flatMap((node) => link.safeParse(argumentsOf(node)).data ?? []);
  const feature = links.find(({ url }) => /\/cost\/v[\d.]+$/.test(url));
  for (const imported of feature?.import ?? []) {
    if (imported === `@${directive}`) return directive;
    if (typeof imported !== 'string' && imported.name === `@${directive}`)
      return (imported.as ?? imported.name).slice(1);
  }
  const prefix = feature?.as ?? 'cost';
  return directive === 'cost' ? prefix : `${prefix}__${directive}`;
}
