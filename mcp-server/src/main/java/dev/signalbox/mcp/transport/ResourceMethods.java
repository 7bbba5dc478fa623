package dev.signalbox.mcp.transport;

import dev.signalbox.mcp.platform.Json;
import dev.signalbox.mcp.resources.ResourceKind;
import dev.signalbox.mcp.resources.ResourceProblemException;
import dev.signalbox.mcp.resources.Resources;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code resources/list}, {@code resources/templates/list} and {@code resources/read}, which are the same in each revision. */
@Component
class ResourceMethods {

    private static final String JSON = "application/json";

    private final Resources resources;

    ResourceMethods(Resources resources) {
        this.resources = resources;
    }

    /** A page is as long as the platform's, and goes on with its cursor. */
    Mono<ObjectNode> list(ObjectNode params, Admitted who) {
        String cursor = new Params(params).optionalText("cursor");
        return resources
                .workflows(who.tools(), who.caller(), cursor)
                .map(ResourceMethods::page)
                .onErrorMap(ResourceProblemException.class, ResourceMethods::failure);
    }

    ObjectNode templates(Admitted who) {
        ObjectNode result = Json.MAPPER.createObjectNode();
        var templates = result.putArray("resourceTemplates");
        ResourceKind.of(who.tools()).forEach(kind -> templates
                .addObject()
                .put("uriTemplate", kind.template())
                .put("name", kind.title())
                .put("description", kind.description())
                .put("mimeType", JSON));
        return result;
    }

    Mono<ObjectNode> read(Conversation conversation) {
        return read(new Params(conversation.params()).text("uri"), conversation.who());
    }

    /** @return fails with {@link dev.signalbox.mcp.resources.UnknownResourceException}, the same for what is hidden */
    Mono<ObjectNode> read(String uri, Admitted who) {
        return resources
                .read(uri, who.tools(), who.caller())
                .map(content -> contents(uri, content))
                .onErrorMap(ResourceProblemException.class, ResourceMethods::failure);
    }

    /** @throws dev.signalbox.mcp.resources.UnknownResourceException when there can be none at this address */
    void require(String uri, Admitted who) {
        resources.require(uri, who.tools());
    }

    private static ObjectNode page(JsonNode workflows) {
        ObjectNode result = Json.MAPPER.createObjectNode();
        var list = result.putArray("resources");
        workflows.path("items").forEach(workflow -> list.addObject()
                .put("uri", "workflow://" + workflow.path("id").asString())
                .put("name", workflow.path("name").asString())
                .put("description", workflow.path("description").asString(""))
                .put("mimeType", JSON));
        if (workflows.path("next_cursor").isString()) {
            result.set("nextCursor", workflows.path("next_cursor"));
        }
        return result;
    }

    private static ObjectNode contents(String uri, JsonNode content) {
        ObjectNode result = Json.MAPPER.createObjectNode();
        result.putArray("contents")
                .addObject()
                .put("uri", uri)
                .put("mimeType", JSON)
                .put("text", Json.MAPPER.writeValueAsString(content));
        return result;
    }

    private static JsonRpcFailure failure(ResourceProblemException problem) {
        return JsonRpcFailure.refused(problem.code(), String.valueOf(problem.getMessage()), problem.retryable());
    }
}
