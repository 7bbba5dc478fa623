// The TypeScript SDK's server with so many tools, for the bench: answers on the port of its first argument.
import { createServer } from "node:http";
import { McpServer, createMcpHandler } from "@modelcontextprotocol/server";
import { z } from "zod";

const [port, count] = process.argv.slice(2).map(Number);

function made() {
  const server = new McpServer({ name: "peer", version: "1" });
  server.registerTool(
    "echo",
    { title: "Echo", description: "Says what it is told.", inputSchema: z.object({ text: z.string() }) },
    async ({ text }) => ({ content: [{ type: "text", text }] }),
  );
  for (let number = 1; number < count; number++) {
    server.registerTool(
      `tool_${String(number).padStart(4, "0")}`,
      { title: "Read a workflow", description: "Reads one workflow with the graph of its draft.", inputSchema: z.object({ workflow_id: z.string() }) },
      async () => ({ content: [] }),
    );
  }
  return server;
}

const handler = createMcpHandler(made);

createServer(async (request, response) => {
  const chunks = [];
  for await (const chunk of request) {
    chunks.push(chunk);
  }
  const answer = await handler.fetch(
    new Request(`http://127.0.0.1:${port}${request.url}`, {
      method: request.method,
      headers: request.headers,
      body: chunks.length === 0 ? undefined : Buffer.concat(chunks),
    }),
  );
  const body = await answer.text();
  response.writeHead(answer.status, { "Content-Type": answer.headers.get("content-type") ?? "text/plain", "Content-Length": Buffer.byteLength(body) });
  response.end(body);
}).listen(port, "127.0.0.1", () => console.log("ready"));
