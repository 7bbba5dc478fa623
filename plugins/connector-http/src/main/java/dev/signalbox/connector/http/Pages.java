package dev.signalbox.connector.http;

import dev.signalbox.connector.ConnectorHttp.Response;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where a listing goes on: by the Link header, or by a link called next in the body. */
final class Pages {

    static final int MOST = 20;

    static final Map<String, Object> SCHEMA = Map.of(
            "type",
            "integer",
            "minimum",
            1,
            "maximum",
            MOST,
            "description",
            "How many pages to follow when the answer says where the next one is; their bodies come in pages.");

    private static final Pattern NEXT = Pattern.compile("<([^<>]{1,2000})>\\s*;[^,<]{0,200}?\\brel=\"?next\"?");
    private static final List<String> NAMES =
            List.of("next", "next_url", "next_page_url", "nextLink", "@odata.nextLink", "next_link");

    private Pages() {}

    /** Only an address; a cursor is an argument of its operation. */
    static Optional<URI> next(Response response, @Nullable Object body) {
        return Stream.concat(
                        response.header("link").stream().flatMap(Pages::linked),
                        body instanceof Map<?, ?> object ? named(object) : Stream.empty())
                .flatMap(text -> absolute(response.uri(), text))
                .findFirst();
    }

    private static Stream<String> linked(String header) {
        var found = NEXT.matcher(header);
        return found.find() ? Stream.of(found.group(1)) : Stream.empty();
    }

    private static Stream<String> named(Map<?, ?> body) {
        return Stream.of(body, body.get("links"), body.get("_links"), body.get("paging"), body.get("pagination"))
                .filter(Map.class::isInstance)
                .map(Map.class::cast)
                .flatMap(place -> NAMES.stream().map(place::get))
                .flatMap(Pages::address);
    }

    private static Stream<String> address(@Nullable Object link) {
        return switch (link) {
            case String text when text.matches("(?i)https?://.+|/.*|\\?.+") -> Stream.of(text);
            case Map<?, ?> object when object.get("href") instanceof String text -> Stream.of(text);
            case null, default -> Stream.empty();
        };
    }

    /** RFC 3986, section 5.2.2: a query alone stays at the path; {@link URI#resolve} would leave out its last part. */
    private static Stream<URI> absolute(URI from, String text) {
        try {
            return Stream.of(from.resolve(new URI(text.startsWith("?") ? from.getRawPath() + text : text)));
        } catch (URISyntaxException e) {
            return Stream.empty();
        }
    }
}
