package dev.signalbox.mcp.transport;

import dev.signalbox.mcp.platform.Json;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The request cannot be answered before the client has answered these; it sends it again then. */
final class InputRequiredException extends RuntimeException {

    private final transient Map<String, Question> questions;
    private final @Nullable String state;

    InputRequiredException(Map<String, Question> questions, @Nullable String state) {
        super("The client is asked first.", null, false, false);
        this.questions = questions;
        this.state = state;
    }

    ObjectNode result() {
        ObjectNode result = Json.MAPPER.createObjectNode().put("resultType", "input_required");
        ObjectNode requests = result.putObject("inputRequests");
        questions.forEach((key, question) ->
                requests.putObject(key).put("method", question.method()).set("params", question.params()));
        return state == null ? result : result.put("requestState", state);
    }
}
