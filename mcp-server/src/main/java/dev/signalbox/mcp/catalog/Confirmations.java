package dev.signalbox.mcp.catalog;

import dev.signalbox.mcp.platform.Json;
import dev.signalbox.mcp.platform.Platform;
import dev.signalbox.mcp.platform.PlatformAnswer.Problem;
import dev.signalbox.mcp.platform.PlatformAnswer.Success;
import dev.signalbox.mcp.platform.PlatformRequest;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Asks the platform whether a person agreed to exactly this call. Guarantee: a call of a tool under {@link Risk#RISK} goes on
 * only when the platform has just used up a yes for this tool, these arguments and this caller.
 */
@Component
class Confirmations {

    private static final URI PATH = URI.create("/v1/confirmations");

    private final Platform platform;

    Confirmations(Platform platform) {
        this.platform = platform;
    }

    /** Empty when the call may go on; else what to answer instead. */
    Mono<Optional<ToolOutcome>> objection(ToolCall call, ObjectNode arguments) {
        if (call.tool().facts().risk() == Risk.STANDARD) {
            return Mono.just(Optional.empty());
        }
        return platform.send(request(call, arguments), call.caller()).map(answer -> switch (answer) {
            case Problem problem -> Optional.of(ToolFailure.of(problem));
            case Success success -> objection(call.tool(), arguments, success.body());
        });
    }

    private static Optional<ToolOutcome> objection(CatalogTool tool, ObjectNode arguments, JsonNode answer) {
        return switch (answer.path("status").asString("")) {
            case "cleared" -> Optional.empty();
            case "pending" ->
                Optional.of(new Unconfirmed(
                        tool,
                        answer.path("id").asString(),
                        answer.path("ticket").asString(),
                        tool.shown(arguments),
                        Instant.parse(answer.path("expires_at").asString())));
            default -> Optional.of(ToolFailure.declined(tool));
        };
    }

    private static PlatformRequest request(ToolCall call, ObjectNode arguments) {
        ObjectNode body = Json.MAPPER.createObjectNode().put("tool", call.tool().countedAs());
        body.set("arguments", call.tool().confirmed(arguments));
        call.tool().hidden().forEach(body.withArray("hidden")::add);
        if (call.consent().ticket() != null) {
            body.put("ticket", call.consent().ticket());
        }
        if (call.consent().given() != null) {
            body.put("accepted", call.consent().given());
        }
        return new PlatformRequest(HttpMethod.POST, PATH, Map.of(), body);
    }
}
