package dev.signalbox.mcp.transport;

import dev.signalbox.mcp.catalog.Narrowing;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;

/** Reads how a request narrows itself, from the address and from {@code X-MCP-*} headers; where both do, both hold. */
final class RequestNarrowing {

    private static final List<String> PARAMETERS = List.of("groups", "tools", "readonly", "project");
    private static final String PREFIX = "x-mcp-";

    private final ServerHttpRequest request;

    private RequestNarrowing(ServerHttpRequest request) {
        this.request = request;
    }

    /** @throws NarrowingException for a parameter or value that is not known */
    static Narrowing of(ServerHttpRequest request) {
        var reader = new RequestNarrowing(request);
        reader.refuseUnknown();
        return new Narrowing(reader.names("groups"), reader.names("tools"), reader.readOnly(), reader.project());
    }

    private void refuseUnknown() {
        var names = new ArrayList<>(request.getQueryParams().keySet());
        request.getHeaders().forEach((name, _) -> {
            if (name.regionMatches(true, 0, PREFIX, 0, PREFIX.length())) {
                names.add(name.substring(PREFIX.length()).toLowerCase(Locale.ROOT));
            }
        });
        for (String name : names) {
            if (!PARAMETERS.contains(name)) {
                throw new NarrowingException(
                        "%s: is not a parameter; there are %s".formatted(name, String.join(", ", PARAMETERS)));
            }
        }
    }

    /**
     * Empty when neither place names any. Names in both places must agree on at least one, since empty would mean
     * all.
     */
    private Set<String> names(String parameter) {
        Set<String> asked = split(parameter, request.getQueryParams().get(parameter));
        Set<String> header = split(parameter, request.getHeaders().get(PREFIX + parameter));
        if (asked.isEmpty() || header.isEmpty()) {
            return asked.isEmpty() ? header : asked;
        }
        var both = new HashSet<>(asked);
        both.retainAll(header);
        if (both.isEmpty()) {
            throw new NarrowingException("%s: address and header have nothing in common".formatted(parameter));
        }
        return both;
    }

    private static Set<String> split(String parameter, @Nullable List<String> values) {
        if (values == null) {
            return Set.of();
        }
        var names = new HashSet<String>();
        for (String value : values) {
            Arrays.stream(String.valueOf(value).split(",", -1))
                    .map(String::trim)
                    .forEach(names::add);
        }
        if (names.contains("") || names.contains("null")) {
            throw new NarrowingException("%s: a name is missing".formatted(parameter));
        }
        return names;
    }

    private boolean readOnly() {
        Set<String> values = names("readonly");
        if (!Set.of("true", "false").containsAll(values)) {
            throw new NarrowingException("readonly: must be true or false");
        }
        return values.contains("true");
    }

    private @Nullable String project() {
        Set<String> values = names("project");
        if (values.isEmpty()) {
            return null;
        }
        try {
            return UUID.fromString(values.iterator().next()).toString();
        } catch (IllegalArgumentException _) {
            throw new NarrowingException("project: is not an id");
        }
    }
}
