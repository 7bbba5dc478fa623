package dev.signalbox.platform.engine;

import dev.signalbox.platform.engine.Issue.Severity;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reads the fields of one object; what is missing or of the wrong kind becomes an issue and a harmless value. */
record Fields(ObjectNode object, @Nullable String stepId, String path, Findings findings) {

    private static final long LONGEST_TIMEOUT_SECONDS = Duration.ofDays(366).toSeconds();

    @Nullable
    JsonNode any(String name) {
        JsonNode value = object.get(name);
        return value == null || value.isNull() ? null : value;
    }

    @Nullable
    String text(String name) {
        JsonNode value = of(name, JsonNode::isString, "a text");
        return value == null ? null : value.stringValue();
    }

    String text(String name, String otherwise) {
        String value = text(name);
        return value == null ? otherwise : value;
    }

    String requiredText(String name, String hint) {
        String value = text(name);
        if ((value == null || value.isBlank()) && !isWrong(name)) {
            add(IssueCode.FIELD_REQUIRED, name, "%s is missing".formatted(name), hint);
        }
        return value == null ? "" : value;
    }

    /** A text that may hold templates, as JSON. */
    @Nullable
    JsonNode template(String name) {
        return of(name, JsonNode::isString, "a text");
    }

    JsonNode requiredTemplate(String name, String hint) {
        return JsonNodeFactory.instance.stringNode(requiredText(name, hint));
    }

    boolean truth(String name, boolean otherwise) {
        JsonNode value = of(name, JsonNode::isBoolean, "true or false");
        return value == null ? otherwise : value.booleanValue();
    }

    int number(String name, int otherwise, int least, int most) {
        JsonNode value = of(
                name,
                v -> v.isInt() && v.intValue() >= least && v.intValue() <= most,
                "a whole number from %d to %d".formatted(least, most));
        return value == null ? otherwise : value.intValue();
    }

    @Nullable
    Duration seconds(String name) {
        JsonNode value = of(
                name,
                v -> v.isNumber()
                        && v.decimalValue().signum() > 0
                        && v.decimalValue().compareTo(BigDecimal.valueOf(LONGEST_TIMEOUT_SECONDS)) <= 0,
                "a number of seconds above 0, at most " + LONGEST_TIMEOUT_SECONDS);
        return value == null
                ? null
                : Duration.ofMillis(
                        Math.max(1, value.decimalValue().movePointRight(3).longValue()));
    }

    @Nullable
    ObjectNode object(String name) {
        return of(name, JsonNode::isObject, "an object") instanceof ObjectNode value ? value : null;
    }

    ObjectNode objectOrEmpty(String name) {
        ObjectNode value = object(name);
        return value == null ? JsonNodeFactory.instance.objectNode() : value;
    }

    List<String> texts(String name) {
        JsonNode value = any(name);
        if (value == null) {
            return List.of();
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode item : value.isArray() ? value : JsonNodeFactory.instance.arrayNode()) {
            if (item.isString()) {
                texts.add(item.stringValue());
            }
        }
        if (!value.isArray() || texts.size() != value.size()) {
            wrong(name, "a list of texts");
        }
        return texts;
    }

    void add(IssueCode code, String field, String message, String hint) {
        String at = path.isEmpty() ? field : field.isEmpty() ? path : path + "." + field;
        findings.add(new Issue(Severity.ERROR, code, stepId, at, sentence(message), hint));
    }

    void wrong(String name, String expected) {
        add(IssueCode.FIELD_INVALID, name, name + " must be " + expected, "Write " + expected + ", or leave it out.");
    }

    private @Nullable JsonNode of(String name, Predicate<JsonNode> form, String expected) {
        JsonNode value = any(name);
        if (value == null || form.test(value)) {
            return value;
        }
        wrong(name, expected);
        return null;
    }

    private boolean isWrong(String name) {
        JsonNode value = any(name);
        return value != null && !value.isString();
    }

    private String sentence(String message) {
        return stepId == null || stepId.isEmpty() ? message + "." : "Step %s: %s.".formatted(stepId, message);
    }
}
