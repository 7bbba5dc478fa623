package dev.signalbox.connector.http;

import dev.signalbox.connector.ConnectorJson;
import dev.signalbox.connector.ToolException;
import dev.signalbox.connector.ToolException.Reason;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads a document, JSON or YAML, into plain values whose names are texts.
 *
 * <p>Guarantee: what comes out is no larger than what the limits say. A YAML text of a few lines can stand for a million values,
 * since it may refer to one part many times.
 */
final class OpenApiText {

    private static final int LONGEST = 1_000_000;
    private static final int MOST_VALUES = 200_000;
    private static final int DEEPEST = 100;

    private int values;

    private OpenApiText() {}

    static Map<String, @Nullable Object> read(String text, ConnectorJson json) {
        if (text.length() > LONGEST) {
            throw refused("has %,d characters; %,d are the most.".formatted(text.length(), LONGEST));
        }
        var read = text.stripLeading().startsWith("{") ? ofJson(text, json) : ofYaml(text);
        if (!(new OpenApiText().plain(read, 0) instanceof Map<?, ?> document)) {
            throw refused("is no object.");
        }
        return named(document);
    }

    static ToolException refused(String message) {
        return new ToolException(Reason.INVALID_ARGUMENT, "The OpenAPI document " + message);
    }

    private static @Nullable Object ofJson(String text, ConnectorJson json) {
        try {
            return json.read(text);
        } catch (IllegalArgumentException e) {
            throw refused("is no JSON: " + e.getMessage());
        }
    }

    private static @Nullable Object ofYaml(String text) {
        var settings = LoadSettings.builder()
                .setAllowDuplicateKeys(false)
                .setAllowRecursiveKeys(false)
                .setMaxAliasesForCollections(50)
                .setCodePointLimit(LONGEST)
                .build();
        try {
            return new Load(settings).loadFromString(text);
        } catch (YamlEngineException e) {
            throw refused("is neither JSON nor YAML: " + firstLine(e));
        } catch (StackOverflowError e) {
            throw refused("is nested too deeply.");
        }
    }

    private static String firstLine(YamlEngineException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    private @Nullable Object plain(@Nullable Object value, int depth) {
        if (++values > MOST_VALUES) {
            throw refused("has more than %,d values.".formatted(MOST_VALUES));
        }
        if (depth > DEEPEST) {
            throw refused("is nested more than " + DEEPEST + " deep.");
        }
        return switch (value) {
            case null -> null;
            case Map<?, ?> map -> {
                var plain = new LinkedHashMap<String, @Nullable Object>();
                map.forEach((name, part) -> plain.put(String.valueOf(name), plain(part, depth + 1)));
                yield plain;
            }
            case List<?> list -> {
                var plain = new ArrayList<@Nullable Object>();
                list.forEach(part -> plain.add(plain(part, depth + 1)));
                yield plain;
            }
            case Integer number -> number.longValue();
            case String _, Boolean _, Number _ -> value;
            default -> value.toString();
        };
    }

    @SuppressWarnings("unchecked") // plain makes maps with texts as names
    static Map<String, @Nullable Object> named(Map<?, ?> map) {
        return (Map<String, @Nullable Object>) map;
    }
}
