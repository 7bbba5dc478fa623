package dev.signalbox.mcp.catalog;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The operations of the connector catalogue that may be asked for by their path. A path is decoded until nothing is left to
 * decode, so that one which looks harmless here and not at the platform is judged as the platform would see it.
 */
final class CatalogPath {

    /** A path with credentials in it hands out or takes secrets; those come with a tool of their own, under {@link Risk}. */
    static final List<String> TEMPLATES = List.of(
            "GET /v1/mcp/platform-catalog",
            "GET /v1/mcp/servers",
            "GET /v1/mcp/tools",
            "GET /v1/mcp/servers/{name}",
            "POST /v1/mcp/servers/{name}/validate",
            "GET /v1/mcp/instances",
            "POST /v1/mcp/instances",
            "GET /v1/mcp/instances/{id}",
            "PATCH /v1/mcp/instances/{id}",
            "DELETE /v1/mcp/instances/{id}",
            "GET /v1/mcp/instances/{id}/tools",
            "POST /v1/mcp/instances/{id}/validate",
            "GET /v1/mcp/instances/{id}/config-profiles",
            "POST /v1/mcp/instances/{id}/config-profiles",
            "GET /v1/mcp/instances/{id}/config-profiles/{name}",
            "PUT /v1/mcp/instances/{id}/config-profiles/{name}",
            "DELETE /v1/mcp/instances/{id}/config-profiles/{name}",
            "POST /v1/mcp/instances/{id}/config-profiles/{name}/set-active",
            "POST /v1/mcp/instances/{id}/config-profiles/{name}/validate");

    /** What these operations require, so that a client can ask for it. */
    static final List<String> SCOPES = List.of("mcp:read", "mcp:write", "mcp:execute");

    private static final String ID = "{id}";
    private static final String NAME = "{name}";
    private static final Pattern NAME_TEXT = Pattern.compile("[a-z][a-z0-9-]{0,39}");
    private static final Pattern ID_TEXT = Pattern.compile("(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern SEGMENT = Pattern.compile("[A-Za-z0-9_-]+");
    private static final int LONGEST = 500;
    private static final int LAYERS = 5;

    private CatalogPath() {}

    /** The path to send, for a method and path that lead to an operation of the list; empty for everything else. */
    static Optional<String> of(String method, String given) {
        return decoded(given).flatMap(CatalogPath::segments).flatMap(segments -> TEMPLATES.stream()
                .filter(template -> template.startsWith(method + " "))
                .map(template -> template.substring(method.length() + 1))
                .flatMap(template -> written(template, segments).stream())
                .findFirst());
    }

    static String known() {
        return TEMPLATES.stream().collect(Collectors.joining(", "));
    }

    /** As much of it as can stand in a sentence. */
    static String printable(String given) {
        String plain = given.replaceAll("[^\\x21-\\x7e]", "?");
        return plain.length() <= 80 ? plain : plain.substring(0, 80) + "…";
    }

    private static Optional<String> decoded(String given) {
        String text = given;
        for (int layer = 0; layer < LAYERS && text.length() <= LONGEST; layer++) {
            if (text.indexOf('%') < 0) {
                return Optional.of(text);
            }
            Optional<String> next = once(text);
            if (next.isEmpty()) {
                return next;
            }
            text = next.get();
        }
        return Optional.empty();
    }

    private static Optional<String> once(String text) {
        var bytes = ByteBuffer.allocate(text.length() * 4);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '%') {
                bytes.put(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
                continue;
            }
            int high = i + 2 < text.length() ? Character.digit(text.charAt(i + 1), 16) : -1;
            int low = i + 2 < text.length() ? Character.digit(text.charAt(i + 2), 16) : -1;
            if (high < 0 || low < 0) {
                return Optional.empty();
            }
            bytes.put((byte) (high * 16 + low));
            i += 2;
        }
        try {
            return Optional.of(
                    StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString());
        } catch (CharacterCodingException _) {
            return Optional.empty();
        }
    }

    /** Empty for dots, backslashes, semicolons, line ends, hosts: whatever is no plain word between slashes. */
    private static Optional<List<String>> segments(String path) {
        if (!path.startsWith("/")) {
            return Optional.empty();
        }
        List<String> segments = List.of(path.substring(1).split("/", -1));
        return segments.stream().allMatch(segment -> SEGMENT.matcher(segment).matches())
                ? Optional.of(segments)
                : Optional.empty();
    }

    private static Optional<String> written(String template, List<String> segments) {
        String[] wanted = template.substring(1).split("/", -1);
        if (wanted.length != segments.size()) {
            return Optional.empty();
        }
        var path = new ArrayList<String>();
        for (int i = 0; i < wanted.length; i++) {
            String segment = segments.get(i);
            boolean fits =
                    switch (wanted[i]) {
                        case ID -> ID_TEXT.matcher(segment).matches();
                        case NAME -> NAME_TEXT.matcher(segment).matches();
                        default -> wanted[i].equals(segment);
                    };
            if (!fits) {
                return Optional.empty();
            }
            path.add(segment);
        }
        return Optional.of("/" + String.join("/", path));
    }
}
