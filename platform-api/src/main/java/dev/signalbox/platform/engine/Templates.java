package dev.signalbox.platform.engine;

import dev.signalbox.platform.engine.Template.Malformed;
import dev.signalbox.platform.engine.Template.Reference;
import dev.signalbox.platform.engine.Template.Text;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * Fills templates from a run's context. What is filled in is data: text with braces that came from an input or a tool is never
 * read as a template again.
 */
final class Templates {

    private static final Set<String> FALSE_TEXTS = Set.of("", "false", "0", "null");

    private static final long MOST_FILLED = 2 << 20;
    private static final int DEEPEST = 200;

    private final ObjectNode roots;
    private long filled;
    private boolean mayReferToSecrets;

    /** @param roots {@code input}, {@code steps}, {@code run} and what a loop adds */
    Templates(ObjectNode roots) {
        this.roots = roots;
    }

    ObjectNode resolve(ObjectNode object) throws Unresolved {
        return (ObjectNode) resolve((JsonNode) object);
    }

    /** References to secrets stay as they are: only the call itself, outside of what is kept, puts the values in. */
    ObjectNode resolveButSecrets(ObjectNode object) throws Unresolved {
        mayReferToSecrets = true;
        try {
            return resolve(object);
        } finally {
            mayReferToSecrets = false;
        }
    }

    JsonNode resolve(JsonNode value) throws Unresolved {
        filled = 0;
        JsonNode resolved = fill(value);
        if (isDeeper(resolved, DEEPEST)) {
            throw new Unresolved("The parameters of this step are nested deeper than " + DEEPEST + " levels");
        }
        return resolved;
    }

    /** Each step may wrap what the one before it made: without an end, until nobody can read it. */
    private static boolean isDeeper(JsonNode value, int levels) {
        return value.isContainer() && (levels == 0 || value.valueStream().anyMatch(item -> isDeeper(item, levels - 1)));
    }

    private ObjectNode fill(ObjectNode object) throws Unresolved {
        ObjectNode resolved = JsonNodeFactory.instance.objectNode();
        for (var field : object.properties()) {
            resolved.set(field.getKey(), fill(field.getValue()));
        }
        return resolved;
    }

    private JsonNode fill(JsonNode value) throws Unresolved {
        return switch (value) {
            case ObjectNode object -> fill(object);
            case ArrayNode array -> {
                ArrayNode resolved = JsonNodeFactory.instance.arrayNode(array.size());
                for (JsonNode item : array) {
                    resolved.add(fill(item));
                }
                yield resolved;
            }
            case StringNode text -> fill(text.stringValue());
            default -> value;
        };
    }

    boolean truthy(JsonNode condition) throws Unresolved {
        return isTruthy(resolve(condition));
    }

    static boolean isTruthy(JsonNode value) {
        return switch (value.getNodeType()) {
            case BOOLEAN -> value.booleanValue();
            case NUMBER -> value.doubleValue() != 0;
            case STRING -> !FALSE_TEXTS.contains(value.stringValue().strip().toLowerCase(Locale.ROOT));
            case ARRAY, OBJECT -> !value.isEmpty();
            case NULL, MISSING -> false;
            case BINARY, POJO -> true;
        };
    }

    static String text(JsonNode value) {
        return switch (value.getNodeType()) {
            case STRING -> value.stringValue();
            case NULL, MISSING -> "";
            case BOOLEAN, NUMBER, ARRAY, OBJECT, BINARY, POJO -> value.toString();
        };
    }

    private JsonNode fill(String text) throws Unresolved {
        Template template = parse(text);
        boolean secret = mayReferToSecrets && SecretPlaces.refersToSecret(template);
        if (template.standsAlone() && !secret) {
            return look(template.references().getFirst());
        }
        var filled = new StringBuilder();
        for (var part : template.parts()) {
            switch (part) {
                case Text(String plain) -> filled.append(plain);
                case Reference reference when secret && SecretPlaces.isSecret(reference) -> filled.append(reference);
                case Reference reference -> filled.append(data(reference, text(look(reference)), secret));
            }
        }
        if (secret && !SecretPlaces.refersToTheSame(template, filled)) {
            throw new Unresolved("What is filled in beside a secret makes up another one");
        }
        return JsonNodeFactory.instance.stringNode(filled.toString());
    }

    /** Beside a reference to a secret, data that looks like one would be taken for one. */
    private static String data(Reference reference, String text, boolean besideSecret) throws Unresolved {
        if (besideSecret && text.contains("{{")) {
            throw new Unresolved("%s brings in braces beside a secret, which could be taken for another secret"
                    .formatted(reference));
        }
        return text;
    }

    private static Template parse(String text) throws Unresolved {
        try {
            return Template.parse(text);
        } catch (Malformed malformed) {
            throw new Unresolved(String.valueOf(malformed.getMessage()));
        }
    }

    private JsonNode look(Reference reference) throws Unresolved {
        List<String> path = reference.path();
        JsonNode found = roots;
        for (int i = 0; i < path.size(); i++) {
            JsonNode next = child(found, path.get(i));
            if (next == null && isResultOfBody(path, i)) {
                next = found;
            }
            if (next == null) {
                if (ofSkippedStep(path) || (found.isNull() && isOfTurn(path))) {
                    return NullNode.getInstance();
                }
                throw new Unresolved(missing(reference, i));
            }
            found = next;
        }
        weigh(found);
        return found;
    }

    /** A short text can name a large value many times: weighed before anything is copied. */
    private void weigh(JsonNode value) throws Unresolved {
        filled += value.isString() ? value.stringValue().length() : 8;
        if (filled > MOST_FILLED) {
            throw new Unresolved("The templates of this step bring in more than 2 MiB");
        }
        for (var field : value.properties()) {
            filled += field.getKey().length();
        }
        for (JsonNode item : value) {
            weigh(item);
        }
    }

    /** A step that was skipped has no result, and what joins after it may still ask: it gets null. */
    private boolean ofSkippedStep(List<String> path) {
        return path.size() > 2
                && path.getFirst().equals("steps")
                && Visit.Status.SKIPPED
                        .wire()
                        .equals(roots.path("steps")
                                .path(path.get(1))
                                .path("status")
                                .asString(""));
    }

    /** {@code body.fetch} is the result itself, and may be called so: {@code body.fetch.result}. */
    private static boolean isResultOfBody(List<String> path, int at) {
        int behindTheStep = path.getFirst().equals("body") ? 2 : 3;
        return at == behindTheStep && isOfTurn(path) && path.get(at).equals("result");
    }

    /** Nothing is there yet: a step of the turn that was skipped, or the turn before the first one. */
    private static boolean isOfTurn(List<String> path) {
        return path.getFirst().equals("body")
                || (path.size() > 1
                        && path.getFirst().equals("while")
                        && path.get(1).equals("prev"));
    }

    private static @org.jspecify.annotations.Nullable JsonNode child(JsonNode parent, String segment) {
        if (parent.isArray()) {
            return isPosition(segment) ? parent.get(Integer.parseInt(segment)) : null;
        }
        return parent.get(segment);
    }

    private static boolean isPosition(String segment) {
        return segment.length() < 10 && segment.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static String missing(Reference reference, int at) {
        String segment = reference.path().get(at);
        return at == 0
                ? "%s: there is no %s here".formatted(reference, segment)
                : "%s: %s has no %s"
                        .formatted(reference, String.join(".", reference.path().subList(0, at)), segment);
    }

    /** A reference leads nowhere. */
    static final class Unresolved extends Exception {
        Unresolved(String message) {
            super(message, null, false, false);
        }
    }
}
