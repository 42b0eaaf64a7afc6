import { type CallToolResult, createMcpHandler, fromJsonSchema, McpServer } from '@modelcontextprotocol/server';
import type { GraphQLSchema } from 'graphql';
import packageJson from '#package.json' with { type: 'json' };
import { keyArgument, previewVariable, problemsOfTools, type Tool, toolsOf } from './tools.ts';

/** The call of a tool, as an operation of the graph. */
export interface ToolCall {
  tool: Tool;
  variables: Record<string, unknown>;
  /** Null for a query and for a preview. */
  idempotencyKey: string | null;
}

/** Executes the operation of a tool. Gives the result as JSON, and whether it has data. */
export type ExecuteTool = (call: ToolCall) => Promise<{ json: string; hasData: boolean }>;

/** Serves tools over streamable HTTP, without sessions. */
export interface ToolHandler {
  /** Why the mutations that should be tools cannot be. */
  problemsOf(texts: ReadonlyMap<string, string>): string[];
  /** Replaces the persisted operations. */
  replace(texts: ReadonlyMap<string, string>): void;
  answer(request: Request, execute: ExecuteTool): Promise<Response>;
}

/** @param mutations the names of the mutations that are tools */
export function createToolHandler(graph: GraphQLSchema, mutations: readonly string[]): ToolHandler {
  let tools: { tool: Tool; inputSchema: ReturnType<typeof fromJsonSchema> }[] = [];
  const serverFor = (execute: ExecuteTool) => {
    const server = new McpServer({ name: packageJson.name, version: packageJson.version });
    for (const { tool, inputSchema } of tools) {
      const { name, description, isMutation } = tool;
      const annotations = {
        readOnlyHint: !isMutation,
        destructiveHint: isMutation,
        idempotentHint: true,
        openWorldHint: false,
      };
      server.registerTool(name, { description, inputSchema, annotations }, (values) =>
        call(tool, values as Record<string, unknown>, execute),
      );
    }
    return server;
  };
  return {
    problemsOf: (texts) => problemsOfTools(texts, mutations),
    replace: (texts) => {
      tools = toolsOf(texts, mutations, graph).map((tool) => ({ tool, inputSchema: fromJsonSchema(tool.inputSchema) }));
    },
    // Nothing ends a subscription's stream, so it would delay the shutdown.
    answer: (request, execute) => createMcpHandler(() => serverFor(execute), { maxSubscriptions: 0 }).fetch(request),
  };
}

async function call(tool: Tool, values: Record<string, unknown>, execute: ExecuteTool): Promise<CallToolResult> {
  const { [keyArgument]: key, ...variables } = values;
  const idempotencyKey = tool.isMutation && typeof key === 'string' ? key : null;
  const isPreview = tool.isMutation && idempotencyKey === null;
  const { json, hasData } = await execute({
    tool,
    variables: tool.isMutation ? { ...variables, [previewVariable]: isPreview } : values,
    idempotencyKey,
  });
  const content = [{ type: 'text' as const, text: json }];
  if (isPreview) content.push({ type: 'text', text: previewNote });
  return { content, isError: !hasData };
}

const previewNote = `Nothing was written: this is what would happen. To carry it out, call the tool again with the same arguments and a UUID as ${keyArgument}.`;
