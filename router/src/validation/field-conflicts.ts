import {
  getNamedType,
  GraphQLError,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type DocumentNode,
  type GraphQLOutputType,
  type GraphQLSchema,
} from 'graphql';
import { fragmentsByName } from '../limits/fragments.ts';
import { createSelectedFields, type SelectedField, type TypedSet } from './selected-fields.ts';

/** What fields of one response name have to agree about: on objects that exclude each other only about the shape of their answer. */
type Aspect = 'shape' | 'meaning' | 'both';

/** Selection sets that are answered as one. */
type Merged = { sets: readonly TypedSet[]; aspect: Aspect; path: readonly string[] };

/** Fields of one response name that are compared with each other. */
type Together = { fields: readonly SelectedField[]; aspect: Aspect; path: readonly string[] };

export type FieldConflictsOptions = { maxErrors: number; maxSelections: number };

/** There is more to look at than a document that is meant well would have. */
class TooMuch extends Error {}

/**
 * The fields that cannot be merged (GraphQL specification, 5.3.2) of a document in which every other rule holds. Fields of one response name
 * are put together level by level, so that each is compared with one other and not with all, as graphql-js does. Interfaces in which
 * every level differs by object could still need endless work: then the document is refused.
 */
export function findFieldConflicts(
  schema: GraphQLSchema,
  document: DocumentNode,
  { maxErrors, maxSelections }: FieldConflictsOptions,
): GraphQLError[] {
  let looked = 0;
  const onSelection = () => {
    if (++looked > maxSelections) throw new TooMuch();
  };
  const fieldsOf = createSelectedFields({ schema, fragments: fragmentsByName(document), onSelection });
  const waiting = operationSets(schema, document).map((set): Merged => ({ sets: [set], aspect: 'both', path: [] }));
  const errors: GraphQLError[] = [];
  const check = ({ fields, aspect, path }: Together): void => {
    const conflict = conflictOf(fields, aspect, path);
    if (conflict) errors.push(conflict);
    const sets = conflict ? [] : fields.flatMap(insideOf);
    if (sets.length > 0) waiting.push({ sets, aspect, path });
  };
  try {
    for (let next = waiting.pop(); next && errors.length < maxErrors; next = waiting.pop()) {
      const { aspect, path } = next;
      for (const [name, fields] of fieldsOf(next.sets)) comparable(fields, aspect, [...path, name]).forEach(check);
    }
  } catch (error) {
    if (!(error instanceof TooMuch)) throw error;
    return [new GraphQLError('The operation has too many fields of the same names under different types.')];
  }
  return errors.slice(0, maxErrors);
}

function operationSets(schema: GraphQLSchema, { definitions }: DocumentNode): TypedSet[] {
  return definitions.flatMap((node) => {
    const parent = node.kind === Kind.OPERATION_DEFINITION ? schema.getRootType(node.operation) : undefined;
    return node.kind === Kind.OPERATION_DEFINITION && parent ? [{ parent, set: node.selectionSet }] : [];
  });
}

/** The fields that can be answered for the same object: of object types that differ, each is with those of interfaces only. */
function comparable(fields: readonly SelectedField[], aspect: Aspect, path: readonly string[]): readonly Together[] {
  if (aspect === 'shape' || fields.length === 1) return [{ fields, aspect, path }];
  const ofObjects = Map.groupBy(
    fields.filter(({ parent }) => isObjectType(parent)),
    ({ parent }) => parent,
  );
  if (ofObjects.size < 2) return [{ fields, aspect, path }];
  const ofAny = fields.filter(({ parent }) => !isObjectType(parent));
  const alternatives = [...ofObjects.values()].map((own): Together => ({
    fields: [...ofAny, ...own],
    aspect: 'meaning',
    path,
  }));
  return aspect === 'both' ? [{ fields, aspect: 'shape', path }, ...alternatives] : alternatives;
}

function conflictOf(fields: readonly SelectedField[], aspect: Aspect, path: readonly string[]): GraphQLError | null {
  const [first, ...others] = fields;
  for (const other of first ? others : []) {
    const reason = first && reasonOf(first, other, aspect);
    if (!reason) continue;
    const message = `Fields "${path.join('.')}" conflict because ${reason}. Use different aliases on the fields to fetch both if this was intentional.`;
    return new GraphQLError(message, { nodes: [first.node, other.node] });
  }
  return null;
}

function reasonOf(one: SelectedField, other: SelectedField, aspect: Aspect): string | null {
  const [name, otherName] = [one.node.name.value, other.node.name.value];
  if (aspect !== 'shape' && name !== otherName) return `"${name}" and "${otherName}" are different fields`;
  if (aspect !== 'shape' && one.arguments !== other.arguments) return 'they have differing arguments';
  if (aspect === 'meaning' || one.type === other.type || shapeOf(one.type) === shapeOf(other.type)) return null;
  return `they return conflicting types "${String(one.type)}" and "${String(other.type)}"`;
}

/** Lists, non-nulls and leaves have to be the same; objects are compared field by field. */
function shapeOf(type: GraphQLOutputType): string {
  if (isNonNullType(type)) return `${shapeOf(type.ofType)}!`;
  if (isListType(type)) return `[${shapeOf(type.ofType)}]`;
  return isLeafType(type) ? type.name : '';
}

function insideOf({ node, type }: SelectedField): readonly TypedSet[] {
  return node.selectionSet ? [{ parent: getNamedType(type), set: node.selectionSet }] : [];
}
