import { z } from 'zod';
import { textList } from './text-list.ts';

/** Trusted documents as tools for agents, over the streamable HTTP of the Model Context Protocol. */
export const mcpConfig = z
  .strictObject({
    /** Needs `persisted_queries.enabled`. */
    enabled: z.boolean().default(false),
    path: z.string().startsWith('/').default('/mcp'),
    /** Which mutations are tools: none, those of `mutations`, or all. */
    mutation_mode: z.enum(['none', 'explicit', 'all']).default('none'),
    /** Names of operations. */
    mutations: textList.default([]),
    /** Only operations that are registered for this client. */
    client_name: z.string().optional(),
    /** Refuses agents that do not show who they work for. */
    require_authentication: z.boolean().default(false),
    /** What this endpoint is called in tokens, a URL: with it the router tells agents where to get one (RFC 9728). */
    resource: z.union([z.literal('').transform(() => undefined), z.url()]).optional(),
    /** Who issues tokens; the issuers of `authentication.jwt` unless it says otherwise. */
    authorization_servers: textList.default([]),
    /** Whether a tool says what its answers look like. */
    enable_output_schema: z.boolean().default(true),
    /** Tools for agents that write operations of their own. */
    introspection: z
      .strictObject({
        /** What a call of `search`, `introspect` or `validate` costs its caller. */
        cost: z.int().min(0).default(5),
        search: z
          .strictObject({
            enabled: z.boolean().default(false),
            /** Levels of types that are shown of what was found; 0 is without end. */
            leaf_depth: z.int().min(0).default(1),
            max_results: z.int().min(1).default(5),
            max_types: z.int().min(1).default(100),
          })
          .prefault({}),
        introspect: z
          .strictObject({ enabled: z.boolean().default(false), max_types: z.int().min(1).default(100) })
          .prefault({}),
        validate: z.strictObject({ enabled: z.boolean().default(false) }).prefault({}),
        execute: z.strictObject({ enabled: z.boolean().default(false) }).prefault({}),
      })
      .prefault({}),
    /** That wait for a change of the tools at the same time. */
    max_listeners: z.int().min(1).default(1_000),
  })
  .prefault({});

export type McpConfig = z.infer<typeof mcpConfig>;
