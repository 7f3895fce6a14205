import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Kind, print, type TypeDefinitionNode, type TypeNode } from 'graphql';
import { root } from './support/source-files.ts';
import {
  directive,
  isEntity,
  isNonNull,
  namedType,
  objectFields,
  printArgument,
  readSubgraphSchemas,
  rootTypes,
  typesOf,
  type ObjectField,
} from './support/subgraph-schemas.ts';

const subgraphs = readSubgraphSchemas();
const fields = subgraphs.flatMap(objectFields);
const where = ({ subgraph, parent, field }: ObjectField) => `${subgraph}: ${parent.name.value}.${field.name.value}`;
const rootFields = (type: string) => fields.filter(({ parent }) => parent.name.value === type);

/** The subgraphs that describe a type: an entity is described by its owner alone. */
const describers = (type: string) =>
  subgraphs
    .filter(({ types }) => types.some((node) => node.name.value === type && node.description))
    .map((s) => s.name);
const entities = new Set(subgraphs.flatMap(({ types }) => types.filter(isEntity).map(({ name }) => name.value)));
const isContribution = ({ subgraph, parent }: ObjectField) =>
  entities.has(parent.name.value) && !describers(parent.name.value).includes(subgraph);
const isKey = ({ parent, field }: ObjectField) => {
  const key = directive(parent, 'key')?.arguments?.find(({ name }) => name.value === 'fields')?.value;
  return key?.kind === Kind.STRING && key.value.split(' ').includes(field.name.value);
};

describe('descriptions', () => {
  it('say what every type means', () => {
    const silent = subgraphs.flatMap(({ name, types }) =>
      types
        .filter((type) => !type.description && !rootTypes.has(type.name.value) && !entities.has(type.name.value))
        .map((type) => `${name}: ${type.name.value}`),
    );
    expect(silent).toEqual([]);
  });

  it('of an entity are written by its owner, and by nobody else', () => {
    const owners = [...entities].map((type) => `${type}: ${describers(type).length}`);
    expect(owners).toEqual([...entities].map((type) => `${type}: 1`));
  });

  it('say what every field and argument means', () => {
    const silentFields = fields.filter((one) => !one.field.description && !(isContribution(one) && isRepeated(one)));
    const silentArguments = fields.flatMap((one) =>
      (one.field.arguments ?? []).filter((node) => !node.description).map(({ name }) => `${where(one)}(${name.value})`),
    );
    expect([...silentFields.map(where), ...silentArguments]).toEqual([]);
  });

  it('say what every input field, interface field and enum value means', () => {
    const silent = subgraphs.flatMap(({ name, types }) =>
      types.flatMap((type) =>
        membersOf(type)
          .filter(({ description }) => !description)
          .map((member) => `${name}: ${type.name.value}.${member.name.value}`),
      ),
    );
    expect(silent).toEqual([]);
  });
});

describe('names', () => {
  const named = subgraphs.flatMap(({ name, types }) => types.map((type) => ({ subgraph: name, type })));

  it('are PascalCase for types, camelCase for fields and arguments, SCREAMING_SNAKE for values; without acronyms', () => {
    const scalars = (type: TypeDefinitionNode) => type.kind === Kind.SCALAR_TYPE_DEFINITION;
    const types = named.filter(({ type }) => !scalars(type) && !/^([A-Z][a-z0-9]+)+$/.test(type.name.value));
    const values = named.flatMap(({ subgraph, type }) =>
      type.kind === Kind.ENUM_TYPE_DEFINITION
        ? (type.values ?? [])
            .map(({ name }) => name.value)
            .filter((name) => !/^[A-Z][A-Z0-9_]*$/.test(name))
            .map((name) => `${subgraph}: ${name}`)
        : [],
    );
    const camel = /^[a-z][a-z0-9]*([A-Z][a-z0-9]*)*$/;
    const isOdd = (name: string) => !camel.test(name) || /[A-Z]{2}/.test(name);
    const members = fields.flatMap((one) =>
      [one.field, ...(one.field.arguments ?? [])]
        .filter(({ name }) => isOdd(name.value))
        .map(({ name }) => `${where(one)}: ${name.value}`),
    );
    expect([...types.map(({ subgraph, type }) => `${subgraph}: ${type.name.value}`), ...values, ...members]).toEqual(
      [],
    );
  });

  it('of queries do not begin with get or list', () => {
    expect(
      rootFields('Query')
        .filter(({ field }) => /^(get|list)[A-Z]/.test(field.name.value))
        .map(where),
    ).toEqual([]);
  });

  it('of booleans begin with is, has or can', () => {
    const booleans = fields.filter(({ field }) => namedType(field.type) === 'Boolean');
    expect(booleans.filter(({ field }) => !/^(is|has|can)[A-Z]/.test(field.name.value)).map(where)).toEqual([]);
  });
});

describe('nullability', () => {
  it('lets another subgraph fail: a field that it contributes is nullable', () => {
    const strict = fields.filter((one) => isContribution(one) && !isRepeated(one) && isNonNull(one.field.type));
    expect(strict.map(where)).toEqual([]);
  });

  it('has nullable look-ups by id', () => {
    const lookups = rootFields('Query').filter(
      ({ field }) => field.arguments?.length === 1 && printArgument(field, 'id'),
    );
    expect(lookups.filter(({ field }) => isNonNull(field.type)).map(where)).toEqual([]);
  });

  it('has no null inside a list', () => {
    expect(fields.filter(({ field }) => hasNullableItem(field.type)).map(where)).toEqual([]);
  });
});

describe('connections', () => {
  const connections = fields.filter(({ field }) => namedType(field.type).endsWith('Connection'));

  it('take first and after, and are charged by first', () => {
    const sized = '@listSize(slicingArguments: ["first"], sizedFields: ["edges", "nodes"])';
    const shape = (one: ObjectField) => {
      const size = directive(one.field, 'listSize');
      return [printArgument(one.field, 'first'), printArgument(one.field, 'after'), size && print(size)];
    };
    const odd = connections.filter((one) => shape(one).join() !== ['first: Int! = 20', 'after: String', sized].join());
    expect(odd.map(where)).toEqual([]);
  });

  it('have edges with a cursor, nodes and pageInfo', () => {
    const odd = subgraphs.flatMap(({ name: subgraph, types }) =>
      types
        .filter(({ name }) => name.value.endsWith('Connection'))
        .filter((connection) => {
          const edge = connection.name.value.replace(/Connection$/, 'Edge');
          const edgeFields = shapeOf(findType(subgraph, edge));
          const node = edgeFields.find((field) => field.startsWith('node: '))?.slice('node: '.length);
          const expected = [`edges: [${edge}!]!`, `nodes: [${node}]!`, 'pageInfo: PageInfo!'];
          const fields = shapeOf(connection);
          return !edgeFields.includes('cursor: String!') || !expected.every((field) => fields.includes(field));
        })
        .map(({ name }) => `${subgraph}: ${name.value}`),
    );
    expect(odd).toEqual([]);
  });
});

describe('mutations', () => {
  it('take one input named after them, or nothing', () => {
    const odd = rootFields('Mutation').filter((one) => {
      const { field } = one;
      const input = `input: ${actionOf(one)}Input!`;
      return (
        (field.arguments?.length ?? 0) > 0 && (field.arguments?.length !== 1 || printArgument(field, 'input') !== input)
      );
    });
    expect(odd.map(where)).toEqual([]);
  });

  it('answer a payload: a nullable result and typed errors that implement UserError', () => {
    const odd = rootFields('Mutation').filter((one) => {
      const { subgraph, field } = one;
      const name = actionOf(one);
      if (print(field.type) !== `${name}Payload!`) return true;
      // What takes no input has nothing to refuse.
      if (field.arguments?.length === 0) return false;
      return !isRefusable(subgraph, name);
    });
    expect(odd.map(where)).toEqual([]);
  });

  it('that create or charge take an idempotency key', () => {
    const creates = /^(create|start|upload|run|execute|send|chat|embed|import|connect)/;
    const odd = rootFields('Mutation')
      .filter(({ field }) => creates.test(field.name.value))
      .filter((one) => {
        const input = findType(one.subgraph, `${actionOf(one)}Input`);
        return !input || !membersOf(input).some(({ name }) => name.value === 'idempotencyKey');
      });
    expect(odd.map(where)).toEqual([]);
  });
});

describe('subscriptions', () => {
  it('resume: they take after, and each event carries its cursor', () => {
    const odd = rootFields('Subscription').filter(({ subgraph, field }) => {
      const event = findType(subgraph, namedType(field.type));
      const hasCursor = shapeOf(event).includes('cursor: String!');
      return printArgument(field, 'after') !== 'after: String' || !hasCursor;
    });
    expect(odd.map(where)).toEqual([]);
  });
});

describe('security', () => {
  const open = [
    'identity: Mutation.signUp',
    'identity: Mutation.signUpByInvitation',
    'identity: Query.invitation',
    'identity: Mutation.restoreAccount',
    'identity: Mutation.restoreOrganization',
    'identity: Mutation.verifyEmail',
    'identity: Mutation.confirmEmailChange',
    'identity: Mutation.requestPasswordReset',
    'identity: Mutation.resetPassword',
    'identity: Mutation.signIn',
    'identity: Mutation.signInWithProvider',
    'identity: Mutation.completeSignIn',
    'identity: Mutation.enrolTotp',
    'identity: Mutation.confirmTotp',
    'identity: Query.signInProviders',
    'identity: Mutation.beginPasskeyAuthentication',
    'identity: Mutation.signInWithPasskey',
    'identity: Mutation.beginPasskeyRegistration',
    'identity: Mutation.registerPasskey',
    'identity: Mutation.refreshSession',
  ];

  it('says at every root field who may ask, but for those that sign a user in', () => {
    const unguarded = [...rootTypes].flatMap(rootFields).filter(({ field }) => !isGuarded(field));
    expect(unguarded.map(where).toSorted()).toEqual(open.toSorted());
  });

  it('says at every field contributed to another subgraph’s entity who may ask', () => {
    const unguarded = fields.filter((one) => isContribution(one) && !isRepeated(one) && !isGuarded(one.field));
    expect(unguarded.map(where)).toEqual([]);
  });
});

describe('value types', () => {
  it('are the same words in every subgraph', () => {
    const shared = typesOf(readFileSync(join(root, 'platform/schema/shared.graphql'), 'utf8'));
    const copies = Map.groupBy(
      [{ name: 'platform', types: shared }, ...subgraphs].flatMap(({ name, types }) =>
        types.map((type) => ({ name, type })),
      ),
      ({ type }) => type.name.value,
    );
    const different = [...copies]
      .filter(([type]) => !rootTypes.has(type) && !entities.has(type))
      .filter(([, versions]) => new Set(versions.map(({ type }) => print(type))).size > 1)
      .map(([type, versions]) => `${type} differs in ${versions.map(({ name }) => name).join(', ')}`);
    expect(different).toEqual([]);
  });

  it('never have money as a Float', () => {
    const money = /(amount|price|cost|total|fee|tax)$/i;
    const floats = fields.filter(({ field }) => namedType(field.type) === 'Float' && money.test(field.name.value));
    expect(floats.map(where)).toEqual([]);
  });
});

it('says when a deprecated field goes and what to use instead', () => {
  const vague = fields.filter(({ field }) => {
    const reason = directive(field, 'deprecated')?.arguments?.[0]?.value;
    return (
      directive(field, 'deprecated') &&
      !(reason?.kind === Kind.STRING && /Use `.+`.*Removal after \d{4}-\d{2}/.test(reason.value))
    );
  });
  expect(vague.map(where)).toEqual([]);
});

/** A field that the owner declares and a contributor only repeats: a key, or what it needs for @requires. */
function isRepeated(one: ObjectField): boolean {
  return isKey(one) || directive(one.field, 'external') !== undefined;
}

function isGuarded(field: ObjectField['field']): boolean {
  return directive(field, 'authenticated') !== undefined || directive(field, 'requiresScopes') !== undefined;
}

function isRefusable(subgraph: string, mutation: string): boolean {
  const payload = findType(subgraph, `${mutation}Payload`);
  const union = findType(subgraph, `${mutation}Error`);
  const members = union?.kind === Kind.UNION_TYPE_DEFINITION ? (union.types ?? []) : [];
  const isUserError = (name: string) => {
    const type = findType(subgraph, name);
    return (
      type?.kind === Kind.OBJECT_TYPE_DEFINITION && type.interfaces?.some((node) => node.name.value === 'UserError')
    );
  };
  const [errors, results] = partition(shapeOf(payload), (field) => field.startsWith('errors:'));
  return (
    errors.join() === `errors: [${mutation}Error!]!` &&
    results.every((field) => !field.endsWith('!')) &&
    members.length > 0 &&
    members.every(({ name }) => isUserError(name.value))
  );
}

function partition<Item>(items: readonly Item[], test: (item: Item) => boolean): [Item[], Item[]] {
  return [items.filter(test), items.filter((item) => !test(item))];
}

function findType(subgraph: string, name: string): TypeDefinitionNode | undefined {
  return subgraphs.find((one) => one.name === subgraph)?.types.find((type) => type.name.value === name);
}

function membersOf(type: TypeDefinitionNode) {
  if (type.kind === Kind.ENUM_TYPE_DEFINITION) return type.values ?? [];
  if (type.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION || type.kind === Kind.INTERFACE_TYPE_DEFINITION)
    return type.fields ?? [];
  return [];
}

/** The fields of an object type, such as `cursor: String!`. */
function shapeOf(type: TypeDefinitionNode | undefined): string[] {
  if (type?.kind !== Kind.OBJECT_TYPE_DEFINITION) return [];
  return (type.fields ?? []).map((field) => `${field.name.value}: ${print(field.type)}`);
}

function hasNullableItem(type: TypeNode): boolean {
  if (type.kind === Kind.NAMED_TYPE) return false;
  return type.kind === Kind.LIST_TYPE
    ? !isNonNull(type.type) || hasNullableItem(type.type)
    : hasNullableItem(type.type);
}

/** The name of a mutation's input and payload. `startChat` is `chat` without the waiting: it takes and answers the same. */
function actionOf({ subgraph, field }: ObjectField): string {
  const name = field.name.value.charAt(0).toUpperCase() + field.name.value.slice(1);
  const waiting = name.replace(/^Start/, '');
  const hasWaiting = rootFields('Mutation').some(
    (one) => one.subgraph === subgraph && one.field.name.value === waiting.charAt(0).toLowerCase() + waiting.slice(1),
  );
  return name.startsWith('Start') && hasWaiting ? waiting : name;
}
