package dev.signalbox.mcp.catalog;

import dev.signalbox.mcp.platform.Json;
import dev.signalbox.mcp.platform.PlatformRequest;
import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes the arguments of a tool as the request to its operation. */
final class Projection {

    private final Verb verb;
    private final String path;
    private final Map<String, Header> headers = new LinkedHashMap<>();
    private final Map<String, String> queries = new LinkedHashMap<>();

    Projection(Class<? extends Record> record, Tool facts) {
        this.verb = facts.method();
        this.path = facts.path();
        for (RecordComponent component : record.getRecordComponents()) {
            Header header = component.getAnnotation(Header.class);
            if (header != null) {
                headers.put(RecordSchema.name(component), header);
            }
            Query query = component.getAnnotation(Query.class);
            if (query != null) {
                queries.put(RecordSchema.name(component), query.value());
            }
        }
    }

    PlatformRequest request(ObjectNode arguments) {
        String target = path;
        var query = new ArrayList<String>();
        var sent = new LinkedHashMap<String, String>();
        ObjectNode body = Json.MAPPER.createObjectNode();
        for (Map.Entry<String, JsonNode> argument : arguments.properties()) {
            String name = argument.getKey();
            JsonNode value = argument.getValue();
            Header header = headers.get(name);
            if (target.contains(placeholder(name))) {
                target = target.replace(placeholder(name), segment(name, value.asString()));
            } else if (header != null) {
                sent.put(header.value(), header.format().formatted(value.asString()));
            } else if (verb.hasBody()) {
                body.set(name, value);
            } else {
                query.add(nameAtOperation(name) + "=" + encoded(value.asString()));
            }
        }
        return new PlatformRequest(verb.method(), uri(target, query), sent, verb.hasBody() ? body : null);
    }

    /** How the operation calls an argument. */
    String nameAtOperation(String argument) {
        Header header = headers.get(argument);
        return header != null ? header.value() : queries.getOrDefault(argument, argument);
    }

    private static URI uri(String target, List<String> query) {
        return URI.create(query.isEmpty() ? target : target + "?" + String.join("&", query));
    }

    private static String placeholder(String name) {
        return "{" + name + "}";
    }

    /** A dot segment would lead to another operation; an id never is one. */
    private static String segment(String name, @Nullable String value) {
        String encoded = encoded(String.valueOf(value));
        if (encoded.isEmpty() || encoded.matches("\\.{1,2}")) {
            throw new InvalidArgumentsException(List.of(name + ": is not an id"));
        }
        return encoded;
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
