package dev.signalbox.connector.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.signalbox.connector.ToolException;
import dev.signalbox.connector.ToolException.Reason;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Makes one address of base, path and query, so that a path can never leave its base. */
record Address(Optional<URI> base) {

    URI of(String url, Map<String, String> query) {
        var address = parse(whole(url) ? url : below(url));
        if (!address.isAbsolute() || address.getHost() == null) {
            throw invalid("This is not an address: " + url);
        }
        return query.isEmpty() ? address : withQuery(address, query);
    }

    private static boolean whole(String url) {
        return url.regionMatches(true, 0, "https://", 0, 8) || url.regionMatches(true, 0, "http://", 0, 7);
    }

    private String below(String path) {
        var start = base.orElseThrow(() -> invalid("A path needs an instance with a base_url: " + path))
                .toString();
        var prefix = start.endsWith("/") ? start : start + "/";
        var address = parse(prefix + path.replaceFirst("^/+", "")).normalize();
        var rawPath = address.getRawPath().toLowerCase(Locale.ROOT);
        // Servers that decode first and walk up afterwards must not be led outside either.
        if (!address.getRawPath().startsWith(parse(prefix).normalize().getRawPath()) || rawPath.contains("%2e%2e")) {
            throw invalid("The path leaves base_url: " + path);
        }
        return address.toString();
    }

    private static URI withQuery(URI address, Map<String, String> query) {
        var pairs = query.entrySet().stream()
                .map(pair -> encode(pair.getKey()) + "=" + encode(pair.getValue()))
                .collect(Collectors.joining("&"));
        var text = address.toString().replaceFirst("#.*$", "");
        return parse(text + (address.getRawQuery() == null ? "?" : "&") + pairs);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }

    private static URI parse(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw new ToolException(
                    Reason.INVALID_ARGUMENT,
                    "This is not an address, at character " + (e.getIndex() + 1) + ": " + text,
                    e);
        }
    }

    private static ToolException invalid(String message) {
        return new ToolException(Reason.INVALID_ARGUMENT, message);
    }
}
