package dev.signalbox.platform.runs;

import dev.signalbox.platform.journal.RunId;
import dev.signalbox.platform.journal.Storable;
import dev.signalbox.platform.problem.ApiException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reads the {@code params} of a command; what is null was not said, and what is not known is refused. */
record Params(ObjectNode sent) {

    static Params of(@Nullable ObjectNode sent, String... known) {
        ObjectNode params = sent == null ? JsonNodeFactory.instance.objectNode() : sent;
        if (!Storable.is(params)) {
            throw ApiException.invalid("params", "must not contain the character U+0000");
        }
        var names = new TreeSet<>(Set.of(known));
        for (String name : params.propertyNames()) {
            if (!names.contains(name)) {
                throw ApiException.invalid(
                        "params." + name, "is not known here; known are " + String.join(", ", names));
            }
        }
        return new Params(params);
    }

    RunId requiredRun(String name) {
        RunId run = run(name);
        if (run == null) {
            throw ApiException.invalid("params." + name, "is required: it names the run");
        }
        return run;
    }

    @Nullable
    RunId run(String name) {
        JsonNode value = value(name);
        try {
            return value == null ? null : new RunId(UUID.fromString(value.stringValue("")));
        } catch (IllegalArgumentException _) {
            throw ApiException.invalid("params." + name, "must be a UUID");
        }
    }

    @Nullable
    Integer version(String name) {
        JsonNode value = value(name);
        if (value != null && (!value.isInt() || value.intValue() < 1)) {
            throw ApiException.invalid("params." + name, "must be the number of a published version");
        }
        return value == null ? null : value.intValue();
    }

    @Nullable
    String text(String name, int longest) {
        JsonNode value = value(name);
        String text = value == null ? null : value.stringValue("").strip();
        if (text != null && (text.isEmpty() || text.length() > longest)) {
            throw ApiException.invalid("params." + name, "must be a text of 1 to %d characters".formatted(longest));
        }
        return text;
    }

    boolean truth(String name) {
        JsonNode value = value(name);
        if (value != null && !value.isBoolean()) {
            throw ApiException.invalid("params." + name, "must be true or false");
        }
        return value != null && value.booleanValue();
    }

    @Nullable
    ObjectNode object(String name) {
        JsonNode value = value(name);
        if (value == null || value instanceof ObjectNode) {
            return (ObjectNode) value;
        }
        throw ApiException.invalid("params." + name, "must be a JSON object");
    }

    /** {@code {step_id: {…}}}. */
    Map<String, ObjectNode> objects(String name) {
        var objects = new LinkedHashMap<String, ObjectNode>();
        ObjectNode given = object(name);
        if (given != null) {
            given.properties().forEach(entry -> {
                if (!(entry.getValue() instanceof ObjectNode object)) {
                    throw ApiException.invalid("params.%s.%s".formatted(name, entry.getKey()), "must be a JSON object");
                }
                objects.put(entry.getKey(), object);
            });
        }
        return objects;
    }

    @Nullable
    JsonNode value(String name) {
        JsonNode value = sent.get(name);
        return value == null || value.isNull() ? null : value;
    }
}
