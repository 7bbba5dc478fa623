package dev.signalbox.connector.http;

import dev.signalbox.connector.ConnectorJson;
import dev.signalbox.connector.ToolException;
import dev.signalbox.connector.ToolException.Reason;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Turns the arguments of an operation's tool into the call that the connector sends anyway. */
record OpenApiRequest(OpenApiDocument.Operation operation, OpenApiShape shape, ConnectorJson json) {

    HttpArguments.Call of(Map<String, @Nullable Object> arguments) {
        var path = operation.path();
        var query = new StringBuilder();
        var headers = new LinkedHashMap<String, String>();
        for (var argument : shape.arguments()) {
            var value = arguments.get(argument.property());
            if (value != null) {
                switch (argument.place()) {
                    case PATH -> path = path.replace("{" + argument.name() + "}", argument.pathText(value));
                    case HEADER -> headers.put(argument.name(), argument.headerText(value));
                    case QUERY ->
                        argument.queryPairs(value)
                                .forEach(pair -> query.append('&').append(pair));
                }
            }
        }
        if (path.contains("{")) {
            throw new ToolException(Reason.INVALID_ARGUMENT, "The path " + operation.path() + " lacks a value.");
        }
        return call(query.isEmpty() ? path : path + "?" + query.substring(1), headers, arguments);
    }

    private HttpArguments.Call call(String url, Map<String, String> headers, Map<String, @Nullable Object> arguments) {
        var method = HttpArguments.Method.valueOf(operation.method().toUpperCase(Locale.ROOT));
        var given = shape.body().map(_ -> arguments.get(shape.bodyProperty()));
        Optional<Object> body = Optional.empty();
        Optional<String> text = Optional.empty();
        if (given.isPresent()) {
            switch (shape.body().orElseThrow()) {
                case JSON -> body = Optional.of(given.get());
                case TEXT -> text = Optional.of(given.get().toString());
                case FORM -> {
                    text = Optional.of(form(given.get()));
                    headers.put("Content-Type", "application/x-www-form-urlencoded");
                }
            }
        }
        return new HttpArguments.Call(method, url, Map.of(), headers, body, text, List.of());
    }

    private String form(Object body) {
        return OpenApiDocument.object(body).entrySet().stream()
                .filter(field -> field.getValue() != null)
                .map(field -> OpenApiArgument.pair(field.getKey(), field(field.getValue())))
                .collect(Collectors.joining("&"));
    }

    private String field(@Nullable Object value) {
        return value instanceof Map<?, ?> || value instanceof List<?> ? json.write(value) : String.valueOf(value);
    }

    int pages(Map<String, @Nullable Object> arguments) {
        return shape.pagesProperty()
                .map(arguments::get)
                .filter(Number.class::isInstance)
                .map(wanted -> ((Number) wanted).intValue())
                .orElse(1);
    }
}
