/*
 * Copyright the Signalbox authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.signalbox.connector;

import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The guarded way to the web.
 *
 * <p><b>Guarantees.</b> A request never reaches a loopback, private, link-local, multicast or otherwise special address
 * unless the operator has allowed that very host, whatever the name resolves to at whatever moment; the connection goes
 * to the address that was checked. Plain {@code http} is refused unless allowed. Redirects are followed at most three
 * times, each checked like a first request; a body is not sent again and credentials ({@code Authorization},
 * {@code Cookie} and headers named like a key or token) do not travel to another host. Time, size and inflation are
 * capped.
 *
 * <p><b>Threads.</b> Safe for many threads. {@link #send} blocks and can be interrupted.
 *
 * @since 0.1
 */
public interface ConnectorHttp {

    /**
     * Sends a request and reads the whole answer. Every status is an answer, also 4xx and 5xx: what it means is the
     * connector's knowledge.
     *
     * @param request what to send
     * @return what came back
     * @throws ToolException {@link ToolException.Reason#PERMISSION_DENIED} for an address, scheme or redirect that is not
     *     allowed; {@link ToolException.Reason#INVALID_ARGUMENT} for an address that is none;
     *     {@link ToolException.Reason#UNAVAILABLE} when nothing was sent, or nothing came back to a method that only
     *     reads; {@link ToolException.Reason#OUTCOME_UNKNOWN} when another method was sent and no answer came;
     *     {@link ToolException.Reason#UPSTREAM_FAILED} when the answer is too large or cannot be read
     * @throws InterruptedException when the call was cancelled or ran out of time
     */
    Response send(Request request) throws InterruptedException;

    /**
     * Sends a request and hands out the answer while it arrives. The guarantees and limits of {@link #send} hold: time
     * and size are those of the whole answer. A test kit may hand out the whole answer once it is there.
     *
     * @param request what to send
     * @return the answer, to be closed by the caller
     * @throws ToolException as {@link #send}, until the headers of the answer are there
     * @throws InterruptedException when the call was cancelled or ran out of time
     */
    default StreamedResponse open(Request request) throws InterruptedException {
        return new WholeResponse(send(request));
    }

    /**
     * A request. Immutable; the {@code with…} methods return a changed copy.
     *
     * @param method upper case, such as {@code GET}
     * @param uri absolute, {@code https} or {@code http}, without user info
     * @param headers from names to values; {@code Host}, {@code Content-Length} and hop-by-hop headers are the
     *     platform's and refused
     * @param body what to send, with its content type in the headers
     * @param timeout for the whole exchange including redirects; empty means the platform's cap, which also limits
     *     longer ones
     * @param redirects asked before a redirect is followed; false ends the request with
     *     {@link ToolException.Reason#PERMISSION_DENIED}
     */
    record Request(
            String method,
            URI uri,
            Map<String, String> headers,
            Optional<HttpBody> body,
            Optional<Duration> timeout,
            Predicate<URI> redirects) {

        /** Copies the headers; their names compare without regard to case. */
        public Request {
            headers = caseless(headers);
        }

        /**
         * A request without headers or body that follows redirects anywhere the platform allows.
         *
         * @param method upper case
         * @param uri absolute
         * @return the request
         */
        public static Request of(String method, URI uri) {
            return new Request(method, uri, Map.of(), Optional.empty(), Optional.empty(), _ -> true);
        }

        /**
         * With one header set.
         *
         * @param name the header
         * @param value replaces an earlier value
         * @return a copy
         */
        public Request withHeader(String name, String value) {
            var all = new LinkedHashMap<>(headers);
            all.keySet().removeIf(name::equalsIgnoreCase);
            all.put(name, value);
            return new Request(method, uri, all, body, timeout, redirects);
        }

        /**
         * With a body.
         *
         * @param content what to send
         * @param contentType becomes the {@code Content-Type}
         * @return a copy
         */
        public Request withBody(HttpBody content, String contentType) {
            return new Request(method, uri, headers, Optional.of(content), timeout, redirects)
                    .withHeader("Content-Type", contentType);
        }

        /**
         * With a time limit.
         *
         * @param limit for the whole exchange, more than zero
         * @return a copy
         */
        public Request withTimeout(Duration limit) {
            return new Request(method, uri, headers, body, Optional.of(limit), redirects);
        }

        /**
         * With a say in redirects.
         *
         * @param mayFollow whether an address may be visited
         * @return a copy
         */
        public Request withRedirects(Predicate<URI> mayFollow) {
            return new Request(method, uri, headers, body, timeout, mayFollow);
        }

        private static Map<String, String> caseless(Map<String, String> headers) {
            var copy = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
            copy.putAll(headers);
            return Collections.unmodifiableMap(copy);
        }
    }

    /**
     * An answer.
     *
     * @param status such as 200
     * @param headers from lower-case names to values
     * @param body uncompressed; empty when there is none
     * @param uri where the answer came from, after redirects
     */
    record Response(int status, Map<String, List<String>> headers, HttpBody body, URI uri) {

        /**
         * The first value of a header.
         *
         * @param name in any case
         * @return empty when the header is absent
         */
        public Optional<String> header(String name) {
            return headers.entrySet().stream()
                    .filter(header -> header.getKey().equalsIgnoreCase(name))
                    .flatMap(header -> header.getValue().stream())
                    .findFirst();
        }

        /**
         * Whether the status is 2xx.
         *
         * @return true for success
         */
        public boolean successful() {
            return status >= 200 && status < 300;
        }
    }
}
