package dev.signalbox.mcp.transport;

import dev.signalbox.mcp.platform.Json;
import tools.jackson.databind.node.ObjectNode;

/** What the suite's tools, prompts and resources contain. */
final class FixtureContent {

    /** One red pixel. */
    static final String PNG =
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg==";

    /** A wave without a sample. */
    static final String WAV = "UklGRiQAAABXQVZFZm10IBAAAAABAAEAQB8AAIA+AAACABAAZGF0YQAAAAA=";

    private FixtureContent() {}

    static ObjectNode text(String text) {
        return Json.MAPPER.createObjectNode().put("type", "text").put("text", text);
    }

    static ObjectNode image() {
        return Json.MAPPER
                .createObjectNode()
                .put("type", "image")
                .put("data", PNG)
                .put("mimeType", "image/png");
    }

    static ObjectNode audio() {
        return Json.MAPPER
                .createObjectNode()
                .put("type", "audio")
                .put("data", WAV)
                .put("mimeType", "audio/wav");
    }

    static ObjectNode embedded(String uri, String mimeType, String text) {
        ObjectNode content = Json.MAPPER.createObjectNode().put("type", "resource");
        content.putObject("resource").put("uri", uri).put("mimeType", mimeType).put("text", text);
        return content;
    }

    static ObjectNode result(ObjectNode... contents) {
        ObjectNode result = Json.MAPPER.createObjectNode();
        var array = result.putArray("content");
        for (ObjectNode content : contents) {
            array.add(content);
        }
        return result;
    }

    static ObjectNode messages(ObjectNode... contents) {
        ObjectNode result = Json.MAPPER.createObjectNode();
        var array = result.putArray("messages");
        for (ObjectNode content : contents) {
            array.addObject().put("role", "user").set("content", content);
        }
        return result;
    }
}
