package dev.signalbox.mcp.transport;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Reads the parameters of a request. */
record Params(ObjectNode node) {

    /** @throws JsonRpcFailure when it is missing or no text */
    String text(String name) {
        if (!node.path(name).isString()) {
            throw JsonRpcFailure.invalidParams("%s must be a text".formatted(name));
        }
        return node.path(name).stringValue();
    }

    @Nullable
    String optionalText(String name) {
        return node.has(name) ? text(name) : null;
    }

    /** An object of texts; empty when there is none. */
    Map<String, String> texts(String name) {
        var texts = new LinkedHashMap<String, String>();
        if (node.path(name).isNull() || node.path(name).isMissingNode()) {
            return texts;
        }
        if (!(node.path(name) instanceof ObjectNode object)) {
            throw JsonRpcFailure.invalidParams("%s must be an object".formatted(name));
        }
        object.properties().forEach(member -> {
            if (!member.getValue().isString()) {
                throw JsonRpcFailure.invalidParams("%s.%s must be a text".formatted(name, member.getKey()));
            }
            texts.put(member.getKey(), member.getValue().stringValue());
        });
        return texts;
    }
}
