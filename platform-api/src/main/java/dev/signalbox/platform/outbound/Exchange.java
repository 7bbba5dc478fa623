package dev.signalbox.platform.outbound;

import dev.signalbox.connector.ConnectorHttp.Request;
import dev.signalbox.connector.ConnectorHttp.Response;
import dev.signalbox.connector.HttpBody;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.ssl.SslContext;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientResponse;
import reactor.netty.resources.ConnectionProvider;

/** One request to one address that was checked, and its answer. Remembers whether anything left this machine. */
final class Exchange {

    private final Request request;
    private final InetAddress address;
    private final SslContext trust;
    private final Duration connectTimeout;
    private final ExchangeLimits limits;
    private volatile boolean sent;

    Exchange(Request request, InetAddress address, SslContext trust, Duration connectTimeout, ExchangeLimits limits) {
        this.request = request;
        this.address = address;
        this.trust = trust;
        this.connectTimeout = connectTimeout;
        this.limits = limits;
    }

    boolean sent() {
        return sent;
    }

    /**
     * A new connection each time: a kept one may be half closed, and then nobody knows whether a write arrived. For the same
     * reason the library's own silent second attempt is off.
     */
    Mono<Response> run() {
        return sending("gzip")
                .response((head, content) -> content.asByteArray()
                        .collect(this::limited, LimitedBytes::add)
                        .map(body -> answer(head, body.toByteArray())))
                .single();
    }

    /** The answer as soon as its headers are there; whoever gets it closes the connection. */
    Mono<Arrival> open(long deadline) {
        return sending("identity")
                .responseConnection((head, connection) -> Mono.fromSupplier(() -> arrival(head, connection, deadline)))
                .single();
    }

    private HttpClient.ResponseReceiver<?> sending(String encoding) {
        return client().remoteAddress(this::remote)
                .headers(headers -> writeHeaders(headers, encoding))
                .request(HttpMethod.valueOf(request.method()))
                .uri(target(request.uri()))
                .send(Mono.justOrEmpty(request.body()).map(body -> Unpooled.wrappedBuffer(body.bytes())));
    }

    private HttpClient client() {
        var client = HttpClient.create(ConnectionProvider.newConnection())
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) connectTimeout.toMillis())
                .disableRetry(true)
                .doOnRequest((_, _) -> sent = true);
        return "https".equalsIgnoreCase(request.uri().getScheme())
                ? client.secure(tls -> tls.sslContext(trust))
                : client;
    }

    /** Resolved already, so nothing resolves it again; it carries the name for TLS to send and to verify. */
    private InetSocketAddress remote() {
        var host = request.uri().getHost();
        try {
            return new InetSocketAddress(
                    InetAddress.getByAddress(host, address.getAddress()), AddressGuard.port(request.uri()));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("The bytes of an address are an address", e);
        }
    }

    private void writeHeaders(HttpHeaders headers, String encoding) {
        headers.set("User-Agent", "signalbox");
        headers.set("Accept", "*/*");
        headers.set("Accept-Encoding", encoding);
        request.headers().forEach(headers::set);
        headers.set("Host", authority(request.uri()));
        if (request.body().isPresent() || !RequestRules.reads(request.method())) {
            headers.set("Content-Length", request.body().map(HttpBody::size).orElse(0));
        }
    }

    private static String authority(URI uri) {
        return uri.getPort() == -1 ? uri.getHost() : uri.getHost() + ":" + uri.getPort();
    }

    private static String target(URI uri) {
        var path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
    }

    private LimitedBytes limited() {
        return new LimitedBytes(limits.responseSize().toBytes());
    }

    private Arrival arrival(HttpClientResponse head, Connection connection, long deadline) {
        var response = new Response(head.status().code(), headers(head), HttpBody.empty(), request.uri());
        return new Arrival(
                request, response, connection, deadline, limits.responseSize().toBytes());
    }

    private static Map<String, List<String>> headers(HttpClientResponse head) {
        var headers = new LinkedHashMap<String, List<String>>();
        head.responseHeaders().forEach(header -> headers.computeIfAbsent(
                        header.getKey().toLowerCase(Locale.ROOT), _ -> new ArrayList<>())
                .add(header.getValue()));
        return headers;
    }

    private Response answer(HttpClientResponse head, byte[] body) {
        var headers = headers(head);
        var encoding =
                headers.getOrDefault("content-encoding", List.of("identity")).getFirst();
        var plain = Inflation.inflate(encoding, body, limits.responseSize().toBytes());
        headers.remove("content-encoding");
        return new Response(head.status().code(), headers, HttpBody.of(plain), request.uri());
    }
}
