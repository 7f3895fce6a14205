import {
  getNamedType,
  isInterfaceType,
  isObjectType,
  Kind,
  type DirectiveNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLFormattedError,
  type GraphQLNamedType,
  type GraphQLSchema,
  type InlineFragmentNode,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { createInputRules } from './input-rules.ts';
import { createPossibleObjects, type Objects } from './possible-objects.ts';
import { listMarks, unauthorized } from './place.ts';
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
  /** Selection sets in which nothing was denied, by the objects that they are of. */
  passed: Map<SelectionSetNode, Map<Objects, Filtered<SelectionSetNode>>>;
};

/** Where a selection stands: the objects that it can be of, after all the fragments around it. */
type Place = { parent: GraphQLNamedType; objects: Objects; path: readonly string[] };

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
  const possible = createPossibleObjects(schema);
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
    const inside = { parent: named, objects: possible.of(named), path: [...path, ...listMarks(definition.type)] };
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
    const objects = possible.within(place.objects, type);
    const inside = { parent: type, objects, path: place.path };
    const { planned, shaped } = filterSelections(selectionSet, inside, visit);
    const { directives = [] } = selection;
    const inline = (node: SelectionSetNode) => inlineFragment(typeCondition, directives, node);
    return { planned: planned && inline(planned), shaped: inline(shaped) };
  };

  /** Nothing is planned when something was denied and nothing else is left. */
  const filterSelections = (set: SelectionSetNode, place: Place, visit: Visit): Filtered<SelectionSetNode> =>
    onceFor(visit, set, place.objects, () => {
      const filtered = set.selections.map((selection) => filterSelection(selection, place, visit));
      const planned = filtered.flatMap((selection) => selection.planned ?? []);
      return {
        planned: planned.length > 0 ? { ...set, selections: planned } : null,
        shaped: { ...set, selections: filtered.map(({ shaped }) => shaped) },
      };
    });

  const run = (isAllowed: Visit['isAllowed']) => {
    const root = schema.getRootType(operation.operation);
    if (!root) throw new Error(`the schema has no ${operation.operation} type`);
    const visit = startVisit(isAllowed);
    const place = { parent: root, objects: possible.of(root), path: [] };
    return { visit, ...filterSelections(operation.selectionSet, place, visit) };
  };
  return {
    rules: rules.size === 0 ? [] : [...run(() => true).visit.met],
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

/** Where nothing is denied it makes no difference where a fragment is spread: without this the work would double with each level of them. */
function onceFor(
  visit: Visit,
  set: SelectionSetNode,
  objects: Objects,
  filter: () => Filtered<SelectionSetNode>,
): Filtered<SelectionSetNode> {
  const byObjects = visit.passed.get(set) ?? new Map<Objects, Filtered<SelectionSetNode>>();
  const earlier = byObjects.get(objects);
  if (earlier) return earlier;
  const denials = visit.errors.length;
  const filtered = filter();
  if (visit.errors.length === denials) visit.passed.set(set, byObjects.set(objects, filtered));
  return filtered;
}

function inlineFragment(
  typeCondition: InlineFragmentNode['typeCondition'],
  directives: readonly DirectiveNode[],
  selectionSet: SelectionSetNode,
): InlineFragmentNode {
  return { kind: Kind.INLINE_FRAGMENT, ...(typeCondition && { typeCondition }), directives, selectionSet };
}

const startVisit = (isAllowed: Visit['isAllowed']): Visit => ({
  isAllowed,
  ...{ errors: [], denied: new Set(), coordinates: new Set(), met: new Set(), passed: new Map() },
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
  const known = new Map<Objects, Map<string, readonly Rule[]>>();
  const onObjects = (name: string, objects: Objects): readonly Rule[] => {
    const byName = known.get(objects) ?? new Map<string, readonly Rule[]>();
    const earlier = byName.get(name);
    if (earlier) return earlier;
    const own = objects.flatMap((object) => {
      const returned = object.getFields()[name]?.type;
      return [
        ...at(object.name),
        ...at(`${object.name}.${name}`),
        ...(returned ? at(getNamedType(returned).name) : []),
      ];
    });
    // Hundreds of objects may return the same.
    const once = [...new Set(own)];
    known.set(objects, byName.set(name, once));
    return once;
  };
  return (field: FieldNode, { parent, objects }: Place): Rule[] => {
    const name = field.name.value;
    return [...onObjects(name, objects), ...at(`${parent.name}.${name}`), ...inputRules(field, parent)];
  };
}

function documentOf(operation: OperationDefinitionNode, selectionSet: SelectionSetNode): DocumentNode {
  return { kind: Kind.DOCUMENT, definitions: [{ ...operation, selectionSet }] };
}

function passes(visit: Visit, met: readonly Rule[]): boolean {
  for (const rule of met) visit.met.add(rule);
  return met.every(visit.isAllowed);
}
