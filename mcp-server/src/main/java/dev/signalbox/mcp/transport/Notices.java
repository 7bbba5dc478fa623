package dev.signalbox.mcp.transport;

import dev.signalbox.mcp.platform.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The notifications this server sends, as they look on the wire. */
final class Notices {

    static final String TOOLS_CHANGED = "notifications/tools/list_changed";
    static final String PROMPTS_CHANGED = "notifications/prompts/list_changed";
    static final String RESOURCES_CHANGED = "notifications/resources/list_changed";

    private Notices() {}

    static ObjectNode of(String method) {
        return Json.MAPPER.createObjectNode().put("jsonrpc", "2.0").put("method", method);
    }

    static ObjectNode of(String method, ObjectNode params) {
        ObjectNode notice = of(method);
        notice.set("params", params);
        return notice;
    }

    static ObjectNode resourceUpdated(String uri) {
        return of(
                "notifications/resources/updated",
                Json.MAPPER.createObjectNode().put("uri", uri));
    }

    static ObjectNode log(LogLevel level, String logger, String text) {
        return of(
                "notifications/message",
                Json.MAPPER
                        .createObjectNode()
                        .put("level", level.wire())
                        .put("logger", logger)
                        .put("data", text));
    }

    static ObjectNode progress(JsonNode token, Progress step) {
        ObjectNode params = Json.MAPPER.createObjectNode();
        params.set("progressToken", token);
        params.put("progress", step.done());
        if (step.total() != null) {
            params.put("total", step.total());
        }
        return of("notifications/progress", params.put("message", step.message()));
    }
}
