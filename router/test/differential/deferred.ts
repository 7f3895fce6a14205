import {
  Kind,
  parse,
  print,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type DirectiveNode,
  type GraphQLSchema,
  type InlineFragmentNode,
  type SelectionNode,
} from 'graphql';
import type { WrittenOperation } from './written.ts';

const defer: DirectiveNode = { kind: Kind.DIRECTIVE, name: { kind: Kind.NAME, value: 'defer' } };

/** The operation with `@defer` put in wherever the next of the choices says so, around one selection or around several. */
export function deferred(
  schema: GraphQLSchema,
  { query, variables }: WrittenOperation,
  choices: readonly number[],
): WrittenOperation {
  let used = 0;
  const next = () => choices[used++ % choices.length] ?? 0;
  const types = new TypeInfo(schema);
  const document = visit(
    parse(query),
    visitWithTypeInfo(types, {
      SelectionSet: {
        leave: ({ selections, ...set }) => {
          const parent = types.getParentType();
          if (!parent || parent === schema.getMutationType()) return undefined;
          const put = selections.map((selection) => (next() === 1 ? withDefer(selection) : selection));
          const from = next();
          if (from < 3) return { ...set, selections: put };
          const start = from % put.length;
          return { ...set, selections: [...put.slice(0, start), around(put.slice(start))] };
        },
      },
    }),
  );
  return { query: print(document), variables };
}

function withDefer(selection: SelectionNode): SelectionNode {
  if (selection.kind === Kind.FIELD) return around([selection]);
  return { ...selection, directives: [...(selection.directives ?? []), defer] };
}

function around(selections: readonly SelectionNode[]): InlineFragmentNode {
  return {
    kind: Kind.INLINE_FRAGMENT,
    directives: [defer],
    selectionSet: { kind: Kind.SELECTION_SET, selections: [...selections] },
  };
}
