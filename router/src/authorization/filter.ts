import {
  getNamedType,
  isAbstractType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLFormattedError,
  type GraphQLNamedType,
  type GraphQLOutputType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import type { Rule, Rules } from './rules.ts';

/** What is left of an operation for a caller: `isEmpty` when nothing is. */
export type FilteredOperation = { document: DocumentNode; errors: GraphQLFormattedError[]; isEmpty: boolean };

/** The rules that an operation meets, and the operation without what a caller may not see. */
export type OperationFilter = {
  rules: readonly Rule[];
  filter(isAllowed: (rule: Rule) => boolean): FilteredOperation;
};

type Visit = { path: string[]; isAllowed: (rule: Rule) => boolean; errors: GraphQLFormattedError[]; met: Set<Rule> };

const typenameOnly: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };

/**
 * Checks a selected field against the rules of the field, of the type it is selected on and of the type it returns. On an interface,
 * the rules of every implementation count, since any of them may answer. Fragments are checked where they are spread.
 */
export function createOperationFilter(
  schema: GraphQLSchema,
  rules: Rules,
  operation: OperationDefinitionNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): OperationFilter {
  const rulesOfType = (type: GraphQLNamedType) => rules.get(type.name) ?? [];
  const rulesOfField = (parent: GraphQLNamedType, name: string): readonly Rule[] => {
    const own = rules.get(`${parent.name}.${name}`) ?? [];
    if (!isAbstractType(parent)) return own;
    const implementations = schema.getPossibleTypes(parent);
    return [
      ...own,
      ...implementations.flatMap((type) => [...rulesOfType(type), ...(rules.get(`${type.name}.${name}`) ?? [])]),
    ];
  };
  const passes = (visit: Visit, met: readonly Rule[], path: string[]): boolean => {
    for (const rule of met) visit.met.add(rule);
    if (met.every(visit.isAllowed)) return true;
    visit.errors.push(unauthorized(path));
    return false;
  };

  const filterField = (field: FieldNode, parent: GraphQLNamedType, visit: Visit): SelectionNode | null => {
    const name = field.name.value;
    const definition = isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[name] : undefined;
    if (!definition) return field;
    const named = getNamedType(definition.type);
    const at = [...visit.path, field.alias?.value ?? name];
    if (!passes(visit, [...rulesOfField(parent, name), ...rulesOfType(named)], at)) return null;
    if (!field.selectionSet) return field;
    const inside = { ...visit, path: [...at, ...listMarks(definition.type)] };
    return { ...field, selectionSet: filterSelections(field.selectionSet, named, inside) };
  };

  const filterSelection = (selection: SelectionNode, parent: GraphQLNamedType, visit: Visit): SelectionNode | null => {
    if (selection.kind === Kind.FIELD) return filterField(selection, parent, visit);
    const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection;
    if (!fragment) return null;
    const { typeCondition } = fragment;
    const type = typeCondition ? schema.getType(typeCondition.name.value) : parent;
    if (!type || !passes(visit, rulesOfType(type), visit.path)) return null;
    const selectionSet = filterSelections(fragment.selectionSet, type, visit);
    const directives = selection.directives ?? [];
    return { kind: Kind.INLINE_FRAGMENT, ...(typeCondition && { typeCondition }), directives, selectionSet };
  };

  const filterSelections = (
    selectionSet: SelectionSetNode,
    parent: GraphQLNamedType,
    visit: Visit,
  ): SelectionSetNode => {
    const kept = selectionSet.selections.flatMap((selection) => filterSelection(selection, parent, visit) ?? []);
    return { ...selectionSet, selections: kept.length > 0 ? kept : [typenameOnly] };
  };

  const run = (isAllowed: Visit['isAllowed']) => {
    const root = schema.getRootType(operation.operation);
    if (!root) throw new Error(`the schema has no ${operation.operation} type`);
    const visit: Visit = { path: [], isAllowed, errors: [], met: new Set() };
    const selectionSet = filterSelections(operation.selectionSet, root, visit);
    return { visit, selectionSet };
  };
  return {
    rules: [...run(() => true).visit.met],
    filter: (isAllowed) => {
      const { visit, selectionSet } = run(isAllowed);
      const document: DocumentNode = { kind: Kind.DOCUMENT, definitions: [{ ...operation, selectionSet }] };
      const isEmpty =
        visit.errors.length > 0 && selectionSet.selections.every((selection) => selection === typenameOnly);
      return { document, errors: visit.errors, isEmpty };
    },
  };
}

function unauthorized(path: string[]): GraphQLFormattedError {
  return { message: 'Unauthorized field or type', path, extensions: { code: 'UNAUTHORIZED_FIELD_OR_TYPE' } };
}

function listMarks(type: GraphQLOutputType): string[] {
  if (isNonNullType(type)) return listMarks(type.ofType);
  return isListType(type) ? ['@', ...listMarks(type.ofType)] : [];
}
