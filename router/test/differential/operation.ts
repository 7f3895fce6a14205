import fc from 'fast-check';
import {
  getNamedType,
  isAbstractType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isUnionType,
  type GraphQLArgument,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLSchema,
} from 'graphql';

/** `@skip` or `@include`; a variable can be left out in favour of its default. */
export type Condition = { directive: 'skip' | 'include'; value: boolean; source: 'literal' | 'variable' | 'default' };

export type Argument = { name: string; type: GraphQLInputType; value: unknown; isVariable: boolean };

export type FieldChoice = {
  kind: 'field';
  parent: string;
  name: string;
  alias: string | null;
  arguments: Argument[];
  condition: Condition | null;
  selections: Selection[] | null;
};

export type FragmentChoice = {
  kind: 'fragment';
  on: string | null;
  isNamed: boolean;
  condition: Condition | null;
  selections: Selection[];
};

export type Selection = FieldChoice | FragmentChoice;

/** An operation before it is written down: what fast-check makes and shrinks. */
export type OperationChoice = { kind: 'query' | 'mutation'; selections: Selection[] };

const oneOf = (names: readonly string[]): fc.Arbitrary<string> => fc.constantFrom(...names);

function maybe<Value>(arbitrary: fc.Arbitrary<Value>, freq: number): fc.Arbitrary<Value | null> {
  return fc.option(arbitrary, { freq, nil: null });
}

const condition: fc.Arbitrary<Condition | null> = fc.option(
  fc.record({
    directive: fc.constantFrom('skip', 'include'),
    value: fc.boolean(),
    source: fc.constantFrom('literal', 'variable', 'default'),
  }),
  { freq: 6 },
);

/** Random operations against a schema, with every kind of selection that GraphQL has. */
export function operations(schema: GraphQLSchema, texts: readonly string[]): fc.Arbitrary<OperationChoice> {
  const selectionSets = createSelectionSets(schema, texts);
  const query = schema.getQueryType();
  const mutation = schema.getMutationType();
  if (!query) throw new Error('the schema has no queries');
  const queries = fc.record({ kind: fc.constant('query' as const), selections: selectionSets(query, 5) });
  if (!mutation) return queries;
  const mutations = fc.record({ kind: fc.constant('mutation' as const), selections: selectionSets(mutation, 4) });
  return fc.oneof({ weight: 4, arbitrary: queries }, { weight: 1, arbitrary: mutations });
}

function createSelectionSets(schema: GraphQLSchema, texts: readonly string[]) {
  const known = new Map<string, fc.Arbitrary<Selection[]>>();
  const selectionSet = (type: GraphQLCompositeType, depth: number): fc.Arbitrary<Selection[]> => {
    const key = `${type.name} ${depth}`;
    const made = known.get(key) ?? fc.array(selection(type, depth), { minLength: 1, maxLength: depth > 2 ? 4 : 3 });
    known.set(key, made);
    return made;
  };

  const selection = (type: GraphQLCompositeType, depth: number): fc.Arbitrary<Selection> => {
    const fields = isUnionType(type) ? [] : Object.values(type.getFields());
    const names = ['a', 'b', ...fields.map(({ name }) => name)];
    const usable = fields.filter((field) => depth > 0 || !isCompositeType(getNamedType(field.type)));
    const choices: { weight: number; arbitrary: fc.Arbitrary<Selection> }[] = [
      { weight: usable.length > 0 ? 1 : 4, arbitrary: fieldOf(type.name, '__typename', [], null, names) },
      ...usable.map((field) => ({ weight: 3, arbitrary: field_(type.name, field, depth, names) })),
    ];
    if (depth > 0) choices.push({ weight: isAbstractType(type) ? 12 : 3, arbitrary: fragment(type, depth) });
    return fc.oneof({ withCrossShrink: true }, ...choices);
  };

  const field_ = (parent: string, field: GraphQLField<unknown, unknown>, depth: number, names: string[]) => {
    const type = getNamedType(field.type);
    const selections = isCompositeType(type) ? selectionSet(type, depth - 1) : null;
    return fieldOf(parent, field.name, field.args, selections, names);
  };

  const fieldOf = (
    parent: string,
    name: string,
    args: readonly GraphQLArgument[],
    selections: fc.Arbitrary<Selection[]> | null,
    aliases: string[],
  ): fc.Arbitrary<Selection> =>
    fc.record({
      kind: fc.constant('field' as const),
      parent: fc.constant(parent),
      name: fc.constant(name),
      alias: maybe(oneOf(aliases), 4),
      arguments: argumentsOf(args, texts),
      condition,
      selections: selections ?? fc.constant(null),
    });

  const fragment = (type: GraphQLCompositeType, depth: number): fc.Arbitrary<Selection> => {
    const targets = Object.values(schema.getTypeMap())
      .filter((candidate) => isCompositeType(candidate) && !candidate.name.startsWith('__'))
      .filter((candidate) => isCompositeType(candidate) && overlaps(schema, type, candidate));
    const options = targets.map((target) => ({ on: target.name, type: isCompositeType(target) ? target : type }));
    return fc.constantFrom({ on: null, type }, ...options).chain((target) =>
      fc.record({
        kind: fc.constant('fragment' as const),
        on: fc.constant(target.on),
        isNamed: target.on === null ? fc.constant(false) : fc.boolean(),
        condition,
        selections: selectionSet(target.type, depth - 1),
      }),
    );
  };
  return selectionSet;
}

function overlaps(schema: GraphQLSchema, one: GraphQLCompositeType, other: GraphQLCompositeType): boolean {
  const possible = (type: GraphQLCompositeType) => (isAbstractType(type) ? schema.getPossibleTypes(type) : [type]);
  return possible(one).some((type) => possible(other).includes(type));
}

function argumentsOf(args: readonly GraphQLArgument[], texts: readonly string[]): fc.Arbitrary<Argument[]> {
  const each = args.map(({ name, type }) => {
    const argument = fc.record({
      name: fc.constant(name),
      type: fc.constant(type),
      value: valueOf(type, texts),
      isVariable: fc.boolean(),
    });
    return isNonNullType(type) ? argument : fc.option(argument, { freq: 3 });
  });
  return fc.tuple(...each).map((chosen) => chosen.filter((argument) => argument !== null));
}

function valueOf(type: GraphQLInputType, texts: readonly string[]): fc.Arbitrary<unknown> {
  if (isNonNullType(type)) return present(type.ofType, texts);
  return fc.option(present(type, texts), { freq: 8 });
}

function present(type: GraphQLInputType, texts: readonly string[]): fc.Arbitrary<unknown> {
  if (isListType(type)) return fc.array(valueOf(type.ofType, texts), { maxLength: 3 });
  if (isEnumType(type)) return fc.constantFrom(...type.getValues().map(({ name }) => name));
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields());
    const required = fields.filter((field) => isNonNullType(field.type)).map(({ name }) => name);
    const model = Object.fromEntries(fields.map((field) => [field.name, valueOf(field.type, texts)]));
    return fc.record(model, { requiredKeys: required });
  }
  switch (getNamedType(type).name) {
    case 'Int':
      return fc.integer({ min: 0, max: 4 });
    case 'Float':
      return fc.integer({ min: 0, max: 40 }).map((number) => number / 10);
    case 'Boolean':
      return fc.boolean();
    default:
      return oneOf(texts);
  }
}
