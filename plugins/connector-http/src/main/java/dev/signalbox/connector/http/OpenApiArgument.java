package dev.signalbox.connector.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.signalbox.connector.ToolException;
import dev.signalbox.connector.ToolException.Reason;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One argument of an operation and how it is written into a request.
 *
 * @param property its name among the arguments of the tool
 * @param name its name in the request
 */
record OpenApiArgument(String property, String name, Place place, Style style, boolean explode) {

    enum Place {
        PATH,
        QUERY,
        HEADER
    }

    enum Style {
        PLAIN,
        SPACES,
        PIPES,
        DEEP
    }

    /** What stands in the path: one step of it, whatever the value says. */
    String pathText(Object value) {
        var text = encode(flat(value, ","));
        if (text.isEmpty() || text.equals(".") || text.equals("..")) {
            throw new ToolException(Reason.INVALID_ARGUMENT, property + " cannot be empty, . or ..");
        }
        return text;
    }

    String headerText(Object value) {
        return flat(value, ",");
    }

    /** Encoded pairs. */
    List<String> queryPairs(Object value) {
        var pairs = new ArrayList<String>();
        switch (value) {
            case Map<?, ?> object
            when style == Style.DEEP ->
                object.forEach((key, part) -> pairs.add(pair(name + "[" + key + "]", scalar(part))));
            case Map<?, ?> object
            when explode -> object.forEach((key, part) -> pairs.add(pair(String.valueOf(key), scalar(part))));
            case List<?> list
            when explode && style == Style.PLAIN -> list.forEach(part -> pairs.add(pair(name, scalar(part))));
            default -> pairs.add(pair(name, flat(value, separator())));
        }
        return pairs;
    }

    private String separator() {
        return switch (style) {
            case SPACES -> " ";
            case PIPES -> "|";
            case PLAIN, DEEP -> ",";
        };
    }

    private String flat(Object value, String separator) {
        return switch (value) {
            case List<?> list -> list.stream().map(OpenApiArgument::scalar).collect(Collectors.joining(separator));
            case Map<?, ?> object ->
                object.entrySet().stream()
                        .map(part -> part.getKey() + (explode ? "=" : separator) + scalar(part.getValue()))
                        .collect(Collectors.joining(separator));
            default -> scalar(value);
        };
    }

    private static String scalar(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }

    static String pair(String name, String value) {
        return encode(name) + "=" + encode(value);
    }

    static String encode(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }
}
