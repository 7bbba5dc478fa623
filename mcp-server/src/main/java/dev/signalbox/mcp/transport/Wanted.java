package dev.signalbox.mcp.transport;

import java.util.LinkedHashSet;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a listener wants to hear of.
 *
 * @param uris resources whose changes it wants to hear of
 */
record Wanted(boolean tools, boolean prompts, boolean resources, Set<String> uris) {

    private static final String TOOLS = "toolsListChanged";
    private static final String PROMPTS = "promptsListChanged";
    private static final String RESOURCES = "resourcesListChanged";
    private static final String URIS = "resourceSubscriptions";

    static Wanted everyList(Set<String> uris) {
        return new Wanted(true, true, true, uris);
    }

    /** @throws JsonRpcFailure when it cannot be understood */
    static Wanted of(ObjectNode params) {
        if (!(params.path("notifications") instanceof ObjectNode wanted)) {
            throw JsonRpcFailure.invalidParams("notifications must be an object");
        }
        return new Wanted(isSet(wanted, TOOLS), isSet(wanted, PROMPTS), isSet(wanted, RESOURCES), uris(wanted));
    }

    /** The same on the wire: only what will be sent. */
    ObjectNode granted(ObjectNode node) {
        if (tools) {
            node.put(TOOLS, true);
        }
        if (prompts) {
            node.put(PROMPTS, true);
        }
        if (resources) {
            node.put(RESOURCES, true);
        }
        if (!uris.isEmpty()) {
            uris.forEach(node.putArray(URIS)::add);
        }
        return node;
    }

    private static boolean isSet(ObjectNode wanted, String name) {
        return wanted.path(name).asBoolean(false);
    }

    private static Set<String> uris(ObjectNode wanted) {
        var uris = new LinkedHashSet<String>();
        for (JsonNode uri : wanted.path(URIS)) {
            uris.add(uri.asString(""));
        }
        if (uris.size() > Session.SUBSCRIPTIONS) {
            throw JsonRpcFailure.invalidParams("%s must name at most %d".formatted(URIS, Session.SUBSCRIPTIONS));
        }
        return uris;
    }
}
