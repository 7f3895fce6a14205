import {
  Kind,
  parse,
  print,
  visit,
  type ConstDirectiveNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type FieldNode,
  type InterfaceTypeDefinitionNode,
  type ObjectTypeDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
  type TypeNode,
} from 'graphql';

/** A field without arguments that stands for a call of another one inside `@requires`. */
export type VirtualField = { name: string; call: FieldNode; coordinate: string };

/** The virtual fields of a supergraph by name, and which of them each requiring field (by name) needs. */
export type VirtualFields = {
  byName: ReadonlyMap<string, VirtualField>;
  neededBy: ReadonlyMap<string, ReadonlySet<string>>;
};

type CompositeType = ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode;

const prefix = 'conea_virtual_';

/**
 * The planner keeps selections apart by their response name, and what `@requires` selects has no alias: `f(a: 1)` there and `f(a: 2)`
 * elsewhere would be taken for the same. So every field with arguments inside `@requires` becomes a field of its own, which the fetches
 * of a plan call by its real name.
 */
export function addVirtualFields(supergraph: DocumentNode): { document: DocumentNode; virtualFields: VirtualFields } {
  const types = compositeTypes(supergraph);
  const byCall = new Map<string, VirtualField>();
  const neededBy = new Map<string, Set<string>>();

  const rewriteField = (field: FieldNode, parent: string, needed: Set<string>): FieldNode => {
    const definition = fieldOf(types, parent, field.name.value);
    const selectionSet =
      definition && field.selectionSet && rewriteSet(field.selectionSet, namedType(definition.type), needed);
    const rewritten = { ...field, ...(selectionSet && { selectionSet }) };
    if (!definition?.arguments?.length) return rewritten;
    const { selectionSet: _, ...call } = field;
    const id = `${parent}.${print(call)}`;
    const name = byCall.get(id)?.name ?? `${prefix}${byCall.size}_${field.name.value}`;
    byCall.set(id, { name, call, coordinate: `${parent}.${field.name.value}` });
    needed.add(name);
    return { ...rewritten, name: { kind: Kind.NAME, value: name }, arguments: [] };
  };
  const rewriteSelection = (selection: SelectionNode, parent: string, needed: Set<string>): SelectionNode => {
    if (selection.kind === Kind.FIELD) return rewriteField(selection, parent, needed);
    if (selection.kind === Kind.FRAGMENT_SPREAD) return selection;
    const type = selection.typeCondition?.name.value ?? parent;
    return { ...selection, selectionSet: rewriteSet(selection.selectionSet, type, needed) };
  };
  const rewriteSet = (set: SelectionSetNode, parent: string, needed: Set<string>): SelectionSetNode => ({
    ...set,
    selections: set.selections.map((selection) => rewriteSelection(selection, parent, needed)),
  });
  const rewriteRequires = (type: CompositeType, field: FieldDefinitionNode): FieldDefinitionNode => ({
    ...field,
    directives: (field.directives ?? []).map((directive) =>
      mapRequires(directive, (set) => {
        const needed = neededBy.get(field.name.value) ?? new Set<string>();
        const rewritten = rewriteSet(set, type.name.value, needed);
        if (needed.size > 0) neededBy.set(field.name.value, needed);
        return rewritten;
      }),
    ),
  });

  const rewritten = mapComposite(supergraph, (type) => ({
    ...type,
    fields: (type.fields ?? []).map((field) => rewriteRequires(type, field)),
  }));
  const virtual = [...byCall.values()];
  const isProvided = createIsProvided(types);
  return {
    document: virtual.length === 0 ? supergraph : mapComposite(rewritten, (type) => declare(type, virtual, isProvided)),
    virtualFields: { byName: new Map(virtual.map((field) => [field.name, field])), neededBy },
  };
}

/** Adds to a type the virtual fields of its fields and of those of its interfaces: resolvable wherever the real one is. */
function declare<Type extends CompositeType>(
  type: Type,
  virtual: readonly VirtualField[],
  isProvided: IsProvided,
): Type {
  const owners = [type.name.value, ...(type.interfaces ?? []).map((each) => each.name.value)];
  const fields = (type.fields ?? []).flatMap((field) => {
    const base = field.name.value;
    const calls = virtual.filter((each) => owners.some((owner) => each.coordinate === `${owner}.${base}`));
    if (calls.length === 0) return [field];
    const copies = calls.map(({ name }) => ({
      ...field,
      name: { kind: Kind.NAME, value: name } as const,
      arguments: [],
    }));
    return [isProvided(type, base) ? field : withoutExternal(field), ...copies];
  });
  return { ...type, fields };
}

type IsProvided = (type: CompositeType, field: string) => boolean;

/** An external field that no directive mentions any more is an error of the subgraph. */
function withoutExternal(field: FieldDefinitionNode): FieldDefinitionNode {
  const isExternal = ({ arguments: args }: ConstDirectiveNode) =>
    args?.some(({ name, value }) => name.value === 'external' && value.kind === Kind.BOOLEAN && value.value);
  return { ...field, directives: (field.directives ?? []).filter((directive) => !isExternal(directive)) };
}

/** Whether a field of this name is in some `@provides`, or an object needs it for an interface: then its external declarations have a use. */
function createIsProvided(types: ReadonlyMap<string, CompositeType>): IsProvided {
  const all = [...types.values()];
  const interfaces = all.filter(({ kind }) => kind === Kind.INTERFACE_TYPE_DEFINITION);
  const ofInterfaces = new Set(interfaces.flatMap(({ fields = [] }) => fields.map(({ name }) => name.value)));
  const provided = new Set<string>();
  const directives = all.flatMap(({ fields = [] }) => fields.flatMap((field) => field.directives ?? []));
  for (const { name, value } of directives.flatMap((directive) => directive.arguments ?? [])) {
    if (name.value === 'provides' && value.kind === Kind.STRING)
      visit(parseSelections(value.value), { Field: (field) => void provided.add(field.name.value) });
  }
  return ({ kind }, field) => provided.has(field) || (kind === Kind.OBJECT_TYPE_DEFINITION && ofInterfaces.has(field));
}

function mapRequires(
  directive: ConstDirectiveNode,
  rewrite: (selectionSet: SelectionSetNode) => SelectionSetNode,
): ConstDirectiveNode {
  if (directive.name.value !== 'join__field') return directive;
  const args = (directive.arguments ?? []).map((argument) => {
    if (argument.name.value !== 'requires' || argument.value.kind !== Kind.STRING) return argument;
    const value = print(rewrite(parseSelections(argument.value.value))).slice(1, -1);
    return { ...argument, value: { kind: Kind.STRING, value } as const };
  });
  return { ...directive, arguments: args };
}

function parseSelections(text: string): SelectionSetNode {
  const [definition] = parse(`{${text}}`, { noLocation: true }).definitions;
  if (definition?.kind !== Kind.OPERATION_DEFINITION) throw new Error(`not a selection set: ${text}`);
  return definition.selectionSet;
}

function mapComposite(document: DocumentNode, map: <Type extends CompositeType>(type: Type) => Type): DocumentNode {
  return visit(document, { ObjectTypeDefinition: map, InterfaceTypeDefinition: map });
}

function compositeTypes({ definitions }: DocumentNode): ReadonlyMap<string, CompositeType> {
  const types = definitions.filter(
    (node) => node.kind === Kind.OBJECT_TYPE_DEFINITION || node.kind === Kind.INTERFACE_TYPE_DEFINITION,
  );
  return new Map(types.map((type) => [type.name.value, type]));
}

function fieldOf(
  types: ReadonlyMap<string, CompositeType>,
  type: string,
  name: string,
): FieldDefinitionNode | undefined {
  return types.get(type)?.fields?.find((field) => field.name.value === name);
}

function namedType(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type);
}
