package dev.signalbox.mcp.transport;

import dev.signalbox.mcp.catalog.Consent;
import dev.signalbox.mcp.catalog.Unconfirmed;
import dev.signalbox.mcp.platform.Json;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Puts the question of a risk call on the wire of the revision 2026-07-28, and reads what comes back. */
@Component
class RiskAnswers {

    private static final String CAPABILITIES = "io.modelcontextprotocol/clientCapabilities";

    private final McpSettings settings;

    RiskAnswers(McpSettings settings) {
        this.settings = settings;
    }

    Consent consent(ObjectNode params) {
        JsonNode state = params.path("requestState");
        return state.isString()
                ? RiskQuestion.consent(
                        state.stringValue(), params.at("/inputResponses/" + RiskQuestion.KEY), !byAddress(params))
                : Consent.NONE;
    }

    boolean canAsk(ObjectNode params) {
        return elicitation(params).isObject();
    }

    ObjectNode question(ObjectNode params, Unconfirmed open) {
        ObjectNode result = Json.MAPPER.createObjectNode().put("resultType", "input_required");
        result.putObject("inputRequests")
                .putObject(RiskQuestion.KEY)
                .put("method", "elicitation/create")
                .set(
                        "params",
                        byAddress(params) ? RiskQuestion.byAddress(open, address(open)) : RiskQuestion.byForm(open));
        return result.put("requestState", open.ticket());
    }

    /** The console is the sign-in. */
    String address(Unconfirmed open) {
        return settings.authorizationServer().toString().replaceAll("/+$", "") + "/confirmations/" + open.id();
    }

    private static boolean byAddress(ObjectNode params) {
        return elicitation(params).has("url");
    }

    private static JsonNode elicitation(ObjectNode params) {
        return params.path("_meta").path(CAPABILITIES).path("elicitation");
    }
}
