/*
 * Copyright the Signalbox authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.signalbox.connector.testkit;

import dev.signalbox.connector.ConnectorHttp;
import dev.signalbox.connector.HttpBody;
import dev.signalbox.connector.ToolException;
import dev.signalbox.connector.ToolException.Reason;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Keeps what {@link ConnectorHttp} promises to a connector, except that it reaches this machine and nothing else. */
final class LoopbackHttp implements ConnectorHttp, AutoCloseable {

    private static final Set<String> READING = Set.of("GET", "HEAD");
    private static final int MOST_REDIRECTS = 3;
    private static final Duration CAP = Duration.ofSeconds(30);

    private final HttpClient client = HttpClient.newHttpClient();

    @Override
    public Response send(Request request) throws InterruptedException {
        var current = request;
        for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
            var response = exchange(current);
            var method = methodAfter(current.method(), response.status());
            if (method.isEmpty() || response.header("location").isEmpty()) {
                return response;
            }
            current = followed(current, method.get(), response);
        }
        throw new ToolException(Reason.UPSTREAM_FAILED, request.uri().getHost() + " redirects more than 3 times.");
    }

    @Override
    public void close() {
        client.shutdownNow();
    }

    private Response exchange(Request request) throws InterruptedException {
        var host = host(request.uri());
        try {
            Loopback.require(host);
            var response = client.send(toHttp(request), BodyHandlers.ofByteArray());
            return new Response(
                    response.statusCode(), response.headers().map(), HttpBody.of(response.body()), response.uri());
        } catch (ConnectException e) {
            throw Loopback.unreachable(host, e);
        } catch (IOException e) {
            throw READING.contains(request.method())
                    ? Loopback.unreachable(host, e)
                    : new ToolException(Reason.OUTCOME_UNKNOWN, host + " was sent the request and did not answer.", e);
        }
    }

    private static String host(URI uri) {
        if (uri.getHost() == null) {
            throw new ToolException(Reason.INVALID_ARGUMENT, "This is no whole address: " + uri);
        }
        return uri.getHost();
    }

    private static HttpRequest toHttp(Request request) {
        try {
            var builder = HttpRequest.newBuilder(request.uri())
                    .timeout(request.timeout()
                            .filter(wanted -> wanted.compareTo(CAP) < 0)
                            .orElse(CAP));
            request.headers().forEach(builder::header);
            var body = request.body()
                    .map(given -> BodyPublishers.ofByteArray(given.bytes()))
                    .orElseGet(BodyPublishers::noBody);
            return builder.method(request.method(), body).build();
        } catch (IllegalArgumentException e) {
            throw new ToolException(Reason.INVALID_ARGUMENT, "This request cannot be sent: " + e.getMessage(), e);
        }
    }

    /** Empty when the answer is final, which it also is when following it would repeat a body. */
    private static Optional<String> methodAfter(String method, int status) {
        return switch (status) {
            case 301, 302 -> READING.contains(method) ? Optional.of(method) : posted(method);
            case 303 -> Optional.of(method.equals("HEAD") ? "HEAD" : "GET");
            case 307, 308 -> Optional.of(method).filter(READING::contains);
            default -> Optional.empty();
        };
    }

    private static Optional<String> posted(String method) {
        return method.equals("POST") ? Optional.of("GET") : Optional.empty();
    }

    /** To another host no header goes, and so no credential. */
    private static Request followed(Request request, String method, Response response) {
        var target = request.uri().resolve(response.header("location").orElseThrow());
        if (!request.redirects().test(target)) {
            throw new ToolException(Reason.PERMISSION_DENIED, "A redirect to " + target.getHost() + " is not allowed.");
        }
        var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        if (request.uri().getAuthority().equals(target.getAuthority())) {
            headers.putAll(request.headers());
            headers.remove("content-type");
        }
        return new Request(method, target, headers, Optional.empty(), request.timeout(), request.redirects());
    }
}
