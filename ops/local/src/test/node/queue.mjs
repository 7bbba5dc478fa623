// A work queue over the address of its one instance, told by the TypeScript SDK on the revision 2026-07-28: each of the twenty tools
// once, and then fifty agents at the same tasks. Prints what it saw as one JSON line.
import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { setTimeout as pause } from "node:timers/promises";

const { MCP_URL, MCP_TOKEN } = process.env;
const AGENTS = 50;
const TASKS = 60;

async function connect() {
  const client = new Client(
    { name: "signalbox-queue", version: "1" },
    { versionNegotiation: { mode: { pin: "2026-07-28" } } },
  );
  await client.connect(
    new StreamableHTTPClientTransport(new URL(MCP_URL), {
      requestInit: { headers: { Authorization: `Bearer ${MCP_TOKEN}` } },
    }),
  );
  return client;
}

const called = new Set();

/** The result, or the code of the failure. A call beyond the rates waits as it is told and comes again. */
async function attempt(client, name, args = {}) {
  called.add(`loopsmcp_${name}`);
  for (;;) {
    const result = await client.callTool({ name: `loopsmcp_${name}`, arguments: args });
    if (!result.isError) {
      return { value: result.structuredContent };
    }
    const failure = JSON.parse(result.content[0].text);
    if (failure.code !== "RATE_LIMITED") {
      return { failure };
    }
    await pause(1000 * (failure.retry_after_seconds ?? 1));
  }
}

async function call(client, name, args) {
  const { value, failure } = await attempt(client, name, args);
  if (failure) {
    throw new Error(`${name}: ${JSON.stringify(failure)}`);
  }
  return value;
}

async function everyTool(client) {
  await call(client, "get_workspace");
  await call(client, "get_workflow", { workflow: "implement" });
  const loop = (await call(client, "create_loop", { name: "Doors", ai_context: "Red ones first." })).loop.id;
  const paint = (await call(client, "create_task", { title: "Paint", priority: "high" })).task.id;
  const oil = (await call(client, "create_task", { title: "Oil", loop_id: loop })).task.id;
  const wrong = (await call(client, "create_task", { title: "Wrong" })).task.id;
  const unassigned = (await call(client, "list_tasks", { priority: "high" })).tasks.map((task) => task.id);
  await call(client, "update_task", { task_id: paint, loop_id: loop, due_date: "2026-12-24", body: "Twice." });
  await call(client, "bulk_update_tasks", { task_ids: [paint, oil], status: "approved" });
  const other = (await call(client, "create_loop_from_tasks", { loop_name: "Other", task_ids: [wrong] })).loop.id;
  await call(client, "delete_task", { task_id: wrong });
  await call(client, "list_loops");
  const inLoop = (await call(client, "get_loop", { loop_id: loop })).tasks.map((task) => task.id);
  await call(client, "set_loop_priority", { loop_id: other, priority: 0 });
  await call(client, "reorder_loops", { loop_ids: [loop, other] });
  const queue = (await call(client, "get_loop_queue")).queue.map((one) => one.id);
  const work = await call(client, "get_next_work");
  await call(client, "update_task", { task_id: paint, status: "in_progress", due_date: null });
  const { failure } = await attempt(client, "update_task", { task_id: paint, status: "in_progress" });
  const { task } = await call(client, "get_task", { task_id: paint });
  await call(client, "close_loop", { loop_id: other });
  await call(client, "reopen_loop", { loop_id: other });
  await call(client, "get_queue_stats");
  await call(client, "ship_loop", { loop_id: loop });
  await call(client, "ship_loop", { loop_id: other });
  return {
    unassigned: unassigned.includes(paint),
    inLoop: inLoop.includes(paint) && inLoop.includes(oil),
    first: queue[0] === loop,
    next: work.loop.id === loop && work.ai_context.loop === "Red ones first.",
    takenTwice: failure?.code ?? null,
    cleared: task.due_date === null && task.body === "Twice.",
  };
}

async function crowd(client) {
  const loop = (await call(client, "create_loop", { name: "Crowd" })).loop.id;
  const tasks = [];
  for (let i = 0; i < TASKS; i++) {
    tasks.push((await call(client, "create_task", { title: `Task ${i}`, loop_id: loop })).task.id);
  }
  for (let i = 0; i < TASKS; i += 30) {
    await call(client, "bulk_update_tasks", { task_ids: tasks.slice(i, i + 30), status: "approved" });
  }
  const done = Object.fromEntries(tasks.map((task) => [task, 0]));
  await Promise.all(
    Array.from({ length: AGENTS }, async () => {
      const agent = await connect();
      for (;;) {
        const work = await call(agent, "get_next_work");
        if (work.loop === null) {
          break;
        }
        if (work.tasks.length === 0) {
          continue;
        }
        const { id } = work.tasks[Math.floor(Math.random() * work.tasks.length)];
        const { failure } = await attempt(agent, "update_task", { task_id: id, status: "in_progress" });
        if (failure && failure.code !== "CONFLICT") {
          throw new Error(JSON.stringify(failure));
        }
        if (!failure) {
          done[id]++;
          await call(agent, "update_task", { task_id: id, status: "shipped" });
        }
      }
      await agent.close();
    }),
  );
  const { tasks: after } = await call(client, "get_loop", { loop_id: loop });
  return {
    tasks: tasks.length,
    doneOnce: Object.values(done).filter((times) => times === 1).length,
    shipped: after.filter((task) => task.status === "shipped").length,
  };
}

const client = await connect();
const { tools } = await client.listTools();
const story = await everyTool(client);
const agents = await crowd(client);
console.log(
  JSON.stringify({ tools: tools.map((tool) => tool.name), called: [...called], story, crowd: agents }),
);
await client.close();
