import {
  getNamedType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  Kind,
  typeFromAST,
  type FieldNode,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type ValueNode,
} from 'graphql';
import type { Rule, Rules } from './rules.ts';

/** The rules of the scalars and enums that a field is given as arguments. */
export type InputRules = (field: FieldNode, parent: GraphQLNamedType) => readonly Rule[];

/** A variable counts with every type that its value could have; what is not given, or given as null, does not count. */
export function createInputRules(rules: Rules, operation: OperationDefinitionNode, schema: GraphQLSchema): InputRules {
  const variableTypes = new Map(
    (operation.variableDefinitions ?? []).map(({ variable, type }) => [variable.name.value, typeFromAST(schema, type)]),
  );

  const reachable = (type: GraphQLNamedType, seen: Set<GraphQLNamedType>): readonly Rule[] => {
    if (seen.has(type)) return [];
    seen.add(type);
    if (!isInputObjectType(type)) return rules.get(type.name) ?? [];
    return Object.values(type.getFields()).flatMap((field) => reachable(getNamedType(field.type), seen));
  };
  const given = (value: ValueNode, type: GraphQLInputType): readonly Rule[] => {
    const named = getNamedType(type);
    switch (value.kind) {
      case Kind.NULL:
        return [];
      case Kind.VARIABLE: {
        const variableType = variableTypes.get(value.name.value);
        return reachable(variableType ? getNamedType(variableType) : named, new Set());
      }
      case Kind.LIST:
        return value.values.flatMap((item) => given(item, named));
      case Kind.OBJECT:
        if (!isInputObjectType(named)) return rules.get(named.name) ?? [];
        return value.fields.flatMap(({ name, value: member }) => {
          const field = named.getFields()[name.value];
          return field ? given(member, field.type) : [];
        });
      default:
        return rules.get(named.name) ?? [];
    }
  };
  return (field, parent) => {
    const definition =
      isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[field.name.value] : undefined;
    return (field.arguments ?? []).flatMap(({ name, value }) => {
      const argument = definition?.args.find((candidate) => candidate.name === name.value);
      return argument ? given(value, argument.type) : [];
    });
  };
}
