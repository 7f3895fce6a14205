import {
  doTypesOverlap,
  isAbstractType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  Kind,
  parse,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
  type FragmentSpreadNode,
  type GraphQLAbstractType,
  type GraphQLInterfaceType,
  type GraphQLSchema,
  type InlineFragmentNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { isDefer } from '../incremental/defer-directive.ts';
import { markLiteral } from './literals.ts';
import { isCondition, resolveLiteralConditions, typename } from './conditions.ts';
import { inMutationOrder } from './mutation-order.ts';

/**
 * Writes documents down as the planning library understands them rightly. It merges a field that is never included with one that is, asks
 * for no object of which every field has a condition (or is deferred), and finds no way from an interface object to another abstract type. What is asked
 * too much is not in the answer. Literals that it would change are to be restored in its plans. Nor does it keep the order of mutations.
 */
export function createToPlannable(schema: GraphQLSchema, sdl: string): (document: DocumentNode) => DocumentNode {
  const interfaceObjects = readInterfaceObjects(sdl);
  return (document) => {
    const resolved = inMutationOrder(resolveLiteralConditions(document));
    const fragments = fragmentsOf(resolved);
    const types = new TypeInfo(schema);
    const forObjects = (selection: SelectionNode): readonly SelectionNode[] => {
      const parent = types.getParentType();
      const type = schema.getType(conditionOf(selection, fragments) ?? '');
      if (selection.kind === Kind.FIELD || !isCompositeType(type)) return [selection];
      // On an object that was one of several before.
      if (isObjectType(parent)) return doTypesOverlap(schema, parent, type) ? [withoutType(selection, fragments)] : [];
      if (!isAbstractType(type) || !isInterfaceType(parent) || !interfaceObjects.has(parent.name)) return [selection];
      return onEachObject(schema, parent, type, withoutType(selection, fragments));
    };
    return visit(
      resolved,
      visitWithTypeInfo(types, {
        SelectionSet: (set) => {
          if (interfaceObjects.size === 0) return undefined;
          const selections = set.selections.flatMap(forObjects);
          return { ...set, selections: selections.length > 0 ? selections : [typename] };
        },
        IntValue: (node) => markLiteral(node, types.getInputType()),
        FloatValue: (node) => markLiteral(node, types.getInputType()),
        EnumValue: (node) => markLiteral(node, types.getInputType()),
        Field: {
          leave: ({ selectionSet, ...field }) =>
            selectionSet && !isAlwaysAsked(selectionSet, fragments)
              ? { ...field, selectionSet: { ...selectionSet, selections: [typename, ...selectionSet.selections] } }
              : undefined,
        },
      }),
    );
  };
}

type FragmentSets = ReadonlyMap<string, { on: string; set: SelectionSetNode }>;

function fragmentsOf({ definitions }: DocumentNode): FragmentSets {
  const fragments = definitions.filter((node) => node.kind === Kind.FRAGMENT_DEFINITION);
  return new Map(
    fragments.map((node) => [node.name.value, { on: node.typeCondition.name.value, set: node.selectionSet }]),
  );
}

function conditionOf(selection: SelectionNode, fragments: FragmentSets): string | undefined {
  if (selection.kind === Kind.FRAGMENT_SPREAD) return fragments.get(selection.name.value)?.on;
  return selection.kind === Kind.INLINE_FRAGMENT ? selection.typeCondition?.name.value : undefined;
}

/** A fragment that applies wherever it stands. */
function withoutType(fragment: FragmentSpreadNode | InlineFragmentNode, fragments: FragmentSets): InlineFragmentNode {
  const { directives = [] } = fragment;
  const selectionSet =
    fragment.kind === Kind.INLINE_FRAGMENT ? fragment.selectionSet : fragments.get(fragment.name.value)?.set;
  if (!selectionSet) throw new Error('a validated document has its fragments');
  return { kind: Kind.INLINE_FRAGMENT, directives, selectionSet };
}

/** A fragment on an abstract type, once for each object type of the interface that it stands in. */
function onEachObject(
  schema: GraphQLSchema,
  parent: GraphQLInterfaceType,
  type: GraphQLAbstractType,
  fragment: InlineFragmentNode,
): readonly SelectionNode[] {
  if (type === parent || schema.isSubType(type, parent)) return [fragment];
  const objects = schema.getPossibleTypes(parent).filter((object) => schema.isSubType(type, object));
  return objects.map(({ name }) => ({
    ...fragment,
    typeCondition: { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: name } },
  }));
}

/** Whether something of a selection set has no condition, and is not deferred. */
function isAlwaysAsked({ selections }: SelectionSetNode, fragments: FragmentSets): boolean {
  return selections.some((selection) => {
    if (selection.directives?.some((directive) => isCondition(directive) || isDefer(directive))) return false;
    if (selection.kind === Kind.FIELD) return true;
    const set =
      selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value)?.set : selection.selectionSet;
    return set !== undefined && isAlwaysAsked(set, fragments);
  });
}

/** The interfaces that are an object type in some subgraph. */
function readInterfaceObjects(sdl: string): ReadonlySet<string> {
  const names = new Set<string>();
  visit(parse(sdl, { noLocation: true }), {
    InterfaceTypeDefinition: ({ name, directives }) => {
      const isOne = directives?.some(({ arguments: args }) =>
        args?.some((each) => each.name.value === 'isInterfaceObject'),
      );
      if (isOne) names.add(name.value);
    },
  });
  return names;
}
