package dev.signalbox.platform.outbound;

import dev.signalbox.connector.ConnectorHttp.Request;
import dev.signalbox.connector.ConnectorHttp.Response;
import dev.signalbox.connector.ToolException;
import dev.signalbox.connector.ToolException.Reason;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What to send after an answer that points elsewhere. Bodies are never sent a second time. */
final class Redirects {

    private static final Set<String> READING = Set.of("GET", "HEAD");
    private static final Pattern CREDENTIAL = Pattern.compile(
            "authorization|proxy-authorization|cookie|.*(?:key|token|secret|auth|session|signature|password).*");

    private Redirects() {}

    /** Empty when the answer is final, which it also is when following it would repeat a body. */
    static Optional<Request> next(Request request, Response response) {
        var location = response.header("location");
        if (location.isEmpty()) {
            return Optional.empty();
        }
        return method(request.method(), response.status())
                .map(method -> follow(request, method, target(response, location.get())));
    }

    private static Optional<String> method(String method, int status) {
        return switch (status) {
            case 303 -> Optional.of(method.equals("HEAD") ? "HEAD" : "GET");
            case 301, 302 ->
                READING.contains(method) || method.equals("POST")
                        ? Optional.of(method.equals("POST") ? "GET" : method)
                        : Optional.empty();
            case 307, 308 -> READING.contains(method) ? Optional.of(method) : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static URI target(Response response, String location) {
        try {
            return response.uri().resolve(location.strip());
        } catch (IllegalArgumentException e) {
            throw new ToolException(
                    Reason.UPSTREAM_FAILED,
                    response.uri().getHost() + " redirects to something that is no address.",
                    e);
        }
    }

    private static Request follow(Request request, String method, URI target) {
        if (!request.redirects().test(target)) {
            throw new ToolException(
                    Reason.PERMISSION_DENIED,
                    request.uri().getHost() + " redirects to " + target.getHost() + ", which is not allowed.");
        }
        var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(request.headers());
        headers.remove("content-type");
        if (!sameOrigin(request.uri(), target)) {
            headers.keySet()
                    .removeIf(name ->
                            CREDENTIAL.matcher(name.toLowerCase(Locale.ROOT)).matches());
        }
        return new Request(method, target, headers, Optional.empty(), request.timeout(), request.redirects());
    }

    private static boolean sameOrigin(URI one, URI other) {
        return String.valueOf(one.getScheme()).equalsIgnoreCase(other.getScheme())
                && String.valueOf(one.getHost()).equalsIgnoreCase(other.getHost())
                && AddressGuard.port(one) == AddressGuard.port(other);
    }
}
