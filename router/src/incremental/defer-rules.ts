import {
  GraphQLError,
  Kind,
  visit,
  type ASTNode,
  type ASTVisitor,
  type DirectiveNode,
  type FragmentDefinitionNode,
  type OperationDefinitionNode,
  type ValidationContext,
} from 'graphql';
import { argumentOf, isDefer } from './defer-directive.ts';

/** What the draft of incremental delivery adds to validation (https://github.com/graphql/graphql-spec/pull/1110). */
export const deferRules = [labelsAreUnique, isNotOnChangingRoot, isNotInSubscription];

/** A label is a name that the client can tell from all others before the operation runs. */
function labelsAreUnique(context: ValidationContext): ASTVisitor {
  const known = new Map<string, DirectiveNode>();
  return {
    Directive: (directive) => {
      const label = isDefer(directive) ? argumentOf(directive, 'label') : undefined;
      if (!label || label.kind === Kind.NULL) return;
      if (label.kind !== Kind.STRING) {
        report(context, 'The label of `@defer` must be a static string.', directive);
        return;
      }
      const first = known.get(label.value);
      if (first) report(context, `There can be only one \`@defer\` with the label "${label.value}".`, first, directive);
      known.set(label.value, directive);
    },
  };
}

/** Fields of mutations run one after the other, and a subscription has only one. */
function isNotOnChangingRoot(context: ValidationContext): ASTVisitor {
  const schema = context.getSchema();
  const roots = [schema.getMutationType(), schema.getSubscriptionType()];
  return {
    Directive: (directive) => {
      const parent = context.getParentType();
      if (!isDefer(directive) || !parent || !roots.some((root) => root?.name === parent.name)) return;
      report(context, `\`@defer\` cannot be used on the root type "${parent.name}".`, directive);
    },
  };
}

/** Events are answered whole. A condition that may be false is allowed, and the fragment is not deferred then. */
function isNotInSubscription(context: ValidationContext): ASTVisitor {
  const certain = new Map<ASTNode, readonly DirectiveNode[]>();
  const certainIn = (node: OperationDefinitionNode | FragmentDefinitionNode) => {
    const known = certain.get(node) ?? certainDefers(node);
    certain.set(node, known);
    return known;
  };
  return {
    Document: ({ definitions }) => {
      const found = new Set<DirectiveNode>();
      for (const node of definitions) {
        if (node.kind !== Kind.OPERATION_DEFINITION || node.operation !== 'subscription') continue;
        const places = [node, ...context.getRecursivelyReferencedFragments(node)];
        for (const directive of places.flatMap(certainIn)) found.add(directive);
      }
      for (const directive of found)
        report(context, '`@defer` is not supported in subscriptions. Set its `if` to false.', directive);
    },
  };
}

function certainDefers(node: ASTNode): readonly DirectiveNode[] {
  const found: DirectiveNode[] = [];
  visit(node, {
    Directive: (directive) => {
      const condition = argumentOf(directive, 'if');
      const canBeFalse = condition?.kind === Kind.VARIABLE || (condition?.kind === Kind.BOOLEAN && !condition.value);
      if (isDefer(directive) && !canBeFalse) found.push(directive);
    },
  });
  return found;
}

function report(context: ValidationContext, message: string, ...nodes: DirectiveNode[]): void {
  context.reportError(new GraphQLError(message, { nodes }));
}
