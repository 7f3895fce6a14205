import {
  isInterfaceType,
  isObjectType,
  Kind,
  SchemaMetaFieldDef,
  TypeMetaFieldDef,
  TypeNameMetaFieldDef,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLNamedType,
  type GraphQLOutputType,
  type GraphQLSchema,
  type SelectionSetNode,
} from 'graphql';
import { argumentsText } from './arguments-text.ts';

/** A selected field, where it stands, and what its neighbours of the same response name have to agree about. */
export type SelectedField = {
  node: FieldNode;
  parent: GraphQLNamedType;
  type: GraphQLOutputType;
  arguments: string;
};

/** A selection set and the type it is of. */
export type TypedSet = { parent: GraphQLNamedType; set: SelectionSetNode };

export type FieldsByName = ReadonlyMap<string, readonly SelectedField[]>;

export type SelectedFieldsOptions = {
  schema: GraphQLSchema;
  fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  /** Called for each selection that is looked at. */
  onSelection(): void;
};

/**
 * The fields of several selection sets together, by response name, those of fragments among them. What is spread twice counts once: a field is
 * always in agreement with itself. A selection stands in one place of a document and so is of one type, wherever its fragment is spread.
 */
export function createSelectedFields({ schema, fragments, onSelection }: SelectedFieldsOptions) {
  const known = new Map<FieldNode, SelectedField>();
  const fieldOf = (node: FieldNode, parent: GraphQLNamedType): SelectedField | null => {
    const found = known.get(node);
    if (found) return found;
    const type = typeOf(schema, node, parent);
    if (!type) return null;
    const field = { node, parent, type, arguments: argumentsText(node) };
    known.set(node, field);
    return field;
  };
  return (sets: readonly TypedSet[]): FieldsByName => {
    const fields = new Map<string, SelectedField[]>();
    const seen = new Set<SelectionSetNode>();
    const collect = ({ parent, set }: TypedSet): void => {
      if (seen.has(set)) return;
      seen.add(set);
      for (const selection of set.selections) {
        onSelection();
        if (selection.kind === Kind.FIELD) {
          const field = fieldOf(selection, parent);
          if (field) append(fields, (selection.alias ?? selection.name).value, field);
          continue;
        }
        const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection;
        const type = fragment?.typeCondition ? schema.getType(fragment.typeCondition.name.value) : parent;
        if (fragment && type) collect({ parent: type, set: fragment.selectionSet });
      }
    };
    sets.forEach(collect);
    return fields;
  };
}

function append(fields: Map<string, SelectedField[]>, name: string, field: SelectedField): void {
  const others = fields.get(name);
  if (others) others.push(field);
  else fields.set(name, [field]);
}

function typeOf(schema: GraphQLSchema, { name }: FieldNode, parent: GraphQLNamedType): GraphQLOutputType | undefined {
  if (name.value === TypeNameMetaFieldDef.name) return TypeNameMetaFieldDef.type;
  if (parent === schema.getQueryType())
    for (const meta of [SchemaMetaFieldDef, TypeMetaFieldDef]) if (name.value === meta.name) return meta.type;
  return isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[name.value]?.type : undefined;
}
