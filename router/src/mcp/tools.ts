import type { Tool } from '@modelcontextprotocol/server';
import type { Logger } from '@conea/platform';
import { Kind, parse, type DocumentNode, type GraphQLSchema, type OperationDefinitionNode } from 'graphql';
import type { Grant } from '../authorization/rules.ts';
import type { McpConfig } from '../config/mcp.ts';
import type { TrustedDocuments, TrustedOperation } from '../persisted/manifest.ts';
import type { LoadDocument } from '../stages/load.ts';
import type { PreparedOperation } from '../supergraph.ts';
import { inputSchemaOf } from './input-schema.ts';
import { outputSchemaOf } from './output-schema.ts';

/** A trusted document that agents may call. */
export type OperationTool = {
  tool: Tool;
  operation: TrustedOperation;
  /** Those that say whom it is for. */
  policies: readonly string[];
  isFor(grant: Grant): boolean;
};

export type ToolsOptions = {
  config: McpConfig;
  schema: GraphQLSchema;
  loadDocument: LoadDocument;
  log: Logger;
};

/** Makes tools of registered operations, by name; each set of documents once. */
export function createTools({ config, schema, loadDocument, log }: ToolsOptions) {
  const known = new WeakMap<TrustedDocuments, Promise<ReadonlyMap<string, OperationTool>>>();
  const isOffered = ({ name, type, clientName }: TrustedOperation) => {
    if (config.client_name !== undefined && clientName !== config.client_name) return false;
    if (type === 'mutation')
      return config.mutation_mode === 'all' || (config.mutation_mode === 'explicit' && config.mutations.includes(name));
    return type === 'query';
  };
  const toolOf = async (operation: TrustedOperation): Promise<OperationTool | null> => {
    const { name, body } = operation;
    const loaded = await loadDocument(body);
    if (!toolName.test(name) || !loaded.isValid) return null;
    const prepared = await loaded.prepare(name);
    const { policies, isVisibleTo: isFor } = prepared;
    return { tool: describe(schema, operation, prepared, config), operation, policies, isFor };
  };
  const make = async (documents: TrustedDocuments) => {
    const tools = new Map<string, OperationTool>();
    for (const operation of documents.operations.filter(isOffered)) {
      const made = tools.has(operation.name) ? null : await toolOf(operation);
      if (made) tools.set(operation.name, made);
      else log.warn({ operation: operation.name, id: operation.id }, 'operation is no tool');
    }
    return tools;
  };
  return (documents: TrustedDocuments): Promise<ReadonlyMap<string, OperationTool>> => {
    const made = known.get(documents) ?? make(documents);
    known.set(documents, made);
    // A document that no thread could look at may be the next time.
    made.catch(() => known.delete(documents));
    return made;
  };
}

/** What every client takes for the name of a tool. */
const toolName = /^[A-Za-z0-9_-]{1,64}$/;

function describe(
  schema: GraphQLSchema,
  { name, body }: TrustedOperation,
  { kind, definition }: PreparedOperation,
  { enable_output_schema: hasOutputSchema }: McpConfig,
): Tool {
  const isQuery = kind === 'query';
  const document = parse(body, { noLocation: true });
  return {
    name,
    description: leadingComment(body) ?? describeRoots(schema, document, definition),
    inputSchema: inputSchemaOf(schema, document, definition),
    ...(hasOutputSchema && { outputSchema: outputSchemaOf(schema, document, definition) }),
    annotations: { title: name, readOnlyHint: isQuery, destructiveHint: !isQuery, idempotentHint: isQuery },
  };
}

function leadingComment(body: string): string | null {
  const [comment = ''] = /^(?:\s*#[^\n]*\n?)*/.exec(body) ?? [];
  const lines = comment.split('\n').map((line) => line.replace(/^\s*#\s?/, ''));
  return lines.join('\n').trim() || null;
}

/** What the schema says of the fields at the root. */
function describeRoots(
  schema: GraphQLSchema,
  { definitions }: DocumentNode,
  operation: OperationDefinitionNode,
): string {
  const fields = schema.getRootType(operation.operation)?.getFields() ?? {};
  const fragments = new Map(
    definitions.flatMap((node) =>
      node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node.selectionSet]] : [],
    ),
  );
  const namesOf = ({ selections }: OperationDefinitionNode['selectionSet']): string[] =>
    selections.flatMap((selection) => {
      if (selection.kind === Kind.FIELD) return [selection.name.value];
      if (selection.kind === Kind.INLINE_FRAGMENT) return namesOf(selection.selectionSet);
      const spread = fragments.get(selection.name.value);
      return spread ? namesOf(spread) : [];
    });
  const said = [...new Set(namesOf(operation.selectionSet))].map((name) => fields[name]?.description ?? name);
  return said.join('\n');
}
