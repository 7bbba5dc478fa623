package dev.signalbox.mcp.platform;

import io.netty.handler.codec.http.websocketx.WebSocketClientHandshakeException;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The platform's API as one caller sees it. */
@Component
public class Platform {

    private static final int UNAUTHENTICATED = 401;

    private final PlatformConnection connection;

    Platform(PlatformConnection connection) {
        this.connection = connection;
    }

    /** @return fails with {@link CallerRefusedException} when the caller's token died meanwhile */
    public Mono<PlatformAnswer> send(PlatformRequest request, Caller caller) {
        return connection.send(request, caller.credential(), caller.project()).flatMap(Platform::stillValid);
    }

    /**
     * The texts of a WebSocket until the platform closes it in order.
     *
     * @return fails with {@link StreamRefusedException}, and as {@link #send} does
     */
    public Flux<String> frames(PlatformRequest request, Caller caller) {
        return connection
                .frames(request, caller.credential(), caller.project())
                .onErrorResume(WebSocketClientHandshakeException.class, _ -> refusal(request, caller));
    }

    /** A refused handshake does not show its body; the same address without it does. */
    private Flux<String> refusal(PlatformRequest request, Caller caller) {
        return send(request, caller).flatMapMany(answer -> switch (answer) {
            case PlatformAnswer.Problem problem -> Flux.error(new StreamRefusedException(problem));
            case PlatformAnswer.Success _ -> Flux.error(new PlatformUnavailableException("no WebSocket is spoken"));
        });
    }

    private static Mono<PlatformAnswer> stillValid(PlatformAnswer answer) {
        return answer instanceof PlatformAnswer.Problem problem && problem.status() == UNAUTHENTICATED
                ? Mono.error(new CallerRefusedException())
                : Mono.just(answer);
    }
}
