package dev.signalbox.mcp.transport;

import dev.signalbox.mcp.catalog.Consent;
import dev.signalbox.mcp.catalog.Unconfirmed;
import dev.signalbox.mcp.platform.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The question to a person whether a call may be made, as a client puts it to them: best by the address of the console, where
 * the person signs in; else by a form of the client's.
 */
final class RiskQuestion {

    static final String KEY = "confirmation";

    private static final String FIELD = "confirm";

    private RiskQuestion() {}

    static ObjectNode byAddress(Unconfirmed open, String address) {
        return Json.MAPPER
                .createObjectNode()
                .put("mode", "url")
                .put("message", sentence(open))
                .put("url", address)
                .put("elicitationId", open.id());
    }

    static ObjectNode byForm(Unconfirmed open) {
        ObjectNode params = Json.MAPPER.createObjectNode().put("mode", "form").put("message", sentence(open));
        ObjectNode schema = params.putObject("requestedSchema").put("type", "object");
        schema.putObject("properties")
                .putObject(FIELD)
                .put("type", "boolean")
                .put("title", "Make this call")
                .put("default", false);
        schema.putArray("required").add(FIELD);
        return params;
    }

    /** Yes is only what a person accepted with the box ticked, or accepted to be asked elsewhere: then the platform knows more. */
    static Consent consent(String ticket, JsonNode answer, boolean form) {
        String action = answer.path("action").asString("");
        if (action.isEmpty()) {
            return new Consent(ticket, null);
        }
        boolean accepted = action.equals("accept");
        if (!form && accepted) {
            return new Consent(ticket, null);
        }
        return new Consent(ticket, accepted && answer.at("/content/" + FIELD).asBoolean(false));
    }

    private static String sentence(Unconfirmed open) {
        return "%s: an agent wants to call %s with %s. Is that what you want?"
                .formatted(
                        open.tool().facts().title(),
                        open.tool().name(),
                        Json.MAPPER.writeValueAsString(open.arguments()));
    }
}
