import type { CallToolResult, Tool } from '@modelcontextprotocol/server';
import { z } from 'zod';
import type { Agent } from '../agent.ts';

/** A tool for agents that write operations of their own. */
export type SchemaTool = {
  tool: Tool;
  call(input: unknown, agent: Agent, signal: AbortSignal): Promise<CallToolResult>;
};

export type SchemaToolDefinition<Input> = {
  name: string;
  description: string;
  input: z.ZodType<Input>;
  isReadOnly: boolean;
  call(input: Input, agent: Agent, signal: AbortSignal): Promise<CallToolResult>;
};

export function createSchemaTool<Input>(definition: SchemaToolDefinition<Input>): SchemaTool {
  const { name, description, input, isReadOnly, call } = definition;
  const { $schema: _, ...inputSchema } = z.toJSONSchema(input, { io: 'input' });
  return {
    tool: {
      ...{ name, description },
      inputSchema: toolSchema.parse(inputSchema),
      annotations: { title: name, readOnlyHint: isReadOnly, destructiveHint: !isReadOnly },
    },
    call: async (asked, agent, signal) => {
      const parsed = input.safeParse(asked);
      return parsed.success ? call(parsed.data, agent, signal) : failure(z.prettifyError(parsed.error));
    },
  };
}

const toolSchema = z.object({ type: z.literal('object') }).catchall(z.json());

export const text = (said: string): CallToolResult => ({ content: [{ type: 'text', text: said }] });

/** What an agent can read, and do better. */
export const failure = (said: string): CallToolResult => ({ ...text(said), isError: true });
