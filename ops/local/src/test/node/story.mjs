// The story of a developer in an IDE, told by the TypeScript SDK on the revision 2026-07-28:
// list, validate, start, see what blocks, approve, see it complete. Prints what it saw as one JSON line.
import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { setTimeout as pause } from "node:timers/promises";

const { MCP_URL, MCP_TOKEN, WORKFLOW } = process.env;

const client = new Client(
  { name: "signalbox-story", version: "1" },
  { versionNegotiation: { mode: { pin: "2026-07-28" } } },
);
await client.connect(
  new StreamableHTTPClientTransport(new URL(MCP_URL), {
    requestInit: { headers: { Authorization: `Bearer ${MCP_TOKEN}` } },
  }),
);

async function call(name, args) {
  const result = await client.callTool({ name, arguments: args });
  if (result.isError) {
    throw new Error(`${name}: ${JSON.stringify(result.content)}`);
  }
  return result.structuredContent;
}

async function summaryUntil(run, wanted) {
  for (let look = 0; look < 300; look++) {
    const summary = await call("runs_get_summary", { workflow_id: WORKFLOW, run_id: run });
    if (wanted(summary)) {
      return summary;
    }
    await pause(100);
  }
  throw new Error("the run did not get there");
}

const { tools } = await client.listTools();
const { items } = await call("workflows_list", { limit: 200 });
const { valid } = await call("workflows_validate", { workflow_id: WORKFLOW });
const { run_id: run } = await call("workflows_execute_command", { workflow_id: WORKFLOW, command: "start", params: {} });
const blocked = await summaryUntil(run, (summary) => summary.orchestration_phase === "awaiting_human");
const pending = await call("tasks_list_pending_run", { workflow_id: WORKFLOW, run_id: run });
await call("tasks_complete", {
  workflow_id: WORKFLOW,
  run_id: run,
  task_id: pending.items[0].task_id,
  approved: true,
  comment: "by the story",
});
const done = await summaryUntil(run, (summary) => summary.run_complete);

console.log(
  JSON.stringify({
    revision: client.getNegotiatedProtocolVersion?.() ?? null,
    tools: tools.map((tool) => tool.name),
    listed: items.some((workflow) => workflow.id === WORKFLOW),
    valid,
    blocked: blocked.orchestration_phase,
    status: done.status,
  }),
);
await client.close();
