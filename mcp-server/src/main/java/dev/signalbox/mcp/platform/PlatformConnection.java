package dev.signalbox.mcp.platform;

import io.netty.channel.ChannelOption;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientException;
import org.springframework.web.reactive.socket.CloseStatus;
import org.springframework.web.reactive.socket.WebSocketMessage;
import org.springframework.web.reactive.socket.WebSocketSession;
import org.springframework.web.reactive.socket.client.ReactorNettyWebSocketClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.WebsocketClientSpec;
import tools.jackson.core.JacksonException;

/** The one HTTP client of this process; it knows a single host. Cancelling a request closes it at the platform too. */
@Component
class PlatformConnection {

    private static final int CONNECT_MILLIS = 2_000;
    private static final Duration ANSWER = Duration.ofSeconds(30);
    private static final int LARGEST_ANSWER = 8 * 1024 * 1024;
    private static final int LARGEST_FRAME = 2 * 1024 * 1024;
    private static final String PROJECT = "X-Project-Id";

    private final WebClient http;
    private final ReactorNettyWebSocketClient sockets;
    private final String base;

    PlatformConnection(PlatformSettings settings, WebClient.Builder builder) {
        this.base = settings.url().toString().replaceAll("/+$", "");
        this.sockets = new ReactorNettyWebSocketClient(
                HttpClient.create().option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS),
                () -> WebsocketClientSpec.builder().maxFramePayloadLength(LARGEST_FRAME));
        this.http = builder.clientConnector(new ReactorClientHttpConnector(
                        HttpClient.create().option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)))
                .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(LARGEST_ANSWER))
                .build();
    }

    /** @return fails with {@link PlatformUnavailableException} when there is no answer, whatever the reason */
    Mono<PlatformAnswer> send(PlatformRequest request, Credential credential, @Nullable String project) {
        var call = http.method(request.method())
                .uri(URI.create(base + request.target()))
                .accept(MediaType.APPLICATION_JSON, MediaType.APPLICATION_PROBLEM_JSON)
                .header(HttpHeaders.AUTHORIZATION, credential.header());
        request.headers().forEach(call::header);
        if (project != null) {
            call.header(PROJECT, project);
        }
        if (request.body() != null) {
            call.contentType(MediaType.APPLICATION_JSON).bodyValue(Json.MAPPER.writeValueAsBytes(request.body()));
        }
        return call.exchangeToMono(PlatformConnection::answer)
                .timeout(ANSWER)
                .onErrorMap(PlatformConnection::isOutage, PlatformUnavailableException::new);
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

    private static Mono<PlatformAnswer> answer(ClientResponse response) {
        return response.bodyToMono(byte[].class)
                .defaultIfEmpty(new byte[0])
                .map(body -> PlatformAnswer.of(response.statusCode().value(), body));
    }

    private static boolean isOutage(Throwable failure) {
        return failure instanceof WebClientException
                || failure instanceof TimeoutException
                || failure instanceof JacksonException
                || failure instanceof DataBufferLimitException;
    }
}
