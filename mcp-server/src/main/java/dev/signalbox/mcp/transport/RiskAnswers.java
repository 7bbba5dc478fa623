package dev.signalbox.mcp.transport;

import dev.signalbox.mcp.catalog.Consent;
import dev.signalbox.mcp.catalog.Unconfirmed;
import dev.signalbox.mcp.platform.Json;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Puts the question of a risk call to the client, and reads what comes back: as a result on the wire of the revision 2026-07-28, as
 * a request of the server's to clients of a session, while the call waits.
 */
@Component
class RiskAnswers {

    private static final String ELICITATION = "elicitation";
    private static final String URL = "url";

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
                .put("method", ELICITATION + "/create")
                .set(
                        "params",
                        byAddress(params) ? RiskQuestion.byAddress(open, address(open)) : RiskQuestion.byForm(open));
        return result.put("requestState", open.ticket());
    }

    /** Empty for a client that is in no session, or did not say that it can ask its person. */
    Mono<Consent> ask(Conversation conversation, Unconfirmed open) {
        if (!(conversation.peer() instanceof LegacyPeer(Session session)) || session == null) {
            return Mono.empty();
        }
        JsonNode elicitation = session.capabilities().path(ELICITATION);
        if (!elicitation.isObject()) {
            return Mono.empty();
        }
        boolean form = !elicitation.has(URL);
        var question = new Question(
                ELICITATION + "/create",
                form ? RiskQuestion.byForm(open) : RiskQuestion.byAddress(open, address(open)));
        return conversation
                .ask(Map.of(RiskQuestion.KEY, question), null)
                .map(answers -> RiskQuestion.consent(
                        open.ticket(), Objects.requireNonNull(answers.get(RiskQuestion.KEY)), form));
    }

    /** The console is the sign-in. */
    String address(Unconfirmed open) {
        return settings.authorizationServer().toString().replaceAll("/+$", "") + "/confirmations/" + open.id();
    }

    private static boolean byAddress(ObjectNode params) {
        return elicitation(params).has(URL);
    }

    private static JsonNode elicitation(ObjectNode params) {
        return params.path("_meta").path(ModernPeer.CAPABILITIES).path(ELICITATION);
    }
}
