package dev.signalbox.console.fake;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** A believable day of a small company, to look at. */
public final class Samples {

    private static final String ORDER = """
            {"input_schema": {"type": "object", "properties": {"sku": {"type": "string"}}, "required": ["sku"]},
             "example_trigger_payload": {"sku": "A-17"},
             "steps": [
               {"id": "fetch", "type": "mcp_call", "name": "Fetch the product", "server_url": "connector://http", "tool_name": "http_get"},
               {"id": "stock", "type": "lua_script", "name": "Check the stock", "script": "return {}"},
               {"id": "price", "type": "lua_script", "name": "Work out the price", "depends_on": ["fetch"], "script": "return {}"},
               {"id": "route", "type": "switch", "name": "Which way?", "depends_on": ["price", "stock"], "switch_on": "{{steps.price.result.tier}}"},
               {"id": "approve", "type": "human_task", "name": "Approve the order", "depends_on": ["route"]},
               {"id": "wait", "type": "delay", "name": "Let it cool down", "depends_on": ["route"], "delay_s": 30},
               {"id": "write", "type": "mcp_call", "name": "Write the result", "depends_on": ["approve", "wait"], "tool_name": "http_post"}]}
            """;

    private Samples() {}

    public static void fill(FakePlatform platform) {
        String order = platform.workflows.published(
                "Order desk", "Fetch a product, price it, ask a person, place the order.", ORDER);
        String refund =
                platform.workflows.published("Refunds", "Checks a refund and pays it out after approval.", ORDER);
        String digest = platform.workflows.published("Nightly digest", "Collects what happened and mails it.", ORDER);
        platform.workflows.add("Supplier onboarding", "", "{\"steps\": [{\"id\": \"first\"}]}");

        platform.secrets.add(
                "CRM_KEY", "correct horse battery staple", "The API key of the CRM", List.of("api.crm.example"));
        platform.secrets.add("SIGNING_SECRET", "another", "", List.of());
        platform.connectors.add(
                "CRM", "{\"base_url\": \"https://api.crm.example/v1\", \"allowed_hosts\": [\"api.crm.example\"]}");
        platform.connectors.add("Status page", "{}");

        var random = new Random(4);
        Instant now = Instant.now();
        List<String> ids = List.of(order, order, refund, digest);
        for (int i = 0; i < 160; i++) {
            Instant started = now.minus(Duration.ofMinutes(10 + i * 9L + random.nextInt(9)));
            Instant ended = started.plusMillis(900 + random.nextInt(90_000));
            boolean failed = random.nextInt(14) == 0;
            String status = failed ? "failed" : i % 41 == 7 ? "stopped" : "completed";
            String id = platform.runs.add(ids.get(random.nextInt(4)), status, status, started, ended);
            if (failed) {
                platform.runs.failed(id, "fetch", "MCP_TOOL_FAILED", "http_get answered 503 three times in a row");
            }
        }
        waiting(platform, order, now.minusSeconds(312), "Send 40 of A-17 to Rotterdam?");
        waiting(platform, refund, now.minusSeconds(2400), "Pay back 129.00 to M. Okafor?");
        platform.runs.add(digest, "running", "executing", now.minusSeconds(8), null);
        platform.runs.add(order, "running", "awaiting_timer", now.minusSeconds(41), null);
        platform.runs.add(refund, "paused", "paused", now.minusSeconds(900), null);
        platform.runs.add(digest, "queued", "queued", now.minusSeconds(2), null);

        platform.tokens.add(
                "Cursor on the laptop",
                List.of("workflow:read", "workflow:run", "task:read", "task:complete"),
                now.minusSeconds(400));
        platform.confirmations.add("pat_create", "Cursor on the laptop");
        people(platform);
        platform.tokens.add("CI", List.of("workflow:read", "workflow:edit"), null);
        platform.grants.add("An editor", "127.0.0.1", List.of("workflow:read", "workflow:run", "task:read"));
        platform.grants.add(
                "Night shift agent", "agent.acme.test", List.of("workflow:read", "task:read", "task:complete"));
    }

    private static void people(FakePlatform platform) {
        String grace = platform.members.add("Grace Okonkwo", "tenant_admin");
        String linus = platform.members.add("Linus Holm", "tenant_member");
        String mary = platform.members.add("Mary-Louise van der Steen-Montgomery", "tenant_member");
        platform.members.leave(platform.members.add("Tim Ashe", "tenant_member"));
        platform.members.invite("katherine@acme.test", "tenant_member");
        platform.members.invite("a.very.long.address.of.somebody@subsidiary.acme.test", "tenant_admin");
        platform.invitations.open(FakeInvitations.TEXT, "katherine@acme.test");
        platform.invitations.open("inv_for-ada", "ada@acme.test");
        platform.projects.add(FakePlatform.PROJECT, "Production", false, "project_admin");
        platform.projects.add(FakePlatform.SECOND_PROJECT, "Sandbox", true, "project_admin");
        platform.projects.give(FakePlatform.PROJECT, FakeMembers.ADA, "project_admin");
        platform.projects.give(FakePlatform.PROJECT, grace, "project_admin");
        platform.projects.give(FakePlatform.PROJECT, linus, "project_contributor");
        platform.projects.give(FakePlatform.PROJECT, mary, "project_viewer");
    }

    private static void waiting(FakePlatform platform, String workflow, Instant started, String title) {
        String run = platform.runs.add(workflow, "running", "awaiting_human", started, null);
        platform.tasks.add(run, "approve", title, "The price was worked out as **420.00** in tier *gold*.");
        happen(platform, run, started, 0, "run_started", null, Map.of());
        happen(platform, run, started, 40, "step_started", "fetch", Map.of("type", "mcp_call"));
        happen(platform, run, started, 43, "step_started", "stock", Map.of("type", "lua_script"));
        happen(platform, run, started, 103, "step_completed", "stock", Map.of());
        happen(platform, run, started, 900, "step_retrying", "fetch", Map.of("attempt", 1));
        happen(platform, run, started, 3000, "step_completed", "fetch", Map.of());
        happen(platform, run, started, 3010, "step_started", "price", Map.of("type", "lua_script"));
        happen(platform, run, started, 3100, "step_completed", "price", Map.of());
        happen(platform, run, started, 3104, "step_started", "route", Map.of("type", "switch"));
        happen(platform, run, started, 3109, "step_completed", "route", Map.of("case", "gold"));
        happen(platform, run, started, 3110, "step_completed", "wait", Map.of("skipped", true, "reason", "not_taken"));
        happen(platform, run, started, 3112, "step_started", "approve", Map.of("type", "human_task"));
        happen(platform, run, started, 3115, "human_task_created", "approve", Map.of("title", title));
        platform.runs.context(run, FakePlatform.JSON.readTree("""
                {"input": {"sku": "A-17", "quantity": 40},
                 "steps": {"fetch": {"input": {"url": "https://shop.example/A-17"}, "result": {"name": "Lamp", "price": 10.5}},
                           "price": {"result": {"total": 420.0, "tier": "gold"}}, "route": {"result": {"case": "gold"}}}}
                """));
    }

    private static void happen(
            FakePlatform platform,
            String run,
            Instant start,
            int millis,
            String type,
            @Nullable String step,
            Map<String, ?> data) {
        platform.runs.event(run, type, step, start.plusMillis(millis), data);
    }
}
