package dev.signalbox.mcp.platform;

import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.NettyDataBufferFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.socket.CloseStatus;
import org.springframework.web.reactive.socket.WebSocketMessage;
import org.springframework.web.reactive.socket.WebSocketSession;
import org.springframework.web.reactive.socket.client.ReactorNettyWebSocketClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;
import reactor.core.publisher.Mono;
import reactor.netty.ByteBufFlux;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.WebsocketClientSpec;

/** The one HTTP client of this process; it knows a single host. Cancelling a request closes it at the platform too. */
@Component
class PlatformConnection {

    private static final int CONNECT_MILLIS = 2_000;
    private static final Duration ANSWER = Duration.ofSeconds(30);
    private static final int LARGEST_ANSWER = 8 * 1024 * 1024;
    private static final int LARGEST_FRAME = 2 * 1024 * 1024;
    private static final String PROJECT = "X-Project-Id";

    private static final String ACCEPTED =
            MediaType.APPLICATION_JSON_VALUE + ", " + MediaType.APPLICATION_PROBLEM_JSON_VALUE;
    private static final byte[] NO_BODY = {};
    private static final NettyDataBufferFactory BUFFERS = new NettyDataBufferFactory(UnpooledByteBufAllocator.DEFAULT);

    /** Bare, since nearly every call of a tool is a request of it: what Spring's does besides cost as much as the request. */
    private final HttpClient client = HttpClient.create().option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS);

    private final WebClient http;
    private final ReactorNettyWebSocketClient sockets;
    private final String base;

    PlatformConnection(PlatformSettings settings, WebClient.Builder builder) {
        this.base = settings.url().toString().replaceAll("/+$", "");
        this.sockets = new ReactorNettyWebSocketClient(
                client, () -> WebsocketClientSpec.builder().maxFramePayloadLength(LARGEST_FRAME));
        this.http =
                builder.clientConnector(new ReactorClientHttpConnector(client)).build();
    }

    /** @return fails with {@link PlatformUnavailableException} when there is no answer, whatever the reason */
    Mono<PlatformAnswer> send(PlatformRequest request, Credential credential, @Nullable String project) {
        // Deferred, since a header that cannot be one fails while the request is put together
        return Mono.defer(() -> exchange(request, credential, project))
                .timeout(ANSWER)
                .onErrorMap(Exception.class, PlatformUnavailableException::new);
    }

    private Mono<PlatformAnswer> exchange(PlatformRequest request, Credential credential, @Nullable String project) {
        byte[] body = request.body() == null ? NO_BODY : Json.MAPPER.writeValueAsBytes(request.body());
        // The client's own headers are a copy that takes any value, line feeds too; these check what is put into them
        var headers = new DefaultHttpHeaders();
        write(request, credential, project, body, headers);
        return client.headers(all -> all.add(headers))
                .request(HttpMethod.valueOf(request.method().name()))
                .uri(base + request.target())
                .send((_, out) -> body.length == 0 ? out : out.sendByteArray(Mono.just(body)))
                .response((response, content) -> answer(response.status().code(), content))
                .single();
    }

    private static void write(
            PlatformRequest request,
            Credential credential,
            @Nullable String project,
            byte[] body,
            io.netty.handler.codec.http.HttpHeaders headers) {
        headers.set(HttpHeaders.ACCEPT, ACCEPTED);
        headers.set(HttpHeaders.AUTHORIZATION, credential.header());
        request.headers().forEach(headers::set);
        if (project != null) {
            headers.set(PROJECT, project);
        }
        if (request.body() != null) {
            headers.set(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON_VALUE);
        }
        if (body.length > 0 || !request.method().equals(org.springframework.http.HttpMethod.GET)) {
            headers.set(HttpHeaders.CONTENT_LENGTH, body.length);
        }
    }

    Flux<ServerSentEvent<String>> stream(String path, Credential credential) {
        return http.get()
                .uri(URI.create(base + path))
                .accept(MediaType.TEXT_EVENT_STREAM)
                .header(HttpHeaders.AUTHORIZATION, credential.header())
                .retrieve()
                .bodyToFlux(new ParameterizedTypeReference<>() {});
    }

    /** @return fails with a refused handshake as it is, and with {@link PlatformUnavailableException} for every other end but a good one */
    Flux<String> frames(PlatformRequest request, Credential credential, @Nullable String project) {
        var headers = new HttpHeaders();
        headers.set(HttpHeaders.AUTHORIZATION, credential.header());
        request.headers().forEach(headers::set);
        if (project != null) {
            headers.set(PROJECT, project);
        }
        URI address = URI.create(base.replaceFirst("^http", "ws") + request.target());
        return Flux.create(out -> out.onDispose(sockets.execute(address, headers, session -> read(session, out))
                .onErrorMap(IOException.class, PlatformUnavailableException::new)
                .subscribe(null, out::error, out::complete)));
    }

    private static Mono<Void> read(WebSocketSession session, FluxSink<String> out) {
        return session.receive()
                .filter(message -> message.getType() == WebSocketMessage.Type.TEXT)
                .doOnNext(message -> out.next(message.getPayloadAsText()))
                .then(session.closeStatus())
                .flatMap(status -> status.getCode() == CloseStatus.NORMAL.getCode()
                        ? Mono.empty()
                        : Mono.error(new PlatformUnavailableException("the stream was closed with " + status)));
    }

    private static Mono<PlatformAnswer> answer(int status, ByteBufFlux content) {
        return DataBufferUtils.join(content.retain().map(BUFFERS::wrap), LARGEST_ANSWER)
                .map(PlatformConnection::bytes)
                .defaultIfEmpty(NO_BODY)
                .map(body -> PlatformAnswer.of(status, body));
    }

    private static byte[] bytes(DataBuffer buffer) {
        var bytes = new byte[buffer.readableByteCount()];
        buffer.read(bytes);
        DataBufferUtils.release(buffer);
        return bytes;
    }
}
