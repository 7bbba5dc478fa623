package dev.signalbox.connector.http;

import dev.signalbox.connector.http.OpenApiArgument.Place;
import dev.signalbox.connector.http.OpenApiArgument.Style;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of one operation: their schema, and where each goes.
 *
 * @param schema JSON Schema of an object
 * @param body how the body is written; empty when there is none
 * @param bodyProperty its name among the arguments
 * @param pagesProperty the name of the argument that says how many pages to follow; empty when the operation does not read
 */
record OpenApiShape(
        Map<String, @Nullable Object> schema,
        List<OpenApiArgument> arguments,
        Optional<Body> body,
        String bodyProperty,
        Optional<String> pagesProperty) {

    /** The platform writes these, or the credential does. */
    private static final Set<String> NOT_HEADERS =
            Set.of("authorization", "accept", "content-type", "cookie", "host", "content-length");

    enum Body {
        JSON,
        FORM,
        TEXT
    }

    /** Gathers what becomes the schema. */
    private static final class Builder {
        final Map<String, @Nullable Object> properties = new LinkedHashMap<>();
        final List<String> required = new ArrayList<>();
        final List<OpenApiArgument> arguments = new ArrayList<>();

        String add(String wanted, String otherwise, Object schema, boolean isRequired) {
            var name = properties.containsKey(wanted) ? wanted + "_" + otherwise : wanted;
            properties.put(name, schema);
            if (isRequired) {
                required.add(name);
            }
            return name;
        }

        Map<String, @Nullable Object> schema() {
            var schema = new LinkedHashMap<String, @Nullable Object>();
            schema.put("type", "object");
            schema.put("properties", properties);
            schema.put("required", List.copyOf(required));
            schema.put("additionalProperties", false);
            return schema;
        }
    }

    /** Empty when the operation wants something that no argument can give, such as a file. */
    static Optional<OpenApiShape> of(OpenApiDocument document, OpenApiDocument.Operation operation) {
        var schemas = new OpenApiSchema(document, operation.toString());
        var builder = new Builder();
        for (Map<String, @Nullable Object> parameter : operation.parameters()) {
            if (!add(builder, parameter, schemas)) {
                return Optional.empty();
            }
        }
        var request = document.resolved(operation.node().get("requestBody"));
        var content = OpenApiDocument.object(request.get("content"));
        var media =
                content.keySet().stream().filter(type -> kind(type).isPresent()).findFirst();
        var mandatory = Boolean.TRUE.equals(request.get("required"));
        if (media.isEmpty() && mandatory) {
            return Optional.empty();
        }
        var bodyProperty = media.map(type -> builder.add(
                        "body", "content", body(schemas, OpenApiDocument.object(content.get(type))), mandatory))
                .orElse("");
        var pages = operation.method().equals("get")
                ? Optional.of(builder.add("max_pages", "to_follow", Pages.SCHEMA, false))
                : Optional.<String>empty();
        return Optional.of(new OpenApiShape(
                builder.schema(),
                List.copyOf(builder.arguments),
                media.flatMap(OpenApiShape::kind),
                bodyProperty,
                pages));
    }

    private static Object body(OpenApiSchema schemas, Map<String, @Nullable Object> media) {
        return media.containsKey("schema") ? schemas.copy(media.get("schema")) : Map.of();
    }

    private static boolean add(Builder builder, Map<String, @Nullable Object> parameter, OpenApiSchema schemas) {
        var name = String.valueOf(parameter.get("name"));
        var in = String.valueOf(parameter.get("in"));
        var mandatory = Boolean.TRUE.equals(parameter.get("required"));
        if (in.equals("header") && NOT_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
            return true;
        }
        if (!Set.of("path", "query", "header").contains(in)) {
            // A cookie is a credential more often than not.
            return !mandatory;
        }
        var place = Place.valueOf(in.toUpperCase(Locale.ROOT));
        var property = builder.add(name, in, schema(parameter, schemas), mandatory || place == Place.PATH);
        builder.arguments.add(new OpenApiArgument(property, name, place, style(parameter), explode(parameter, place)));
        return true;
    }

    private static Object schema(Map<String, @Nullable Object> parameter, OpenApiSchema schemas) {
        var schema = parameter.containsKey("schema") ? schemas.copy(parameter.get("schema")) : Map.of();
        if (parameter.get("description") instanceof String said && schema instanceof Map<?, ?> map) {
            var described = new LinkedHashMap<>(OpenApiText.named(map));
            described.put("description", OpenApiSchema.shortened(said));
            return described;
        }
        return schema;
    }

    private static Style style(Map<String, @Nullable Object> parameter) {
        return switch (String.valueOf(parameter.get("style"))) {
            case "spaceDelimited" -> Style.SPACES;
            case "pipeDelimited" -> Style.PIPES;
            case "deepObject" -> Style.DEEP;
            default -> Style.PLAIN;
        };
    }

    private static boolean explode(Map<String, @Nullable Object> parameter, Place place) {
        return parameter.get("explode") instanceof Boolean said ? said : place == Place.QUERY;
    }

    private static Optional<Body> kind(String type) {
        var essence = type.replaceFirst(";.*", "").strip().toLowerCase(Locale.ROOT);
        if (essence.matches("[\\w.+-]+/(?:[\\w.-]+\\+)?json") || essence.equals("*/*")) {
            return Optional.of(Body.JSON);
        }
        if (essence.equals("application/x-www-form-urlencoded")) {
            return Optional.of(Body.FORM);
        }
        return essence.startsWith("text/") ? Optional.of(Body.TEXT) : Optional.empty();
    }
}
