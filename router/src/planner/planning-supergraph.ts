import { Kind, parse, print, visit, type ConstDirectiveNode, type DocumentNode } from 'graphql';
import { addVirtualFields, type VirtualFields } from './virtual-fields.ts';

/** The supergraph as the planning library understands it rightly; what clients see is made from the original one. */
export function toPlanningSupergraph(sdl: string): { sdl: string; virtualFields: VirtualFields } {
  const { document, virtualFields } = addVirtualFields(parse(sdl, { noLocation: true }));
  return { sdl: print(withoutUnusableKeys(document)), virtualFields };
}

/** The planner would enter a subgraph by a key that is `resolvable: false` when the type has a resolvable one there: it is dropped. */
function withoutUnusableKeys(document: DocumentNode): DocumentNode {
  const keep = <Node extends { readonly directives?: readonly ConstDirectiveNode[] }>(node: Node): Node | undefined => {
    const directives = node.directives ?? [];
    const usable = directives.filter((directive) => !isUnusableKey(directive) || !hasUsableKey(directives, directive));
    return usable.length === directives.length ? undefined : { ...node, directives: usable };
  };
  return visit(document, { ObjectTypeDefinition: keep, InterfaceTypeDefinition: keep });
}

function hasUsableKey(directives: readonly ConstDirectiveNode[], like: ConstDirectiveNode): boolean {
  return directives.some(
    (each) =>
      each.name.value === like.name.value &&
      argument(each, 'graph') === argument(like, 'graph') &&
      argument(each, 'key') !== undefined &&
      !isUnusableKey(each),
  );
}

function isUnusableKey(directive: ConstDirectiveNode): boolean {
  return directive.name.value === 'join__type' && argument(directive, 'resolvable') === false;
}

function argument({ arguments: args }: ConstDirectiveNode, name: string): string | boolean | undefined {
  const value = args?.find((each) => each.name.value === name)?.value;
  if (value?.kind === Kind.BOOLEAN || value?.kind === Kind.ENUM || value?.kind === Kind.STRING) return value.value;
  return undefined;
}
