package dev.signalbox.mcp.catalog;

import dev.signalbox.mcp.platform.Json;
import dev.signalbox.mcp.platform.PlatformRequest;
import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes the arguments of a tool as the request to its one operation. */
final class Projection implements Writer {

    private static final Pattern UUID_TEXT = Pattern.compile("(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private static final Pattern NAME_TEXT = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9_.#-]{0,199}");

    private final Verb verb;
    private final String path;
    private final Map<String, Header> headers = new LinkedHashMap<>();
    private final Map<String, String> queries = new LinkedHashMap<>();
    private final Set<String> ids = new HashSet<>();
    private final Set<String> local = new HashSet<>();
    private final Set<String> bodies = new HashSet<>();

    Projection(Class<? extends Record> record, Tool facts) {
        this.verb = facts.method();
        this.path = facts.path();
        for (RecordComponent component : record.getRecordComponents()) {
            Header header = component.getAnnotation(Header.class);
            if (header != null) {
                headers.put(RecordSchema.name(component), header);
            }
            if (component.getType() == UUID.class) {
                ids.add(RecordSchema.name(component));
            }
            if (component.isAnnotationPresent(Local.class)) {
                local.add(RecordSchema.name(component));
            }
            if (component.isAnnotationPresent(Body.class)) {
                bodies.add(RecordSchema.name(component));
            }
            Query query = component.getAnnotation(Query.class);
            if (query != null) {
                queries.put(RecordSchema.name(component), query.value());
            }
        }
    }

    @Override
    public PlatformRequest request(ObjectNode arguments) {
        String target = path;
        var query = new ArrayList<String>();
        var sent = new LinkedHashMap<String, String>();
        ObjectNode body = Json.MAPPER.createObjectNode();
        for (Map.Entry<String, JsonNode> argument : arguments.properties()) {
            String name = argument.getKey();
            JsonNode value = argument.getValue();
            Header header = headers.get(name);
            if (ids.contains(name)) {
                requireId(name, value.asString());
            }
            if (local.contains(name)) {
                continue;
            }
            if (target.contains(placeholder(name))) {
                target = target.replace(placeholder(name), segment(name, value.asString()));
            } else if (header != null) {
                sent.put(header.value(), oneLine(name, header.format().formatted(value.asString())));
            } else if (bodies.contains(name)) {
                body = (ObjectNode) value;
            } else if (verb.hasBody()) {
                body.set(name, value);
            } else {
                query.add(nameAtOperation(name) + "=" + encoded(value.asString()));
            }
        }
        return new PlatformRequest(verb.method(), uri(target, query), sent, verb.hasBody() ? body : null);
    }

    /** How the operation calls an argument. */
    @Override
    public String nameAtOperation(String argument) {
        Header header = headers.get(argument);
        return header != null ? header.value() : queries.getOrDefault(argument, argument);
    }

    @Override
    public boolean isLocal(String argument) {
        return local.contains(argument);
    }

    private static URI uri(String target, List<String> query) {
        return URI.create(query.isEmpty() ? target : target + "?" + String.join("&", query));
    }

    private static String placeholder(String name) {
        return "{" + name + "}";
    }

    /**
     * Said here, the sentence names the argument as the caller knows it; and an id never leads to another operation.
     */
    private static void requireId(String name, String value) {
        if (!UUID_TEXT.matcher(value).matches()) {
            throw new InvalidArgumentsException(
                    List.of("%s: is not an id; ids look like 0198a000-0000-7000-8000-000000000000".formatted(name)));
        }
    }

    /** A name cannot walk to another operation: it has no slash, and is not made of dots alone. */
    private static String segment(String name, String value) {
        if (!NAME_TEXT.matcher(value).matches()) {
            throw new InvalidArgumentsException(
                    List.of("%s: takes letters, digits, and . _ - # between them".formatted(name)));
        }
        return encoded(value);
    }

    /** A header, which has no blanks around it. */
    private static String oneLine(String name, String value) {
        if (value.chars().anyMatch(Character::isISOControl)) {
            throw new InvalidArgumentsException(
                    List.of("%s: takes no line breaks, tabs or other control characters".formatted(name)));
        }
        return value.trim();
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
