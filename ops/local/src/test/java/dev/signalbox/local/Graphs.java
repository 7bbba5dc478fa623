package dev.signalbox.local;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Workflows for the tests that kill: their effects go to a server that counts them by run and step. */
final class Graphs {

    private Graphs() {}

    static ObjectNode effects(int steps, EffectServer server) {
        var graph = JsonHttp.JSON.createObjectNode();
        var chain = graph.putArray("steps");
        for (int i = 1; i <= steps; i++) {
            effect(chain, "effect" + i, server, i == 1 ? null : "effect" + (i - 1));
        }
        return graph;
    }

    /** Something of everything: a script, an effect, then side by side a timer, a person and an effect, and all of it joined. */
    static ObjectNode mixed(EffectServer server) {
        var graph = JsonHttp.JSON.createObjectNode();
        var steps = graph.putArray("steps");
        script(steps, "shape", "return { n = 1 }", null);
        effect(steps, "before", server, "shape");
        step(steps, "wait", "delay", "before").put("delay_s", 1);
        step(steps, "ask", "human_task", "before")
                .put("task_type", "approval")
                .putObject("task_payload")
                .put("title", "Go on with {{run.id}}?");
        effect(steps, "beside", server, "before");
        choice(steps);
        effect(steps, "yes", server, "choose");
        effect(steps, "no", server, "choose");
        var note =
                script(steps, "note", "return { said = steps.ask.result.comment, n = steps.shape.result.n }", "wait");
        note.withArray("depends_on").add("yes").add("no").add("beside");
        return graph;
    }

    private static void choice(ArrayNode steps) {
        var choice = step(steps, "choose", "switch", "ask").put("switch_on", "{{steps.ask.result.approved}}");
        var cases = choice.putObject("cases");
        cases.putArray("true").add("yes");
        cases.putArray("false").add("no");
    }

    private static ObjectNode script(ArrayNode steps, String id, String script, String after) {
        return step(steps, id, "lua_script", after).put("script", script);
    }

    private static void effect(ArrayNode steps, String id, EffectServer server, String after) {
        step(steps, id, "mcp_call", after)
                .put("server_url", "connector://http")
                .put("tool_name", "http_post")
                .put("timeout_s", 20)
                .put("retry_count", 10)
                .putObject("tool_args")
                .put("url", server.address() + "?run={{run.id}}&step=" + id);
    }

    private static ObjectNode step(ArrayNode steps, String id, String type, String after) {
        var step = steps.addObject().put("id", id).put("name", "Step " + id).put("type", type);
        if (after != null) {
            step.putArray("depends_on").add(after);
        }
        return step;
    }
}
