package dev.signalbox.mcp.transport;

import dev.signalbox.mcp.platform.Json;
import dev.signalbox.mcp.resources.Resources;
import reactor.core.publisher.Mono;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The suite's resources beside the real ones. */
class FixtureResourceMethods extends ResourceMethods {

    private static final String TEXT = "test://static-text";
    private static final String BINARY = "test://static-binary";
    private static final String WATCHED = "test://watched-resource";

    FixtureResourceMethods(Resources resources) {
        super(resources);
    }

    @Override
    Mono<ObjectNode> list(ObjectNode params, Admitted who) {
        return super.list(params, who).map(result -> {
            var list = (ArrayNode) result.path("resources");
            for (String uri : new String[] {TEXT, BINARY, WATCHED}) {
                list.addObject().put("uri", uri).put("name", uri).put("description", "Asked for by the suite.");
            }
            return result;
        });
    }

    @Override
    ObjectNode templates(Admitted who) {
        ObjectNode result = super.templates(who);
        ((ArrayNode) result.path("resourceTemplates"))
                .addObject()
                .put("uriTemplate", "test://template/{id}/data")
                .put("name", "template")
                .put("description", "Asked for by the suite.");
        return result;
    }

    @Override
    Mono<ObjectNode> read(String uri, Admitted who) {
        if (uri.matches("test://template/\\d+/data")) {
            String id = uri.split("/")[3];
            return Mono.just(contents(uri, "application/json", "text", """
                    {"id":"%s","templateTest":true,"data":"Data for ID: %s"}""".formatted(id, id)));
        }
        return switch (uri) {
            case TEXT ->
                Mono.just(contents(uri, "text/plain", "text", "This is the content of the static text resource."));
            case WATCHED -> Mono.just(contents(uri, "text/plain", "text", "Watched."));
            case BINARY -> Mono.just(contents(uri, "image/png", "blob", FixtureContent.PNG));
            default -> super.read(uri, who);
        };
    }

    @Override
    void require(String uri, Admitted who) {
        if (!uri.startsWith("test://")) {
            super.require(uri, who);
        }
    }

    private static ObjectNode contents(String uri, String mimeType, String member, String content) {
        ObjectNode result = Json.MAPPER.createObjectNode();
        result.putArray("contents")
                .addObject()
                .put("uri", uri)
                .put("mimeType", mimeType)
                .put(member, content);
        return result;
    }
}
