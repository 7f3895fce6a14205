import {
  getNamedType,
  isInterfaceType,
  isObjectType,
  Kind,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLFormattedError,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  type InlineFragmentNode,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { createInputRules } from './input-rules.ts';
import { listMarks, objectsOf, unauthorized } from './place.ts';
import type { Rule, Rules } from './rules.ts';

/** What is left of an operation for a caller. */
export type FilteredOperation = {
  /** What is planned: without what the caller may not see. */
  planned: DocumentNode;
  /** What the answer has the shape of: all that was asked, where the fields in `denied` are null. */
  shaped: DocumentNode;
  denied: ReadonlySet<FieldNode>;
  /** Why each of them is null. */
  errors: GraphQLFormattedError[];
  /** What they are in the schema: `Type.field`, each once. */
  coordinates: readonly string[];
  /** Whether nothing is left. */
  isEmpty: boolean;
};

/** The rules that an operation meets, and the operation without what a caller may not see. */
export type OperationFilter = {
  rules: readonly Rule[];
  filter(isAllowed: (rule: Rule) => boolean): FilteredOperation;
};

type Visit = {
  isAllowed: (rule: Rule) => boolean;
  errors: GraphQLFormattedError[];
  denied: Set<FieldNode>;
  coordinates: Set<string>;
  met: Set<Rule>;
};

/** Where a selection stands: the objects that it can be of, after all the fragments around it. */
type Place = { parent: GraphQLNamedType; objects: readonly GraphQLObjectType[]; path: readonly string[] };

/** A selection twice, for the plan and for the answer. Nothing is planned of what the caller may not see. */
type Filtered<Node> = { planned: Node | null; shaped: Node };

const typenameOnly: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };

/**
 * Checks each selected field against the rules of the field and of the type on every object that it can be of, of what it returns and
 * of the inputs that it is given. Fragments are checked where they are spread.
 */
export function createOperationFilter(
  schema: GraphQLSchema,
  rules: Rules,
  operation: OperationDefinitionNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): OperationFilter {
  const rulesOfField = createFieldRules(schema, rules, operation);

  const filterField = (field: FieldNode, place: Place, visit: Visit): Filtered<FieldNode> => {
    const { parent } = place;
    const definition =
      isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[field.name.value] : undefined;
    if (!definition) return { planned: field, shaped: field };
    const path = [...place.path, field.alias?.value ?? field.name.value];
    if (!passes(visit, rulesOfField(field, place))) {
      visit.errors.push(unauthorized(path));
      visit.coordinates.add(`${parent.name}.${field.name.value}`);
      return deny(visit, field);
    }
    if (!field.selectionSet) return { planned: field, shaped: field };
    const named = getNamedType(definition.type);
    const inside = { parent: named, objects: objectsOf(schema, named), path: [...path, ...listMarks(definition.type)] };
    const { planned, shaped } = filterSelections(field.selectionSet, inside, visit);
    return planned
      ? { planned: { ...field, selectionSet: planned }, shaped: { ...field, selectionSet: shaped } }
      : deny(visit, field);
  };

  const filterSelection = (selection: SelectionNode, place: Place, visit: Visit): Filtered<SelectionNode> => {
    if (selection.kind === Kind.FIELD) return filterField(selection, place, visit);
    const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection;
    if (!fragment) throw new Error('a validated document has its fragments');
    const { typeCondition, selectionSet } = fragment;
    const type = typeCondition ? schema.getType(typeCondition.name.value) : place.parent;
    if (!type) throw new Error('a validated document names types of the schema');
    const objects = objectsOf(schema, type).filter((object) => place.objects.includes(object));
    const inline = (node: SelectionSetNode): InlineFragmentNode => ({
      kind: Kind.INLINE_FRAGMENT,
      ...(typeCondition && { typeCondition }),
      directives: selection.directives ?? [],
      selectionSet: node,
    });
    const inside = { parent: type, objects, path: place.path };
    const { planned, shaped } = filterSelections(selectionSet, inside, visit);
    return { planned: planned && inline(planned), shaped: inline(shaped) };
  };

  /** Nothing is planned when something was denied and nothing else is left. */
  const filterSelections = (
    { selections, ...node }: SelectionSetNode,
    place: Place,
    visit: Visit,
  ): Filtered<SelectionSetNode> => {
    const filtered = selections.map((selection) => filterSelection(selection, place, visit));
    const planned = filtered.flatMap((selection) => selection.planned ?? []);
    return {
      planned: planned.length > 0 ? { ...node, selections: planned } : null,
      shaped: { ...node, selections: filtered.map(({ shaped }) => shaped) },
    };
  };

  const run = (isAllowed: Visit['isAllowed']) => {
    const root = schema.getRootType(operation.operation);
    if (!root) throw new Error(`the schema has no ${operation.operation} type`);
    const visit = startVisit(isAllowed);
    const place = { parent: root, objects: [root], path: [] };
    return { visit, ...filterSelections(operation.selectionSet, place, visit) };
  };
  return {
    rules: [...run(() => true).visit.met],
    filter: (isAllowed) => {
      const { visit, planned, shaped } = run(isAllowed);
      return {
        planned: documentOf(operation, planned ?? { kind: Kind.SELECTION_SET, selections: [typenameOnly] }),
        shaped: documentOf(operation, shaped),
        denied: visit.denied,
        errors: visit.errors,
        coordinates: [...visit.coordinates],
        isEmpty: planned === null,
      };
    },
  };
}

const startVisit = (isAllowed: Visit['isAllowed']): Visit => ({
  isAllowed,
  ...{ errors: [], denied: new Set(), coordinates: new Set(), met: new Set() },
});

/** A denied field is not planned, and null in the answer. */
function deny(visit: Visit, field: FieldNode): Filtered<FieldNode> {
  const shaped = { ...field };
  visit.denied.add(shaped);
  return { planned: null, shaped };
}

/** The rules of a field: its own and its type's on every object that it can be of, of what it returns and of its inputs. */
function createFieldRules(schema: GraphQLSchema, rules: Rules, operation: OperationDefinitionNode) {
  const at = (coordinate: string) => rules.get(coordinate) ?? [];
  const inputRules = createInputRules(rules, operation, schema);
  return (field: FieldNode, { parent, objects }: Place): Rule[] => {
    const name = field.name.value;
    const own = objects.flatMap((object) => {
      const returned = object.getFields()[name]?.type;
      return [
        ...at(object.name),
        ...at(`${object.name}.${name}`),
        ...(returned ? at(getNamedType(returned).name) : []),
      ];
    });
    return [...own, ...at(`${parent.name}.${name}`), ...inputRules(field, parent)];
  };
}

function documentOf(operation: OperationDefinitionNode, selectionSet: SelectionSetNode): DocumentNode {
  return { kind: Kind.DOCUMENT, definitions: [{ ...operation, selectionSet }] };
}

function passes(visit: Visit, met: readonly Rule[]): boolean {
  for (const rule of met) visit.met.add(rule);
  return met.every(visit.isAllowed);
}
