import { Kind, print, type FieldNode, type ValueNode } from 'graphql';

/** The arguments of a field as a text that is the same for the same arguments, in whatever order they and the members of objects stand. */
export function argumentsText({ arguments: args = [] }: FieldNode): string {
  return namedTexts(args);
}

function textOf(value: ValueNode): string {
  if (value.kind === Kind.OBJECT) return `{${namedTexts(value.fields)}}`;
  if (value.kind === Kind.LIST) return `[${value.values.map(textOf).join()}]`;
  return print(value);
}

function namedTexts(nodes: readonly { name: { value: string }; value: ValueNode }[]): string {
  return nodes
    .map(({ name, value }) => `${name.value}:${textOf(value)}`)
    .sort()
    .join();
}
